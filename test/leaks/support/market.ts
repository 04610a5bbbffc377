import { Random } from '../../../src/core/random.ts'
import { defaultInstrument } from '../../../src/market/defaults.ts'
import type { InstrumentData, MarketData } from '../../../src/market/market-data.ts'
import { generateMarket } from '../../../src/market/synthetic/generate.ts'

/** A market with all series, and with a few holes in the bars. */
export function leakMarket({ bars = 84, instruments = 2, seed = 11 } = {}): MarketData {
  const random = new Random(seed, 'holes')
  const keep = Array.from({ length: bars }, (_, i) => i).filter((i) => i < 2 || random.uniform() > 0.03)
  const firstTime = Date.UTC(2024, 0, 1)
  const generated = [...generateMarket({ seed, instruments, bars, timeframe: '1h', firstTime })]
  const all = generated.map(({ asset, bars: columns, mark, ...side }): InstrumentData => {
    const thinned = Object.entries(columns).map(([name, values]) => [
      name,
      Float64Array.from(keep, (i) => (values as Float64Array)[i]!),
    ])
    return {
      instrument: defaultInstrument(asset.id, {
        priceDecimals: asset.priceDecimals,
        volumeDecimals: asset.volumeDecimals,
      }),
      bars: Object.fromEntries(thinned) as typeof columns,
      ...(mark && { mark }),
      funding: side.funding,
      openInterest: side.openInterest,
      sentiment: side.sentiment,
    }
  })
  const sorted = all.toSorted((a, b) => a.instrument.id.localeCompare(b.instrument.id))
  return {
    name: 'leak-market',
    hash: 'f'.repeat(64),
    isSynthetic: true,
    timeframe: '1h',
    instruments: sorted,
  }
}
