import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bench, Measurement, PeerTiming, Verification } from './bench.ts'
import type { Phase } from './child.ts'
import { loadBench } from './registry.ts'
import { type Spread, spreadOf } from './support/spread.ts'
import { type Outcome, outcomeOf } from './support/targets.ts'

export interface BenchOptions {
  readonly runs: number
  readonly isDetailed: boolean
  readonly log: (text: string) => void
}

/** Everything that is said about one benchmark. */
export interface BenchReport {
  readonly name: string
  readonly work: string
  readonly unit: string
  /** Processes that wanted a core in the minute before it began: above 0.5 somebody else was at work. */
  readonly loadBefore: number
  /** Why there are no figures: the result was not what it should be. */
  readonly failure?: string
  readonly checks: readonly string[]
  readonly units: number
  readonly seconds: Spread
  readonly nsPerUnit: number
  readonly perSecond: number
  readonly peakMb: number
  readonly figures: Readonly<Record<string, number>>
  readonly peers: readonly PeerTiming[]
  readonly targets: readonly Outcome[]
  readonly detail: readonly string[]
}

/**
 * prepare → verify → measure → compare, each in a fresh process; figures only where the timed result is the
 * verified one.
 */
export async function runBench(name: string, options: BenchOptions): Promise<BenchReport> {
  const bench = await loadBench(name)
  const loadBefore = loadavg()[0]!
  const folder = mkdtempSync(join(tmpdir(), `bench-${name}-`))
  try {
    options.log(`${name}: preparing and verifying`)
    if (bench.prepare) await runPhase(bench, 'prepare', folder, options)
    const verified = await runPhase<Verification>(bench, 'verify', folder, options)
    options.log(`${name}: measuring`)
    const measured = await runPhase<Measurement>(bench, 'measure', folder, options)
    if (measured.result.fingerprint !== verified.result.fingerprint)
      throw new Error('the timed runs computed something else than what was verified')
    if (bench.compare) options.log(`${name}: comparing`)
    const peers = bench.compare
      ? (await runPhase<PeerTiming[]>(bench, 'compare', folder, options)).result
      : []
    return { ...reportOf(bench, verified.result, measured, peers), loadBefore }
  } catch (error) {
    const failure = (error as Error).message
    return { ...reportOf(bench, NOT_VERIFIED, NOT_MEASURED, []), loadBefore, failure }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const NOT_VERIFIED: Verification = { checks: [], fingerprint: '' }
const NOT_MEASURED: PhaseAnswer<Measurement> = {
  result: { fingerprint: '', units: Number.NaN, seconds: [] },
  peakBytes: Number.NaN,
}

function reportOf(
  bench: Bench,
  verified: Verification,
  { result: measured, peakBytes: ownPeak }: PhaseAnswer<Measurement>,
  peers: readonly PeerTiming[],
): Omit<BenchReport, 'loadBefore'> {
  const { peakBytes = ownPeak, ...figures } = measured.figures ?? {}
  const seconds = spreadOf(measured.seconds)
  const rates = {
    nsPerUnit: (seconds.median * 1e9) / measured.units,
    perSecond: measured.units / seconds.median,
    peakMb: peakBytes / 1e6,
  }
  const compared = Object.assign({}, ...peers.map((peer) => peer.figures)) as Record<string, number>
  const known = { ...figures, ...compared, ...rates, seconds: seconds.median }
  return {
    name: bench.name,
    work: bench.work,
    unit: bench.unit,
    checks: verified.checks,
    units: measured.units,
    seconds,
    ...rates,
    figures,
    peers,
    targets: bench.targets.map((target) => outcomeOf(target, known)),
    detail: peers.flatMap((peer) => peer.detail ?? []),
  }
}

interface PhaseAnswer<R> {
  readonly result: R
  readonly peakBytes: number
}

function runPhase<R>(
  bench: Bench,
  phase: Phase,
  folder: string,
  { runs, isDetailed }: BenchOptions,
): Promise<PhaseAnswer<R>> {
  const args = [bench.name, phase, folder, String(runs), isDetailed ? 'detail' : 'plain']
  const child = spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), ...args], {
    stdio: ['ignore', process.stderr, process.stderr],
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => {
      if (code !== 0) reject(new Error(`${phase} of ${bench.name} ended with ${signal ?? `code ${code}`}`))
      else resolve(JSON.parse(readFileSync(join(folder, `${phase}.json`), 'utf8')) as PhaseAnswer<R>)
    })
  })
}
