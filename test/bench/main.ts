import { availableParallelism, cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { BENCHES, loadBench } from './registry.ts'
import { type BenchReport, runBench } from './run-bench.ts'
import { benchText } from './support/present.ts'

interface Request {
  readonly names: readonly string[]
  readonly runs: number
  readonly isDetailed: boolean
  readonly isJson: boolean
  readonly isList: boolean
}

process.exitCode = await main(process.argv.slice(2))

/** 0; 1 where a benchmark could not prove its result; 2 for a mistake in the arguments. A missed target is no failure. */
async function main(args: readonly string[]): Promise<number> {
  const request = await parse(args).catch((error: Error) => error.message)
  if (typeof request === 'string') {
    log(request)
    return 2
  }
  if (request.isList) return list()
  const reports = await runAll(request)
  if (request.isJson) print(JSON.stringify({ machine: machine(), benches: reports }))
  return reports.every(({ failure }) => failure === undefined) ? 0 : 1
}

async function parse(args: readonly string[]): Promise<Request> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
      detail: { type: 'boolean', default: false },
      runs: { type: 'string', default: '7' },
    },
  })
  const asked = positionals.flatMap(benchesNamed)
  const runs = Number(values.runs)
  if (!Number.isInteger(runs) || runs < 1)
    throw new Error(`--runs: a whole number ≥ 1 expected, got ${values.runs}`)
  const names = asked.length > 0 ? asked : await usual(values.all)
  return { names, runs, isDetailed: values.detail, isJson: values.json, isList: values.list }
}

/** The benchmark of that name; else all whose name begins with it (`trees`: `trees-xgboost`, …). */
function benchesNamed(name: string): string[] {
  const known = Object.keys(BENCHES)
  const found = known.includes(name) ? [name] : known.filter((one) => one.startsWith(`${name}-`))
  if (found.length === 0) throw new Error(`unknown benchmark '${name}'; known: ${known.join(', ')}`)
  return found
}

/** Every benchmark, or all but the long ones. */
async function usual(withLong: boolean): Promise<string[]> {
  const benches = await Promise.all(Object.keys(BENCHES).map(loadBench))
  return benches.filter(({ isLong }) => withLong || !isLong).map(({ name }) => name)
}

async function runAll({ names, runs, isDetailed, isJson }: Request): Promise<BenchReport[]> {
  const reports: BenchReport[] = []
  for (const name of names) {
    const report = await runBench(name, { runs, isDetailed, log })
    reports.push(report)
    if (isJson) log(benchText(report))
    else print(`${benchText(report)}\n`)
  }
  return reports
}

async function list(): Promise<number> {
  for (const name of Object.keys(BENCHES)) {
    const { work, isLong } = await loadBench(name)
    print(`${name.padEnd(23)}${work}${isLong ? ' (long: by name or with --all)' : ''}`)
  }
  return 0
}

function machine() {
  return { node: process.version, cpu: cpus()[0]!.model, cores: availableParallelism() }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

function log(text: string): void {
  process.stderr.write(`${text}\n`)
}
