import { beforeAll, describe, expect, it } from 'vitest'
import { Random } from '../../../../src/core/random.ts'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import { evaluateNet } from '../../../../src/models/nets/training/evaluate.ts'
import { kitOn } from '../reference-case.ts'
import { linearNet, recipeOf, series, windowsOf } from './support.ts'

const SHAPE = { inputLength: 8, horizon: 2 }
const random = new Random(8, 'evaluation')
const column = series(120, () => random.normal())
const weights = series(120, (row) => row % 4)

let kit: Kit
beforeAll(async () => {
  kit = await kitOn('cpu')
})

describe('evaluation', () => {
  it('averages over windows, not batches', () => {
    const net = linearNet(kit, SHAPE)
    const set = windowsOf([column], net, [8, 60])
    const lossWith = (microBatch: number) => evaluateNet(kit, net, set, recipeOf({ microBatch }))
    const single = Array.from(set.originOf, (origin) =>
      evaluateNet(kit, net, windowsOf([column], net, [origin, origin + 1]), recipeOf()),
    )
    const mean = single.reduce((sum, loss) => sum + loss, 0) / single.length
    for (const microBatch of [1, 5, 51, 52, 1000]) expect(lossWith(microBatch)).toBeCloseTo(mean, 6)
  })

  it('weighs windows by their weights', () => {
    const net = linearNet(kit, SHAPE)
    const plain = (origin: number) =>
      evaluateNet(kit, net, windowsOf([column], net, [origin, origin + 1]), recipeOf())
    // origins 10 and 11 are decided at rows 9 and 10, which weigh 1 and 2
    const both = evaluateNet(kit, net, windowsOf([column], net, [10, 12], { weights }), recipeOf())
    expect(both).toBeCloseTo((plain(10) + 2 * plain(11)) / 3, 6)
  })

  it('draws no dropout and leaves running statistics alone', () => {
    const net = linearNet(kit, { ...SHAPE, dropout: 0.5, hasNorm: true })
    const set = windowsOf([column], net, [8, 60])
    const first = evaluateNet(kit, net, set, recipeOf())
    expect(evaluateNet(kit, net, set, recipeOf())).toBe(first)
    expect([...net.weights.kept.get('norm.running_mean')!.dataSync()]).toEqual(new Array(8).fill(0))
  })

  it('leaves no tensor behind', () => {
    const net = linearNet(kit, SHAPE)
    const before = kit.tf.memory().numTensors
    evaluateNet(kit, net, windowsOf([column], net, [8, 60]), recipeOf({ microBatch: 7 }))
    expect(kit.tf.memory().numTensors).toBe(before)
  })

  it('needs a window', () => {
    const net = linearNet(kit, SHAPE)
    const none = windowsOf([series(120, () => Number.NaN)], net, [8, 60])
    expect(() => evaluateNet(kit, net, none, recipeOf())).toThrow('no evaluation window')
  })
})
