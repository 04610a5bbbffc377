import { isTimeframe, type Timeframe } from '../../core/time.ts'
import { QUOTE_ASSETS } from '../../market/defaults.ts'

const EXTENSIONS = /(?:\.(?:csv|txt|gz|zip|parquet|pq|arrow|arrows|feather|ipc))+$/i
const SYMBOL = new RegExp(`^[\\p{L}\\p{N}]+(?:${QUOTE_ASSETS.join('|')})$`, 'u')

export interface SourceName {
  readonly symbol: string
  /** The timeframe that the name mentions, if it does. */
  readonly timeframe?: Timeframe
}

export function isSourceFile(name: string): boolean {
  return EXTENSIONS.test(name) && !name.startsWith('.')
}

/**
 * Reads instrument and timeframe off a file name: `BTCUSDT-1h-2024-01.zip`, `btcusdt.csv`, `BTC-USDT_1h.csv.gz`.
 * Undefined when the name does not begin with a symbol that ends in a known quote asset.
 */
export function parseSourceName(fileName: string): SourceName | undefined {
  const parts = fileName.replace(EXTENSIONS, '').split(/[-_. ]+/)
  const first = parts[0]!.toUpperCase()
  const isSplit = QUOTE_ASSETS.some((quote) => quote === parts[1]?.toUpperCase())
  const symbol = isSplit ? first + parts[1]!.toUpperCase() : first
  if (!SYMBOL.test(symbol)) return undefined
  const timeframe = parts.find(isTimeframe)
  return timeframe ? { symbol, timeframe } : { symbol }
}
