import { beforeAll, describe, expect, it } from 'vitest'
import { Random } from '../../../../src/core/random.ts'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import type { Net } from '../../../../src/models/nets/net.ts'
import { evaluateNet } from '../../../../src/models/nets/training/evaluate.ts'
import type { Recipe } from '../../../../src/models/nets/training/recipe.ts'
import { trainNet } from '../../../../src/models/nets/training/train.ts'
import { weightsOf } from '../../../../src/models/nets/weights.ts'
import { windowsAt } from '../../../../src/models/nets/windows/usable.ts'
import { BACKENDS, kitOn } from '../reference-case.ts'
import { linearNet, recipeOf, series, windowsOf } from './support.ts'

const SHAPE = { inputLength: 24, horizon: 6 }
const random = new Random(3, 'training')
const season = series(600, (row) => Math.sin((2 * Math.PI * row) / 12) + 0.1 * random.normal())
const noise = series(600, () => random.normal())

const range = (from: number, to: number) => Uint32Array.from({ length: to - from }, (_, i) => from + i)

/** All weights as plain numbers. */
const numbersOf = (net: Net) => [...weightsOf(net).values()].flatMap(({ values }) => [...values])

/** Mean of a function over the truth and the last value of each window. */
function meanOver(
  column: Float64Array,
  [from, to]: readonly [number, number],
  of: (x: number, last: number) => number,
) {
  let sum = 0
  for (let origin = from; origin < to; origin++)
    for (let step = 0; step < SHAPE.horizon; step++) sum += of(column[origin + step]!, column[origin - 1]!)
  return sum / (to - from) / SHAPE.horizon
}

