import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { BarColumns } from '../../../src/columns/series.ts'

/** Bars as people have them: a gzipped CSV file, prices with the decimals that they have. */
export function writeCsvGz(folder: string, symbol: string, bars: BarColumns): void {
  const { times, opens, highs, lows, closes, volumes } = bars
  const lines = ['timestamp,open,high,low,close,volume']
  for (let i = 0; i < times.length; i++) {
    lines.push(`${times[i]},${opens[i]},${highs[i]},${lows[i]},${closes[i]},${volumes[i]}`)
  }
  writeFileSync(join(folder, `${symbol}-1m.csv.gz`), gzipSync(`${lines.join('\n')}\n`, { level: 1 }))
}
