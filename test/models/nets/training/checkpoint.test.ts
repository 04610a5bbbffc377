import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { Random } from '../../../../src/core/random.ts'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import type { Checkpoint } from '../../../../src/models/nets/training/checkpoint.ts'
import type { Recipe, Schedule } from '../../../../src/models/nets/training/recipe.ts'
import { trainNet } from '../../../../src/models/nets/training/train.ts'
import { disposeNet, weightsOf } from '../../../../src/models/nets/weights.ts'
import { windowsAt } from '../../../../src/models/nets/windows/usable.ts'
import { BACKENDS, kitOn } from '../reference-case.ts'
import { linearNet, recipeOf, series, windowsOf } from './support.ts'

const SHAPE = { inputLength: 10, horizon: 3, dropout: 0.3, hasNorm: true }
const random = new Random(2, 'checkpoints')
const column = series(200, (row) => Math.sin(row / 3) + random.normal())
column[108] = Number.NaN // four of the windows below
const origins = [Uint32Array.from({ length: 100 }, (_, i) => 10 + i)]
/** Holds windows without a number, so that steps are skipped. */
const train = windowsAt([{ channels: [column] }], { inputLength: 10, horizon: 3, origins })

const SCHEDULES: readonly Schedule[] = [
  { kind: 'constant' },
  { kind: 'halving', times: 2 },
  { kind: 'type3', firstPass: 0.04 },
  { kind: 'one-cycle', rise: 0.3, cycleMomentum: true },
]

const recipes: fc.Arbitrary<Recipe> = fc
  .record({
    batch: fc.integer({ min: 3, max: 12 }),
    microBatch: fc.integer({ min: 2, max: 12 }),
    schedule: fc.constantFrom(...SCHEDULES),
    kind: fc.constantFrom<Recipe['optimiser']['kind']>('adam', 'adamw'),
    evaluateEvery: fc.integer({ min: 2, max: 7 }),
    patience: fc.integer({ min: 1, max: 6 }),
    clipNorm: fc.constantFrom(0.1, 10),
    beside: fc.constantFrom<Partial<Recipe>>(
      {},
      { averaging: 0.9 },
      { averaging: 0, judge: { kind: 'mae' } },
    ),
  })
  .map(({ kind, beside, ...changes }) => {
    const optimiser = { ...recipeOf().optimiser, kind, weightDecay: 0.01 }
    return recipeOf({ ...changes, ...beside, optimiser, steps: 24 })
  })

describe.each(BACKENDS)('a checkpoint on %s', (backend) => {
  let kit: Kit
  beforeAll(async () => {
    kit = await kitOn(backend)
  })

  /** A net of these first weights, trained; what is left of it. */
  function run(recipe: Recipe, seed: number, hooks: object = {}) {
    const net = linearNet(kit, { ...SHAPE, seed })
    const validation = windowsOf([column], net, [120, 180])
    const result = trainNet(kit, net, { train, validation, recipe, seed: 7, ...hooks })
    const weights = weightsOf(net)
    disposeNet(net)
    return { ...result, weights }
  }

  it('goes on to the bits of a run that never stopped', () => {
    fc.assert(
      fc.property(recipes, fc.integer({ min: 5, max: 23 }), (recipe, checkpointEvery) => {
        const seen: Checkpoint[] = []
        const whole = run(recipe, 1, { checkpointEvery, onCheckpoint: (one: Checkpoint) => seen.push(one) })
        expect(seen).toHaveLength(Math.floor(whole.steps / checkpointEvery))
        for (const checkpoint of seen) {
          const stored = structuredClone(checkpoint)
          expect(run(recipe, 99, { resume: stored })).toEqual(whole)
          expect(stored).toEqual(checkpoint)
        }
      }),
      { numRuns: 10 },
    )
  })

  it('holds runs that skipped steps', () => {
    const { skippedSteps } = run(recipeOf({ batch: 9, steps: 24 }), 1)
    expect(skippedSteps).toBeGreaterThan(0)
  })

  it('remembers how many steps were skipped in a row', () => {
    const seen: Checkpoint[] = []
    const every = { batch: 100, steps: 30 } // all windows at once, four without a number
    const hooks = { checkpointEvery: 4, onCheckpoint: (one: Checkpoint) => seen.push(one) }
    expect(() => run(recipeOf(every), 1, hooks)).toThrow('steps 1 to 10')
    expect(seen.map(({ step }) => step)).toEqual([4, 8])
    for (const resume of seen) expect(() => run(recipeOf(every), 1, { resume })).toThrow('steps 1 to 10')
  })

  it('is refused under another recipe, with other windows, for another net', () => {
    const seen: Checkpoint[] = []
    const recipe = recipeOf({ steps: 20, batch: 8 })
    run(recipe, 1, { checkpointEvery: 10, onCheckpoint: (one: Checkpoint) => seen.push(one) })
    const [resume] = seen as [Checkpoint]
    expect(() => run(recipe, 1, { checkpointEvery: 0 })).toThrow('checkpointEvery')
    expect(() => run({ ...recipe, batch: 9 }, 1, { resume })).toThrow('another recipe: batch')
    const fewer = windowsOf([column], { ...SHAPE, head: { kind: 'point' } }, [70, 90])
    expect(() => run(recipe, 1, { resume, train: fewer })).toThrow('100 training windows, not 20')
    const weights = new Map([...resume.weights].slice(1))
    expect(() => run(recipe, 1, { resume: { ...resume, weights } })).toThrow('missing')
  })
})