describe.each(BACKENDS)('training on %s', (backend) => {
  let kit: Kit
  beforeAll(async () => {
    kit = await kitOn(backend)
  })

  function trained(recipe: Partial<Recipe>, { seed = 5, column = season, shape = {} } = {}) {
    const net = linearNet(kit, { ...SHAPE, ...shape })
    const result = trainNet(kit, net, {
      train: windowsOf([column], net, [24, 400]),
      validation: windowsOf([column], net, [424, 590]),
      recipe: recipeOf(recipe),
      seed,
    })
    return { net, ...result }
  }

  it('learns a planted seasonal pattern', () => {
    const { best, stopped } = trained({ steps: 300, scaling: 'none' })
    const naive = meanOver(season, [424, 590], (x, last) => (x - last) ** 2)
    expect(best!.loss).toBeLessThan(naive / 20)
    expect(best!.loss).toBeLessThan(2 * 0.1 ** 2)
    expect(stopped).toBe('steps')
  })

  it('learns nothing from noise, and stops', () => {
    const { best, stopped, steps, history } = trained(
      { steps: 3000, scaling: 'none', patience: 5, evaluateEvery: 10 },
      { column: noise },
    )
    const mean = meanOver(noise, [424, 590], (x) => x) // even the validation windows' own mean
    expect(best!.loss).toBeGreaterThan(0.97 * meanOver(noise, [424, 590], (x) => (x - mean) ** 2))
    expect(stopped).toBe('patience')
    expect(steps).toBe(best!.step + 50)
    expect(history.at(-1)!.step).toBe(steps)
    expect(history.at(-1)!.trainLoss).toBeLessThan(best!.loss)
  })

  it('leaves the net with the weights that were best on validation', () => {
    const { net, best, history } = trained({ steps: 400, scaling: 'none' }, { column: noise })
    expect(best!.step).toBeLessThan(400)
    expect(best!.loss).toBe(Math.min(...history.map(({ validationLoss }) => validationLoss!)))
    const again = evaluateNet(kit, net, windowsOf([noise], net, [424, 590]), recipeOf({ scaling: 'none' }))
    expect(again).toBe(best!.loss)
  })

  it('runs all steps and keeps the last weights without validation', () => {
    const net = linearNet(kit, SHAPE)
    const result = trainNet(kit, net, {
      train: windowsOf([season], net, [24, 400]),
      recipe: recipeOf({ steps: 50, evaluateEvery: 20, patience: 1 }),
      seed: 1,
    })
    expect(result.history.map(({ step }) => step)).toEqual([20, 40, 50])
    expect(result.history[0]).not.toHaveProperty('validationLoss')
    expect(result).not.toHaveProperty('best')
    expect(result.history[2]!.trainLoss).toBeLessThan(result.history[0]!.trainLoss / 2)
  })

  it('gives the same bits for the same seed, others for another', () => {
    const shape = { dropout: 0.2, hasNorm: true }
    const recipe: Partial<Recipe> = { steps: 30, microBatch: 10, clipNorm: 1 }
    const first = trained(recipe, { shape })
    const same = trained(recipe, { shape })
    expect(numbersOf(same.net)).toEqual(numbersOf(first.net))
    expect(same.history).toEqual(first.history)
    const other = trained(recipe, { shape, seed: 6 })
    expect(numbersOf(other.net)).not.toEqual(numbersOf(first.net))
  })

  it('draws windows by the seed', () => {
    const learn = (seed: number) => numbersOf(trained({ steps: 3 }, { seed }).net)
    expect(learn(1)).not.toEqual(learn(2))
  })

  it('draws dropout by the seed', () => {
    const learn = (seed: number) => {
      const net = linearNet(kit, { ...SHAPE, dropout: 0.5 })
      const train = windowsOf([season], net, [24, 25]) // one window: no order to draw
      trainNet(kit, net, { train, recipe: recipeOf({ steps: 3 }), seed })
      return numbersOf(net)
    }
    expect(learn(1)).toEqual(learn(1))
    expect(learn(1)).not.toEqual(learn(2))
  })

  it('tells the mean training loss of the steps since the evaluation before', () => {
    const losses = (evaluateEvery: number) =>
      trained({ steps: 10, evaluateEvery }).history.map(({ trainLoss }) => trainLoss)
    const single = losses(1)
    const mean = (from: number) => single.slice(from, from + 5).reduce((sum, loss) => sum + loss, 0) / 5
    expect(losses(5)).toEqual([mean(0), mean(5)])
  })

  it('takes windows together that are fewer than a batch', () => {
    const net = linearNet(kit, SHAPE)
    const train = windowsOf([season], net, [24, 40])
    const learn = (batch: number) => {
      const own = linearNet(kit, SHAPE)
      trainNet(kit, own, { train, recipe: recipeOf({ batch, microBatch: 100, steps: 5 }), seed: 2 })
      return numbersOf(own)
    }
    expect(learn(500)).toEqual(learn(16))
  })

  it('clips gradients where the recipe asks for it', () => {
    const before = numbersOf(linearNet(kit, SHAPE))
    const moved = (recipe: Partial<Recipe>) =>
      Math.max(...numbersOf(trained({ steps: 3, ...recipe }).net).map((x, i) => Math.abs(x - before[i]!)))
    expect(moved({})).toBeGreaterThan(0.02)
    expect(moved({ clipNorm: 1e6 })).toBe(moved({}))
    expect(moved({ clipNorm: 1e-10 })).toBeLessThan(0.001) // far below Adam's ε
  })

  it('moves β₁ where the schedule does', () => {
    const cycle = (cycleMomentum: boolean) =>
      numbersOf(trained({ schedule: { kind: 'one-cycle', rise: 0.4, cycleMomentum }, steps: 20 }).net)
    expect(cycle(true)).not.toEqual(cycle(false))
  })

  it('counts passes for the schedule that asks for them', () => {
    const { history } = trained({ steps: 94, batch: 40, schedule: { kind: 'type3' }, evaluateEvery: 1 })
    // 376 windows, 9.4 batches a pass: the fifth pass begins with step 37.6
    const rates = history.map(({ learningRate }) => learningRate)
    expect(rates.slice(0, 38)).toEqual(new Array(38).fill(0.01))
    expect(rates[38]).toBeCloseTo(0.009, 12)
    expect(rates[47]).toBeCloseTo(0.0081, 12)
  })

  it('judges validation by another loss than it learns from, when told so', () => {
    const judge = { kind: 'mae' } as const
    const recipe: Partial<Recipe> = { steps: 100, loss: { kind: 'huber', delta: 0.5 }, judge }
    const { net, best } = trained(recipe, { column: noise })
    const validation = windowsOf([noise], net, [424, 590])
    expect(evaluateNet(kit, net, validation, recipeOf({ loss: judge }))).toBe(best!.loss)
  })

  it('ends with mean weights where the recipe asks for them: noise of the last steps is averaged out', () => {
    const recipe: Partial<Recipe> = {
      steps: 400,
      batch: 4,
      learningRate: 0.03,
      scaling: 'none',
      evaluateEvery: 400,
    }
    const plain = trained(recipe)
    const averaged = trained({ ...recipe, averaging: 0.98 })
    expect(averaged.best!.loss).toBeLessThan(0.8 * plain.best!.loss)
    const validation = windowsOf([season], averaged.net, [424, 590])
    expect(evaluateNet(kit, averaged.net, validation, recipeOf({ scaling: 'none' }))).toBe(
      averaged.best!.loss,
    )
    // the road itself is the same: only what is looked at differs
    expect(averaged.history[0]!.trainLoss).toBe(plain.history[0]!.trainLoss)
  })

  it('keeps the memory of TensorFlow.js flat', () => {
    const shape = { dropout: 0.1, hasNorm: true }
    const net = linearNet(kit, { ...SHAPE, ...shape })
    const before = kit.tf.memory()
    const seen: string[] = []
    trainNet(kit, net, {
      train: windowsOf([season], net, [24, 400]),
      validation: windowsOf([season], net, [424, 590]),
      recipe: recipeOf({ steps: 120, microBatch: 8, evaluateEvery: 20, clipNorm: 1, averaging: 0.9 }),
      seed: 1,
      onEvaluation: () => {
        const { numTensors, numBytes } = kit.tf.memory()
        seen.push(`${numTensors} tensors, ${numBytes} bytes`)
      },
    })
    expect(new Set(seen).size).toBe(1)
    expect(kit.tf.memory().numTensors).toBe(before.numTensors)
    expect(kit.tf.memory().numBytes).toBe(before.numBytes)
  })

  describe('with windows that hold no number', () => {
    const holed = season.slice()
    holed[100] = Number.NaN
    const shape = { hasNorm: true }

    /** 377 windows, of which 30 have the hole: looked at by nobody. */
    const unchecked = windowsAt([{ channels: [holed] }], { ...SHAPE, origins: [range(24, 400)] })

    it('skips the steps, reports them, and keeps every weight a number', () => {
      const net = linearNet(kit, { ...SHAPE, ...shape })
      const recipe = recipeOf({ batch: 4, steps: 60 })
      const result = trainNet(kit, net, { train: unchecked, recipe, seed: 1 })
      expect(result.skippedSteps).toBeGreaterThan(5)
      expect(result.skippedSteps).toBeLessThan(40)
      expect(numbersOf(net).every(Number.isFinite)).toBe(true)
      expect(result.history.every(({ trainLoss }) => Number.isFinite(trainLoss))).toBe(true)
    })

    it('gives up after ten steps in a row, and says where', () => {
      const net = linearNet(kit, { ...SHAPE, ...shape })
      const before = numbersOf(net)
      const tensors = kit.tf.memory().numTensors
      const run = () =>
        trainNet(kit, net, { train: unchecked, recipe: recipeOf({ batch: 376, steps: 60 }), seed: 1 })
      expect(run).toThrow(
        expect.objectContaining({ code: 'data', message: expect.stringContaining('steps 1 to 10') }),
      )
      expect(numbersOf(net)).toEqual(before)
      expect(kit.tf.memory().numTensors).toBe(tensors)
    })

    it('learns from the others when they are left out', () => {
      const net = linearNet(kit, SHAPE)
      const train = windowsOf([holed], net, [24, 400])
      expect(train.originOf.length).toBe(376 - 30)
      const { skippedSteps, history } = trainNet(kit, net, {
        train,
        recipe: recipeOf({ steps: 200 }),
        seed: 1,
      })
      expect(skippedSteps).toBe(0)
      expect(history.at(-1)!.trainLoss).toBeLessThan(0.1)
    })
  })

  it.each(['standard', 'robust', 'last', 'last-standard'] as const)(
    'survives windows without movement: %s',
    (scaling) => {
      const still = season.slice()
      still.fill(0.5, 60, 160)
      const { net, skippedSteps } = trained({ scaling, steps: 60, learningRate: 0.001 }, { column: still })
      expect(skippedSteps).toBe(0)
      expect(numbersOf(net).every(Number.isFinite)).toBe(true)
    },
  )

  it('skips a step whose loss is finite and its slope is not', () => {
    const net = linearNet(kit, SHAPE)
    const { tf } = kit
    const bias = net.weights.trained.get('linear.bias')!
    const broken: Net = {
      ...net,
      forward: (...given) => tf.add(net.forward(...given), tf.sum(tf.sqrt(tf.mul(bias, 0)))), // √ rises endlessly at 0
    }
    const before = numbersOf(net)
    const train = windowsOf([season], net, [24, 400])
    const run = () => trainNet(kit, broken, { train, recipe: recipeOf({ steps: 20 }), seed: 1 })
    expect(Number.isFinite(evaluateNet(kit, broken, train, recipeOf()))).toBe(true)
    expect(run).toThrow('steps 1 to 10')
    expect(numbersOf(net)).toEqual(before)
  })

  it('skips a step whose slope is finite and its loss is not', () => {
    const huge = season.slice()
    huge.fill(1e25, 24, 30) // a float32, its square is none
    const net = linearNet(kit, SHAPE)
    const before = numbersOf(net)
    const recipe = recipeOf({ steps: 20, scaling: 'none' })
    const train = windowsOf([huge], net, [24, 25])
    expect(() => trainNet(kit, net, { train, recipe, seed: 1 })).toThrow('steps 1 to 10')
    expect(numbersOf(net)).toEqual(before)
  })

  it('stops when it diverges', () => {
    const run = () => trained({ learningRate: 1e30, steps: 60, scaling: 'none' })
    expect(run).toThrow(/training diverged: no finite loss and gradient in steps \d+ to \d+/)
  })
})
