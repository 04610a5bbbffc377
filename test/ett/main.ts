import { writeFileSync } from 'node:fs'
import { EXIT, QtError } from '../../src/core/error.ts'
import { type Benchmark, benchmarkOf } from './benchmark.ts'
import { readDataset } from './dataset.ts'
import { evaluate } from './evaluate.ts'
import { JobPool } from './job-pool.ts'
import { reportText } from './report.ts'
import { HELP, parseRequest, type Request } from './request.ts'
import type { HorizonResult } from './result.ts'

process.exitCode = await main(process.argv.slice(2))

async function main(args: readonly string[]): Promise<number> {
  try {
    const request = parseRequest(args, process.env)
    if (request === 'help') print(HELP)
    else await run(request)
    return EXIT.ok
  } catch (error) {
    if (!(error instanceof QtError)) throw error
    log(error.hint === undefined ? error.message : `${error.message}\n  ${error.hint}`)
    return error.exitCode
  }
}

async function run(request: Request): Promise<void> {
  const benchmark = benchmarkOf(readDataset(request.data, request.dataset))
  const pool = await JobPool.start(benchmark, request.workers, log)
  const results: HorizonResult[] = []
  try {
    for (const horizon of request.horizons) {
      const result = await evaluate(taskOf(request, benchmark, horizon), (jobs) => pool.run(jobs))
      results.push(result)
      print(`${reportText(result)}\n`)
      if (request.json !== undefined) writeFileSync(request.json, `${JSON.stringify(results, null, 1)}\n`)
    }
  } finally {
    await pool.close()
  }
}

function taskOf(request: Request, { columns, intervalMinutes }: Benchmark, horizon: number) {
  const { dataset, models, seeds, withDlinear } = request
  return { dataset, channels: columns.length, intervalMinutes, horizon, models, seeds, withDlinear }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

function log(text: string): void {
  process.stderr.write(`${text}\n`)
}
