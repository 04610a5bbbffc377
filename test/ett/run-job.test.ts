import { describe, expect, it, vi } from 'vitest'
import { openKit } from '../../src/adapters/tensorflow/open-kit.ts'
import { Random } from '../../src/core/random.ts'
import { nhitsConfig } from '../../src/models/nets/nhits/config.ts'
import { ADAM } from '../../src/models/nets/training/recipe-for.ts'
import { benchmarkOf } from './benchmark.ts'
import type { Job } from './outcome.ts'
import type { ShippedRecipe } from './recipes/recipe.ts'
import { recipesOf } from './recipes/recipes.ts'
import { runJob } from './run-job.ts'
import type { Progress } from './train.ts'

const small: ShippedRecipe = {
  name: 'small',
  channels: 'separate',
  validationStride: 3,
  net: {
    kind: 'nhits',
    config: nhitsConfig({
      inputLength: 24,
      horizon: 6,
      widths: [16, 16],
      blocks: [1],
      pools: [1],
      frequencies: [1],
    }),
  },
  training: {
    batch: 32,
    microBatch: 32,
    steps: 120,
    learningRate: 5e-3,
    schedule: { kind: 'constant' },
    optimiser: ADAM,
    loss: { kind: 'mse' },
    lossScale: 'original',
    scaling: 'last',
    evaluateEvery: 40,
    patience: 5,
  },
}
vi.mock('./recipes/recipes.ts', () => ({ recipesOf: vi.fn() }))
vi.mocked(recipesOf).mockReturnValue([small])

const rows = 1000
const wave = (period: number, name: string) => {
  const random = new Random(1, name)
  return Float64Array.from(
    { length: rows },
    (_, row) => Math.sin((row * 2 * Math.PI) / period) + 0.1 * random.normal(),
  )
}
const columns = [wave(12, 'a'), wave(8, 'b')]
const benchmark = benchmarkOf({ name: 'waves', intervalMinutes: 60, names: ['a', 'b'], columns, rows })
const kit = await openKit()
const job: Job = { model: 'nhits', horizon: 6, recipe: 0, seed: 1 }

describe('runJob', () => {
  const told: Progress[] = []
  const outcome = runJob(kit, benchmark, job, (progress) => told.push(progress))

  it('scores every window of validation and test', () => {
    // 200 rows of test, 6 steps ahead
    expect(outcome.test.windows).toBe(195)
    expect(outcome.test.full).toMatchObject({ batch: 128, windows: 128 })
    expect(outcome).toMatchObject({ ...job, training: { steps: 120, stopped: 'steps', skippedSteps: 0 } })
  })

  it('has learnt the waves: nearer to the noise than to repeating the last value', () => {
    const repeated = runJob(kit, benchmark, { ...job, model: 'repeat-last' }, () => {})
    expect(repeated.test.windows).toBe(195)
    expect(repeated.test.mse).toBeGreaterThan(1)
    expect(outcome.test.mse).toBeLessThan(0.2)
    expect(outcome.validation.mse).toBeLessThan(0.2)
  })

  it('tells how far it is at each evaluation', () => {
    expect(told.map(({ step }) => step)).toEqual([40, 80, 120])
    expect(told.at(-1)!.secondsLeft).toBe(0)
    expect(told[0]!.validationLoss).toBeGreaterThan(0)
  })

  it('gives the same numbers for the same seed, others for another', () => {
    const { seconds, ...numbers } = outcome
    const again = runJob(kit, benchmark, job, () => {})
    expect(again).toMatchObject(numbers)
    expect(again.seconds).toBeGreaterThan(0)
    expect(runJob(kit, benchmark, { ...job, seed: 2 }, () => {}).test.mse).not.toBe(outcome.test.mse)
    expect(seconds).toBeGreaterThan(0)
  })

  it('leaves no tensor behind', () => {
    const before = kit.tf.memory().numTensors
    runJob(kit, benchmark, job, () => {})
    expect(kit.tf.memory().numTensors).toBe(before)
  })
})
