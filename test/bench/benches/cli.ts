import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { openDataset } from '../../../src/adapters/data/open-dataset.ts'
import { ensureDemo } from '../../../src/adapters/data/synthesize.ts'
import { canonicalJson } from '../../../src/core/hash.ts'
import { PLAIN_RULES } from '../../../src/engine/rules.ts'
import type { Bench } from '../bench.ts'
import { alternate } from '../support/alternate.ts'
import { runAll } from '../support/ema-cross.ts'
import { Only } from '../support/only.ts'
import { copyPackage } from '../support/package-copy.ts'
import { median } from '../support/spread.ts'

interface Printed {
  readonly runHash: string
  readonly metrics: Readonly<Record<string, unknown>>
  readonly report: string
}

/** What a user types, with --json so that there is something to check. */
function backtest(folder: string, env: NodeJS.ProcessEnv = {}): Printed {
  const { status, stdout, stderr } = spawnSync('npm', ['run', '-s', 'backtest', '--', '--json'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, ...env },
  })
  if (status !== 0) throw new Error(`npm run -s backtest ended with ${status}: ${stderr}`)
  return JSON.parse(stdout) as Printed
}

const removeDemo = (folder: string) => rmSync(join(folder, 'datasets'), { recursive: true, force: true })

/** Largest resident memory of any process of the command. */
function peakOf(folder: string): number {
  const peaks = join(folder, 'peaks')
  mkdirSync(peaks)
  const hook = join(import.meta.dirname, '../support/peak-hook.mjs')
  backtest(folder, { NODE_OPTIONS: `--import ${hook}`, BENCH_PEAKS: peaks })
  return Math.max(...readdirSync(peaks).map((file) => Number(readFileSync(join(peaks, file), 'utf8'))))
}

const bench: Bench = {
  name: 'cli',
  work: 'npm run -s backtest: ema-cross over the demo, report and files written',
  unit: 'bar',
  targets: [
    { figure: 'seconds', atMost: 4, text: '≤ 4 s wall' },
    { figure: 'withoutDemoSeconds', atMost: 4, text: '≤ 4 s wall where the demo is generated first' },
  ],
  async verify({ folder }) {
    const copy = copyPackage(folder)
    const printed = backtest(copy)
    await ensureDemo(join(folder, 'own'))
    const { metrics } = runAll(await openDataset(join(folder, 'own'), 'demo'), PLAIN_RULES, 'replay')
    if (canonicalJson(printed.metrics) !== canonicalJson(metrics))
      throw new Error('the command prints other metrics than the event driver gives')
    if (statSync(join(copy, printed.report)).size < 100_000) throw new Error('the report is no report')
    return {
      fingerprint: printed.runHash,
      checks: ['all metrics printed equal those of the event driver; the report is there'],
    }
  },
  async measure({ folder, runs }) {
    const copy = join(folder, 'package')
    const hashes = new Only()
    const run = (prepare: () => void) => () => {
      prepare()
      const begin = performance.now()
      const { runHash } = backtest(copy)
      const seconds = (performance.now() - begin) / 1000
      hashes.take(runHash)
      return seconds
    }
    const { absent, present } = await alternate(
      { absent: run(() => removeDemo(copy)), present: run(() => {}) },
      runs,
    )
    const { instruments } = await openDataset(join(copy, 'datasets'), 'demo')
    return {
      fingerprint: hashes.value,
      units: instruments.reduce((sum, { bars }) => sum + bars.times.length, 0),
      seconds: present,
      figures: { withoutDemoSeconds: median(absent), peakBytes: peakOf(copy) },
    }
  },
}

export default bench
