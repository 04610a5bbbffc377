import { TreeCrew } from '../../../../src/adapters/workers/tree-crew.ts'
import type { Crew } from '../../../../src/models/gbdt/kernel/crew.ts'
import type { Bench, BenchContext, PeerTiming, Target, Verification } from '../../bench.ts'
import { alternate, timed } from '../alternate.ts'
import { Only } from '../only.ts'
import { Peer } from '../peer.ts'
import { median } from '../spread.ts'
import { assertEqualModels, printOfModel } from './equal-models.ts'
import { trainTask } from './train-task.ts'
import { readTreeData, writeTreeData } from './tree-data.ts'
import { KINDS, peerOptions, readPeerModel, THREADS, type TreeTask } from './tree-task.ts'

/** Training, binning included, with one and with two threads, beside the official library. */
export function trainBench(name: string, task: TreeTask, targets: readonly Target[]): Bench {
  const { library, rows, features, rounds } = task
  return {
    name,
    work: `${library}: ${rows} rows × ${features} features binned and fitted, ${rounds} trees, one thread`,
    unit: 'tree-row',
    targets,
    isLong: true,
    prepare: async ({ folder }) => writeTreeData(folder, task),
    verify: ({ folder }) => verify(task, folder),
    measure: (context) => measure(task, context),
    compare: (context) => compare(task, context),
  }
}

export async function verify(task: TreeTask, folder: string): Promise<Verification> {
  const set = readTreeData(folder, task)
  const model = await trainTask(task, set)
  const fingerprint = printOfModel(model)
  const checks = [await checkAgainstPeer(task, folder, model)]
  await withCrew(2, async (crew) => {
    if (printOfModel(await trainTask(task, set, crew)) !== fingerprint)
      throw new Error('two threads gave another model than one')
  })
  return { fingerprint, checks: [...checks, 'two threads give the same model as one'] }
}

async function checkAgainstPeer(
  task: TreeTask,
  folder: string,
  model: Awaited<ReturnType<typeof trainTask>>,
): Promise<string> {
  const peer = await startPeer(task, folder)
  if (typeof peer === 'string') return `not compared with ${task.library}: ${peer}`
  const checks: string[] = []
  for (const kind of KINDS[task.library]) {
    await peer.ask(`${kind} 1`)
    checks.push(assertEqualModels(kind, model, readPeerModel(folder, `${task.library}.${kind}.1`)))
  }
  peer.close()
  return `${peer.version}: ${checks.join('; ')}`
}

async function measure(task: TreeTask, { folder, runs }: BenchContext) {
  const set = readTreeData(folder, task)
  const prints = new Only()
  const take = (model: Awaited<ReturnType<typeof trainTask>>) => prints.take(printOfModel(model))
  return withCrew(2, async (crew) => {
    const one = timed(() => trainTask(task, set), take)
    const two = timed(() => trainTask(task, set, crew), take)
    const seconds = await alternate({ one, two }, runs)
    const figures = { secondsWithTwoThreads: median(seconds.two) }
    return { fingerprint: prints.value, units: task.rows * task.rounds, seconds: seconds.one, figures }
  })
}

async function compare(task: TreeTask, context: BenchContext): Promise<PeerTiming[]> {
  const peer = await startPeer(task, context.folder)
  const work = `the same fit, binning included`
  if (typeof peer === 'string') return [{ name: task.library, work, missing: peer, ours: [], theirs: [] }]
  const set = readTreeData(context.folder, task)
  const timings: PeerTiming[] = []
  for (const threads of THREADS) timings.push(await compareWith(threads, task, set, peer, context))
  peer.close()
  return timings
}

/** All kinds of the peer and ourselves in turn; the peer's quickest kind counts. */
async function compareWith(
  threads: number,
  task: TreeTask,
  set: ReturnType<typeof readTreeData>,
  peer: Peer,
  { folder, runs }: BenchContext,
): Promise<PeerTiming> {
  const prints = new Only()
  const kinds = KINDS[task.library]
  const theirs = Object.fromEntries(kinds.map((kind) => [kind, () => peer.seconds(`${kind} ${threads}`)]))
  const seconds: Record<string, number[]> = await withCrew(threads, (crew) => {
    const ours = timed(
      () => trainTask(task, set, crew),
      (model) => prints.take(printOfModel(model)),
    )
    return alternate({ ours, ...theirs }, runs)
  })
  const model = await trainTask(task, set)
  const equal = assertEqualModels(
    'models',
    model,
    readPeerModel(folder, `${task.library}.${kinds[0]}.${threads}`),
  )
  const times = kinds.map((kind) => ({ kind, median: median(seconds[kind]!) }))
  const quickest = times.reduce((best, one) => (one.median < best.median ? one : best))
  const ratio = median(seconds.ours!) / quickest.median
  return {
    name: `${peer.version} ${quickest.kind}`,
    work: `the same fit, threads: ${threads}; ${equal}`,
    figures: { [`ratio${threads}`]: ratio },
    detail: times.map((one) => `${one.kind}, threads: ${threads}: ${one.median.toFixed(3)} s`),
    ours: seconds.ours!,
    theirs: seconds[quickest.kind]!,
  }
}

function startPeer(task: TreeTask, folder: string): Promise<Peer | string> {
  return Peer.start('trees.py', folder, peerOptions(task, { task: 'train', threads: THREADS }))
}

async function withCrew<R>(threads: number, run: (crew: Crew | undefined) => Promise<R>): Promise<R> {
  if (threads === 1) return run(undefined)
  const crew = TreeCrew.start(threads)
  try {
    return await run(crew)
  } finally {
    await crew.close()
  }
}
