import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { BenchContext } from './bench.ts'
import { loadBench } from './registry.ts'
import { peakBytes } from './support/peak.ts'

/** One phase of one benchmark in a process of its own, so that its peak memory is its own. */
export type Phase = 'prepare' | 'verify' | 'measure' | 'compare'

const [name, phase, folder, runs, detail] = process.argv.slice(2) as [string, Phase, string, string, string]
const context: BenchContext = {
  folder,
  runs: Number(runs),
  isDetailed: detail === 'detail',
  log: (text) => process.stderr.write(`${text}\n`),
}
const bench = await loadBench(name)
const result = await bench[phase]?.(context)
writeFileSync(
  join(folder, `${phase}.json`),
  JSON.stringify({ result: result ?? null, peakBytes: peakBytes() }),
)
process.exit(0)
