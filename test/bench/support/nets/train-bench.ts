import { openKit } from '../../../../src/adapters/tensorflow/open-kit.ts'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import type { Bench, BenchContext, Measurement, PeerTiming, Target, Verification } from '../../bench.ts'
import { alternate, type Contender, timed } from '../alternate.ts'
import { Only } from '../only.ts'
import { median } from '../spread.ts'
import { trainingSet } from './net-data.ts'
import type { NetBenchTask } from './net-task.ts'
import { checkAgainstPeer, startPeer } from './peer-net.ts'
import { printOfWeights, trainSteps } from './train-steps.ts'

/** Training steps: windows cut and scaled, forward, backward, Adam; beside PyTorch with as many threads, one. */
export function netTrainBench(
  name: string,
  what: string,
  task: NetBenchTask,
  targets: readonly Target[],
): Bench {
  return {
    name,
    work: `${what}: training steps of ${task.batch} windows, one thread`,
    unit: 'step',
    targets: [
      ...targets,
      { figure: 'stepRatio', atMost: 3, text: '≤ 3 × the time of PyTorch on the CPU, 1 thread' },
    ],
    isLong: true,
    verify: ({ folder }) => verify(task, folder),
    measure: (context) => measure(task, context),
    compare: (context) => compare(task, context),
  }
}

async function verify(task: NetBenchTask, folder: string): Promise<Verification> {
  const kit = await openKit()
  const set = trainingSet(task)
  const fingerprint = printOfWeights(trainSteps(kit, task, set))
  if (printOfWeights(trainSteps(kit, task, set)) !== fingerprint)
    throw new Error('the same seed gave other weights the second time')
  return {
    fingerprint,
    checks: [await checkAgainstPeer(kit, task, folder), 'same seed, same weights to the bit'],
  }
}

async function measure(task: NetBenchTask, { runs }: BenchContext): Promise<Measurement> {
  const kit = await openKit()
  const prints = new Only()
  const { seconds } = await alternate({ seconds: steps(kit, task, prints) }, runs)
  const stepSeconds = median(seconds) / task.steps
  const epochSteps = trainingSet(task).originOf.length / task.batch
  const figures = { stepMs: stepSeconds * 1000, epochSeconds: stepSeconds * epochSteps }
  return { fingerprint: prints.value, units: task.steps, seconds, figures }
}

/** All steps of a run, the making of the net included. */
function steps(kit: Kit, task: NetBenchTask, prints: Only): Contender {
  const set = trainingSet(task)
  return timed(
    () => trainSteps(kit, task, set),
    (weights) => prints.take(printOfWeights(weights)),
  )
}

async function compare(task: NetBenchTask, { folder, runs }: BenchContext): Promise<PeerTiming[]> {
  const peer = await startPeer(task, folder, 1)
  const work = `${task.steps} steps, one thread`
  if (typeof peer === 'string') return [{ name: 'PyTorch', work, missing: peer, ours: [], theirs: [] }]
  const kit = await openKit()
  const theirs = async () => (await peer.seconds('train')) * task.steps
  const seconds = await alternate({ ours: steps(kit, task, new Only()), theirs }, runs)
  peer.close()
  const stepRatio = median(seconds.ours) / median(seconds.theirs)
  return [{ name: peer.version, work, figures: { stepRatio }, ...seconds }]
}
