/** Mutation testing of the layers that decide about money; see README.md beside this file. */
import { globSync, mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { Random } from '../../src/core/random.ts'
import { instrument } from './instrument.ts'
import { fates } from './lanes.ts'
import { summary, text } from './summary.ts'

const FOLDERS = ['risk', 'venue', 'ledger', 'engine']
const TESTS = [
  `test/{${FOLDERS.join(',')}}/**/*.test.ts`,
  'test/oracle/backtest.test.ts',
  'test/mutation/generated-runs.ts',
]
const ROOT = fileURLToPath(new URL('../..', import.meta.url))

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    lanes: { type: 'string', default: String(Math.min(4, availableParallelism())) },
  },
})

const folders = positionals.length > 0 ? positionals : FOLDERS
const testFiles = globSync(TESTS, { cwd: ROOT }).sort()
const { mutants } = instrument(ROOT, folders)
const all = mutants.map((_, number) => number)
const wanted = values.sample === undefined ? all : sampled(all, Number(values.sample), Number(values.seed))

const begin = performance.now()
const fate = await fates({ root: ROOT, folders, testFiles }, wanted, Number(values.lanes), progress)
const result = summary(wanted.map((number) => ({ ...mutants[number]!, fate: fate.get(number)! })))
mkdirSync(`${ROOT}/reports/mutation`, { recursive: true })
writeFileSync(`${ROOT}/reports/mutation/mutation.json`, `${JSON.stringify(result, null, 1)}\n`)
process.stdout.write(`${text(result)}, ${seconds()} s\n`)

/** So many of them, in their order; the same ones for the same seed. */
function sampled(numbers: readonly number[], count: number, seed: number): readonly number[] {
  const random = new Random(seed, 'mutants')
  const drawn = numbers.map((number) => ({ number, lot: random.uniform() })).sort((a, b) => a.lot - b.lot)
  return drawn
    .slice(0, count)
    .map(({ number }) => number)
    .sort((a, b) => a - b)
}

function seconds(): number {
  return Math.round((performance.now() - begin) / 1000)
}

function progress(done: number): void {
  if (done % 250 === 0) process.stderr.write(`${done} of ${wanted.length} mutants, ${seconds()} s\n`)
}
