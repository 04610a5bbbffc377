import { beforeAll, describe, expect, it } from 'vitest'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import type { Head } from '../../../../src/models/nets/net.ts'
import { trainNet } from '../../../../src/models/nets/training/train.ts'
import { kitOn } from '../reference-case.ts'
import { linearNet, recipeOf, series, windowsOf } from './support.ts'

let kit: Kit
beforeAll(async () => {
  kit = await kitOn('cpu')
})

const column = series(60, (row) => row)
const CLASSES: Head = { kind: 'classes', count: 3 }
const optimiser = recipeOf().optimiser

function attempt(changes: object, head: Head = { kind: 'point' }, labels: ArrayLike<number> = column) {
  const net = linearNet(kit, { inputLength: 8, horizon: 2, head })
  const train = windowsOf([column], net, [8, 40], { labels })
  const recipe = { ...recipeOf({ steps: 4 }), ...changes }
  return trainNet(kit, net, { train, validation: train, recipe, seed: 1 })
}

describe('training refuses', () => {
  it.each<[string, object]>([
    ['batch', { batch: 0 }],
    ['microBatch', { microBatch: 1.5 }],
    ['steps', { steps: -1 }],
    ['evaluateEvery', { evaluateEvery: 0 }],
    ['patience', { patience: Number.NaN }],
    ['learningRate', { learningRate: 0 }],
    ['clipNorm', { clipNorm: -1 }],
    ['delta', { loss: { kind: 'huber', delta: 0 } }],
    ['averaging', { averaging: 1 }],
    ['delta', { judge: { kind: 'huber', delta: Number.NaN } }],
    ['loss pinball', { judge: { kind: 'pinball' } }],
    ['epsilon', { optimiser: { ...optimiser, epsilon: 0 } }],
    ['beta1', { optimiser: { ...optimiser, beta1: 1 } }],
    ['beta2', { optimiser: { ...optimiser, beta2: -0.1 } }],
    ['weightDecay', { optimiser: { ...optimiser, weightDecay: -1 } }],
    ['optimiser', { optimiser: { ...optimiser, kind: 'sgd' } }],
    ['scaling', { scaling: 'minmax' }],
    ['lossScale', { lossScale: 'log' }],
    ['schedule', { schedule: { kind: 'cosine' } }],
    ['halvings', { schedule: { kind: 'halving', times: -1 } }],
    ['warm-up steps', { schedule: { kind: 'warm-up', steps: 0 } }],
    ['firstPass', { schedule: { kind: 'type3', firstPass: 0 } }],
    ['rise', { schedule: { kind: 'one-cycle', rise: 0.1, cycleMomentum: true } }],
    ['rise', { steps: 10, schedule: { kind: 'one-cycle', rise: 0.1, cycleMomentum: true } }],
    ['rise', { schedule: { kind: 'one-cycle', rise: 1, cycleMomentum: true } }],
    ['loss', { loss: { kind: 'mape' } }],
  ])('a recipe that cannot be: %s', (name, changes) => {
    expect(() => attempt(changes)).toThrow(
      expect.objectContaining({ code: 'usage', message: expect.stringContaining(name) }),
    )
  })

  it('a loss that does not go with the head, and says which do', () => {
    const refused = expect.objectContaining({ hint: 'allowed for this head: mse, mae, huber' })
    expect(() => attempt({ loss: { kind: 'pinball' } })).toThrow(refused)
    expect(() => attempt({ loss: { kind: 'mse' } }, CLASSES)).toThrow(
      'loss mse of a net whose head is of kind classes',
    )
  })

  it('labels that are no class', () => {
    const loss = { kind: 'cross-entropy' }
    for (const label of [3, -1, 0.5])
      expect(() =>
        attempt(
          { loss },
          CLASSES,
          series(60, () => label),
        ),
      ).toThrow(`label ${label} of the training window`)
    expect(
      attempt(
        { loss },
        CLASSES,
        series(60, (row) => row % 3),
      ).steps,
    ).toBe(4)
  })

  it('windows of another length, or none', () => {
    const net = linearNet(kit, { inputLength: 8, horizon: 2 })
    const other = { ...net, horizon: 3 }
    const run = (windows: ReturnType<typeof windowsOf>) =>
      trainNet(kit, net, { train: windows, recipe: recipeOf(), seed: 1 })
    expect(() => run(windowsOf([column], other, [8, 40]))).toThrow('horizon of the training windows: 3')
    expect(() => run(windowsOf([column], net, [8, 8]))).toThrow('no training window')
  })
})
