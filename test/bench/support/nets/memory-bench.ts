import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { openKit } from '../../../../src/adapters/tensorflow/open-kit.ts'
import { createNet } from '../../../../src/models/nets/create-net.ts'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import { trainNet } from '../../../../src/models/nets/training/train.ts'
import { weightsOf } from '../../../../src/models/nets/weights.ts'
import type { Bench, Measurement, Verification } from '../../bench.ts'
import { trainingSet } from './net-data.ts'
import type { NetBenchTask } from './net-task.ts'
import { printOfWeights, recipeOf, trainSteps } from './train-steps.ts'

/** Steps until caches and pools have filled; what is held then must not grow. */
const WARM_UP = 500

/** What a process cannot let go of. */
interface Held {
  readonly tensors: number
  /** Objects, buffers and TensorFlow.js's own memory, after a collection of garbage. */
  readonly heldMb: number
  /** Of the process, garbage that the engine has not bothered to collect included. */
  readonly rssMb: number
}

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Buffers are freed behind the collection that found them dead; the second one counts them as gone. */
function heldNow(kit: Kit): Held {
  collectGarbage()
  collectGarbage()
  const { heapUsed, external, rss } = process.memoryUsage()
  return {
    tensors: kit.tf.memory().numTensors,
    heldMb: (heapUsed + external) / 1e6,
    rssMb: rss / 1e6,
  }
}

/** Many steps in one run of training: nothing is held longer than its step. */
export function netMemoryBench(name: string, what: string, task: NetBenchTask): Bench {
  return {
    name,
    work: `${what}: memory over ${task.steps} steps of ${task.batch} windows`,
    unit: 'step',
    targets: [
      { figure: 'peakMb', atMost: 1500, text: '≤ 1.5 GB peak' },
      {
        figure: 'tensorsMore',
        atMost: 0,
        text: `no tensor more after ${task.steps} steps than after ${WARM_UP}`,
      },
      {
        figure: 'heldMbMore',
        atMost: 5,
        text: `≤ 5 MB held more after ${task.steps} steps than after ${WARM_UP}`,
      },
    ],
    isLong: true,
    verify: () => verify(task),
    measure: () => measure(task),
  }
}

/** The first steps twice: a run that were not repeatable would say nothing about the long one. */
async function verify(task: NetBenchTask): Promise<Verification> {
  const kit = await openKit()
  const short = { ...task, steps: 10 }
  const fingerprint = printOfWeights(trainSteps(kit, short, trainingSet(task)))
  return { fingerprint, checks: ['weights after ten steps, to the bit'] }
}

async function measure(task: NetBenchTask): Promise<Measurement> {
  const kit = await openKit()
  const fingerprint = printOfWeights(trainSteps(kit, { ...task, steps: 10 }, trainingSet(task)))
  const train = trainingSet(task)
  const net = createNet(kit, task.spec, 1)
  const held: Held[] = []
  const recipe = { ...recipeOf(task), evaluateEvery: WARM_UP }
  const begin = performance.now()
  const onEvaluation = () => {
    held.push(heldNow(kit))
  }
  trainNet(kit, net, { train, recipe, seed: 1, onEvaluation })
  const seconds = [(performance.now() - begin) / 1000]
  if (![...weightsOf(net).values()].every(({ values }) => values.every(Number.isFinite)))
    throw new Error('a weight is no number')
  return { fingerprint, units: task.steps, seconds, figures: growth(held) }
}

function growth(held: readonly Held[]): Record<string, number> {
  const [first, last] = [held[0]!, held.at(-1)!]
  return {
    ...last,
    tensorsMore: last.tensors - first.tensors,
    heldMbMore: last.heldMb - first.heldMb,
    rssMbMore: last.rssMb - first.rssMb,
  }
}
