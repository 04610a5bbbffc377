import { beforeAll, describe, expect, test } from 'vitest'
import type { Kit } from '../../../src/models/nets/kit/kit.ts'
import { patchtstConfig } from '../../../src/models/nets/patchtst/config.ts'
import { createPatchtst } from '../../../src/models/nets/patchtst/patchtst.ts'
import { disposeNet, loadWeights, trainedCount, weightsOf } from '../../../src/models/nets/weights.ts'
import { kitOn } from './reference-case.ts'

let kit: Kit
beforeAll(async () => {
  kit = await kitOn('cpu')
})

const netOf = (seed: number) =>
  createPatchtst(kit, patchtstConfig({ inputLength: 16, horizon: 2, patchLength: 8, layers: 1 }), seed)

describe('weights', () => {
  test('go from one net to another, running statistics too', () => {
    const [from, to] = [netOf(1), netOf(2)]
    for (const variable of from.weights.kept.values()) variable.assign(kit.tf.onesLike(variable).mul(3))
    loadWeights(kit, to, weightsOf(from))
    expect(weightsOf(to)).toEqual(weightsOf(from))
  })

  test('are copies', () => {
    const net = netOf(1)
    const copy = weightsOf(net)
    copy.get('head.linear.bias')!.values.fill(7)
    loadWeights(kit, net, weightsOf(netOf(2)))
    expect(weightsOf(net).get('head.linear.bias')!.values[0]).not.toBe(7)
    expect(copy.get('head.linear.bias')!.values[0]).toBe(7)
  })

  test('that are handed in stay the caller’s', () => {
    const net = netOf(1)
    const given = weightsOf(netOf(2))
    loadWeights(kit, net, given)
    given.get('head.linear.bias')!.values.fill(7)
    expect(weightsOf(net).get('head.linear.bias')!.values[0]).not.toBe(7)
  })

  test.each<[string, (weights: ReturnType<typeof weightsOf>) => void, RegExp]>([
    ['missing', (weights) => weights.delete('backbone.W_pos'), /weight backbone.W_pos: missing/],
    [
      'unknown',
      (weights) => weights.set('w', { shape: [1], values: new Float32Array(1) }),
      /weight w: the net has none/,
    ],
    [
      'of another shape',
      (weights) => weights.set('head.linear.bias', { shape: [3], values: new Float32Array(3) }),
      /weight head.linear.bias: shape 2 expected, got 3/,
    ],
    [
      'too few',
      (weights) => weights.set('head.linear.bias', { shape: [2], values: new Float32Array(1) }),
      /weight head.linear.bias: 2 numbers expected, got 1/,
    ],
  ])('%s are refused, and change nothing', (_what, change, message) => {
    const net = netOf(1)
    const before = weightsOf(net)
    const given = weightsOf(netOf(2))
    change(given)
    expect(() => loadWeights(kit, net, given)).toThrow(message)
    expect(weightsOf(net)).toEqual(before)
  })
})

test('a net that is disposed of leaves nothing behind', () => {
  const before = kit.tf.memory().numTensors
  const net = netOf(1)
  expect(trainedCount(net)).toBeGreaterThan(1000)
  disposeNet(net)
  expect(kit.tf.memory().numTensors).toBe(before)
})
