/**
 * One lane: a thread that loads the instrumented sources and the tests once and then tries one mutant after the
 * other. Whoever started it watches the clock, since a mutant may never come back.
 */
import { registerHooks } from 'node:module'
import { relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parentPort, workerData } from 'node:worker_threads'
import fc from 'fast-check'
import { setUp, startRound, tearDown, tests } from './collect.ts'
import { instrument } from './instrument.ts'
import { activate, deactivate, Endless, recorded } from './switch.ts'

/** What every lane is told. */
export interface Errand {
  readonly root: string
  readonly folders: readonly string[]
  readonly testFiles: readonly string[]
  /** Measured by an earlier lane; absent for the first. */
  readonly baseline?: Baseline
}

/** What the tests do without a mutant. */
export interface Baseline {
  /** Mutants met while the modules load. */
  readonly atLoad: readonly number[]
  readonly tests: readonly { readonly name: string; readonly ms: number; readonly meets: readonly number[] }[]
}

/** The number of a mutant to try. */
export type Wish = number | 'end'

export type Outcome = 'killed' | 'endless' | 'survived'

export type Message =
  | { readonly kind: 'ready'; readonly baseline: Baseline }
  | { readonly kind: 'broken'; readonly failures: readonly string[] }
  | { readonly kind: 'tried'; readonly mutant: number; readonly outcome: Outcome; readonly by?: string }

/** A generated test stops after this long; a mutant it has not noticed by then, it may miss. */
const PROPERTY_MS = 100
const PATIENCE_MS = 1000

const errand = workerData as Errand
const port = parentPort!
const { sources } = instrument(errand.root, errand.folders)
const collector = new URL('./collect.ts', import.meta.url).href

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vitest' && context.parentURL !== collector
      ? { url: collector, shortCircuit: true }
      : next(specifier, context),
  load: (url, context, next) => {
    const source = url.startsWith('file:')
      ? sources.get(relative(errand.root, fileURLToPath(url)))
      : undefined
    return source === undefined
      ? next(url, context)
      : { format: 'module-typescript', source, shortCircuit: true }
  },
})

async function load(): Promise<void> {
  for (const file of errand.testFiles) await import(pathToFileURL(file).href)
}

/** A test that fails when its generated cases are cut short, and only then, is left out: it meets no mutant. */
async function measure(atLoad: ReadonlySet<number>, leftOut: ReadonlySet<number>): Promise<Baseline> {
  const measured: Baseline['tests'][number][] = []
  for (const [at, { name, run }] of tests.entries()) {
    startRound()
    const meets = leftOut.has(at) ? [] : await recorded(run)
    const begin = performance.now()
    if (!leftOut.has(at)) await run()
    measured.push({ name, ms: performance.now() - begin, meets: [...meets] })
  }
  return { atLoad: [...atLoad], tests: measured }
}

/** The tests that meet a mutant, the fastest first. */
function coverage(baseline: Baseline): ReadonlyMap<number, readonly number[]> {
  const order = baseline.tests
    .map((_, at) => at)
    .sort((a, b) => baseline.tests[a]!.ms - baseline.tests[b]!.ms)
  const covering = new Map<number, number[]>()
  for (const at of order) {
    for (const mutant of baseline.tests[at]!.meets) {
      const others = covering.get(mutant)
      if (others) others.push(at)
      else covering.set(mutant, [at])
    }
  }
  return covering
}

async function failure(at: number): Promise<unknown> {
  try {
    await tests[at]!.run()
    return undefined
  } catch (error) {
    return error ?? 'failed'
  }
}

async function tryOut(mutant: number, covering: readonly number[]): Promise<Message> {
  startRound()
  try {
    for (const at of covering) {
      activate(mutant, PATIENCE_MS)
      const error = await failure(at)
      const outcome = error instanceof Endless ? 'endless' : 'killed'
      if (error !== undefined) return { kind: 'tried', mutant, outcome, by: tests[at]!.name }
    }
    return { kind: 'tried', mutant, outcome: 'survived' }
  } finally {
    deactivate()
  }
}

/** Those of some tests that fail, with the reason. */
async function failing(asked: Iterable<number>): Promise<ReadonlyMap<number, unknown>> {
  const failed = new Map<number, unknown>()
  for (const at of asked) {
    const error = await failure(at)
    if (error !== undefined) failed.set(at, error)
  }
  return failed
}

const shorten = (interruptAfterTimeLimit?: number) =>
  fc.configureGlobal({ endOnFailure: true, ...(interruptAfterTimeLimit && { interruptAfterTimeLimit }) })

const tell = (message: Message) => port.postMessage(message)

/** The lane's story: load, prove that all is well without a mutant, then try what is asked for. */
async function main(): Promise<void> {
  const atLoad = await recorded(load)
  await setUp()
  shorten(PROPERTY_MS)
  const leftOut = errand.baseline ? new Map() : await failing(tests.keys())
  shorten()
  const broken = await failing(leftOut.keys())
  if (broken.size > 0) {
    return tell({
      kind: 'broken',
      failures: [...broken].map(([at, error]) => `${tests[at]!.name}: ${error}`),
    })
  }
  shorten(PROPERTY_MS)
  const baseline = errand.baseline ?? (await measure(atLoad, new Set(leftOut.keys())))
  const covering = coverage(baseline)
  port.on('message', async (wish: Wish) => {
    if (wish !== 'end') return tell(await tryOut(wish, covering.get(wish) ?? []))
    await tearDown()
    port.close()
  })
  tell({ kind: 'ready', baseline })
}

await main()
