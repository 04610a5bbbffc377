import { availableParallelism, cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { BENCHES, loadBench } from './registry.ts'
import { runBench } from './run-bench.ts'
import { benchText } from './support/present.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    detail: { type: 'boolean', default: false },
    runs: { type: 'string', default: '7' },
  },
})

if (values.list) await list()
else process.exitCode = await run()

async function list(): Promise<void> {
  for (const name of Object.keys(BENCHES)) {
    const { work, isLong } = await loadBench(name)
    process.stdout.write(`${name.padEnd(18)}${work}${isLong ? ' (long: by name or with --all)' : ''}\n`)
  }
}

/** Runs what was asked for; 1 where a benchmark failed to prove its result. A missed target is no failure. */
async function run(): Promise<number> {
  const unknown = positionals.find((name) => !(name in BENCHES))
  if (unknown) {
    log(`unknown benchmark '${unknown}'; known: ${Object.keys(BENCHES).join(', ')}`)
    return 2
  }
  const machine = { node: process.version, cpu: cpus()[0]!.model, cores: availableParallelism() }
  const reports = []
  for (const name of await chosen()) {
    const report = await runBench(name, { runs: Number(values.runs), isDetailed: values.detail, log })
    reports.push(report)
    if (values.json) log(benchText(report))
    else process.stdout.write(`${benchText(report)}\n\n`)
  }
  if (values.json) process.stdout.write(`${JSON.stringify({ machine, benches: reports })}\n`)
  return reports.every(({ failure }) => failure === undefined) ? 0 : 1
}

async function chosen(): Promise<string[]> {
  if (positionals.length > 0) return positionals
  const benches = await Promise.all(Object.keys(BENCHES).map(loadBench))
  return benches.filter(({ isLong }) => values.all || !isLong).map(({ name }) => name)
}

function log(text: string): void {
  process.stderr.write(`${text}\n`)
}
