import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Baseline, Errand, Message } from './lane.ts'

/** What became of a mutant: `static` are those met only while modules load, which no test can switch. */
export type Fate = 'killed' | 'endless' | 'survived' | 'uncovered' | 'static'

/** Longer than a lane takes to give up by itself. */
const HANG_MS = 15_000

async function start(errand: Errand): Promise<{ worker: Worker; baseline: Baseline }> {
  const worker = new Worker(new URL('./lane.ts', import.meta.url), { workerData: errand })
  const [message] = (await once(worker, 'message')) as [Message]
  if (message.kind === 'ready') return { worker, baseline: message.baseline }
  const failures = message.kind === 'broken' ? message.failures : []
  throw new Error(`without a mutant these tests fail:\n${failures.join('\n')}`)
}

/** One mutant in a lane; undefined when the lane hangs or breaks. */
async function tryOut(worker: Worker, mutant: number): Promise<Fate | undefined> {
  const clock = new AbortController()
  const timer = setTimeout(() => clock.abort(), HANG_MS)
  const answer = once(worker, 'message', { signal: clock.signal }) as Promise<[Message]>
  worker.postMessage(mutant)
  try {
    const [message] = await answer
    return message.kind === 'tried' ? message.outcome : undefined
  } catch {
    return undefined
  } finally {
    clearTimeout(timer)
  }
}

/** Tries mutants from the common queue until it is empty; a lane that hangs is replaced. */
async function workOff(
  errand: Errand,
  first: Worker,
  queue: number[],
  tell: (mutant: number, fate: Fate) => void,
) {
  let worker = first
  for (let mutant = queue.shift(); mutant !== undefined; mutant = queue.shift()) {
    const fate = await tryOut(worker, mutant)
    tell(mutant, fate ?? 'endless')
    if (fate !== undefined) continue
    await worker.terminate()
    worker = (await start(errand)).worker
  }
  worker.postMessage('end')
  await once(worker, 'exit')
}

/** The fate of every mutant asked for, by its number. */
export async function fates(
  errand: Errand,
  wanted: readonly number[],
  laneCount: number,
  tell: (done: number) => void,
): Promise<ReadonlyMap<number, Fate>> {
  const { worker, baseline } = await start(errand)
  const covered = new Set(baseline.tests.flatMap(({ meets }) => meets))
  const atLoad = new Set(baseline.atLoad)
  const untested = (mutant: number): Fate => (atLoad.has(mutant) ? 'static' : 'uncovered')
  const result = new Map<number, Fate>(
    wanted.filter((at) => !covered.has(at)).map((at) => [at, untested(at)]),
  )
  const queue = wanted.filter((mutant) => covered.has(mutant))
  const note = (mutant: number, fate: Fate) => tell(result.set(mutant, fate).size)
  const measured = { ...errand, baseline }
  const others = Array.from({ length: laneCount - 1 }, () => start(measured))
  const workers = [worker, ...(await Promise.all(others)).map((other) => other.worker)]
  await Promise.all(workers.map((each) => workOff(measured, each, queue, note)))
  return result
}
