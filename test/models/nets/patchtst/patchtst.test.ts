import { beforeAll, describe, expect, test } from 'vitest'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import type { NetInput } from '../../../../src/models/nets/net.ts'
import { type PatchtstConfig, patchtstConfig } from '../../../../src/models/nets/patchtst/config.ts'
import { createPatchtst } from '../../../../src/models/nets/patchtst/patchtst.ts'
import { fromReference } from '../../../../src/models/nets/patchtst/reference-weights.ts'
import { weightsOf } from '../../../../src/models/nets/weights.ts'
import { kitOn, referenceCase, weightsFrom } from '../reference-case.ts'

let kit: Kit
beforeAll(async () => {
  kit = await kitOn('cpu')
})

const small = (given: Partial<PatchtstConfig> = {}) =>
  patchtstConfig({ inputLength: 24, horizon: 6, patchLength: 8, stride: 4, layers: 2, width: 8, ...given })

const input = (samples: number, channels: number): NetInput => ({
  samples,
  channels,
  history: kit.tf.randomNormal([samples * channels, 24], 0, 1, 'float32', 3),
})

const PLAIN = { training: false } as const

describe('the configuration', () => {
  test.each<[Partial<PatchtstConfig>, RegExp]>([
    [{ horizon: 0 }, /horizon of PatchTST: 0/],
    [{ stride: 0 }, /stride of PatchTST: 0/],
    [{ layers: 0 }, /layers of PatchTST: 0/],
    [{ patchLength: 25 }, /a patch has 25 bars, a window 24/],
    [{ heads: 3 }, /width 8 among 3 heads/],
    [{ dropout: 1.1 }, /dropout of PatchTST: 1.1/],
    [{ norm: 'group' as 'batch' }, /norm of PatchTST: group/],
    [{ affine: true }, /channels of PatchTST: not given/],
    [{ head: { kind: 'classes', count: 3 } }, /channels of PatchTST: not given/],
    [{ channels: 0 }, /channels of PatchTST: 0/],
    [{ head: { kind: 'word' } as never }, /kind of the head: word/],
  ])('%j is refused', (given, message) => {
    expect(() => createPatchtst(kit, small(given), 1)).toThrow(message)
  })

  test('has defaults: 128 bars in patches of 16, 8 apart', () => {
    const { inputLength, patchLength, stride } = patchtstConfig({ horizon: 12 })
    expect([inputLength, patchLength, stride]).toEqual([128, 16, 8])
  })
})

describe('the heads', () => {
  test.each([
    [{ kind: 'point' }, [6, 6, 1]],
    [{ kind: 'quantiles', levels: [0.1, 0.5, 0.9] }, [6, 6, 3]],
    [{ kind: 'classes', count: 4 }, [3, 4]],
  ] as const)('%j says %j', (head, shape) => {
    const net = createPatchtst(kit, small({ head, channels: 2 }), 1)
    expect(net.forward(kit, input(3, 2), PLAIN).shape).toEqual(shape)
  })
})

describe('channels', () => {
  test('are forecast each by itself, by the same weights', () => {
    const net = createPatchtst(kit, small(), 1)
    const together = input(2, 3)
    const apart = { ...together, samples: 6, channels: 1 }
    expect(net.forward(kit, apart, PLAIN).dataSync()).toEqual(net.forward(kit, together, PLAIN).dataSync())
  })

  test('stand side by side for a class head', () => {
    const net = createPatchtst(kit, small({ head: { kind: 'classes', count: 3 }, channels: 2 }), 1)
    const { history } = input(1, 2)
    const swapped = kit.tf.reverse(history, 0)
    const logits = (given: typeof history) =>
      net.forward(kit, { samples: 1, channels: 2, history: given }, PLAIN).dataSync()
    expect(logits(swapped)).not.toEqual(logits(history))
  })
})

describe('norms', () => {
  test('of batches keep statistics, and follow them in training', () => {
    const net = createPatchtst(kit, small({ dropout: 0 }), 1)
    expect(net.weights.kept.size).toBe(2 * 2 * 2)
    const before = weightsOf(net).get('backbone.encoder.layers.0.norm_attn.1.running_mean')!.values
    const said = net.forward(kit, input(4, 1), PLAIN).dataSync()
    kit.tf.tidy(() => void net.forward(kit, input(4, 1), { training: true, nextKey: () => 1 }))
    const after = weightsOf(net).get('backbone.encoder.layers.0.norm_attn.1.running_mean')!.values
    expect(after).not.toEqual(before)
    expect(net.forward(kit, input(4, 1), PLAIN).dataSync()).not.toEqual(said)
  })

  test('of tokens keep none', () => {
    const net = createPatchtst(kit, small({ norm: 'layer', dropout: 0 }), 1)
    expect(net.weights.kept.size).toBe(0)
    const said = net.forward(kit, input(4, 1), PLAIN).dataSync()
    expect(net.forward(kit, input(4, 1), { training: true, nextKey: () => 1 }).dataSync()).toEqual(said)
  })
})

test('dropout draws a mask after the embedding and four in a layer', () => {
  const net = createPatchtst(kit, small({ dropout: 0.2 }), 1)
  let drawn = 0
  net.forward(kit, input(2, 1), { training: true, nextKey: () => ++drawn })
  expect(drawn).toBe(1 + 2 * 4)
})

describe("the reference's weights", () => {
  const config = patchtstConfig({
    inputLength: 64,
    horizon: 12,
    feedForward: 32,
    layers: 3,
  })
  const reference = () => weightsFrom(referenceCase('patchtst-official').state_dict)

  test('become those of the net, by name and shape', () => {
    const ours = fromReference(reference(), config)
    const own = weightsOf(createPatchtst(kit, config, 1))
    const shapes = (weights: typeof own) => [...weights].map(([name, { shape }]) => [name, [...shape]]).sort()
    expect(shapes(ours)).toEqual(shapes(own))
  })

  test('without the keys of a layer are refused', () => {
    const incomplete = reference()
    incomplete.delete('model.backbone.encoder.layers.1.self_attn.W_K.weight')
    expect(() => fromReference(incomplete, config)).toThrow(/layers.1.self_attn.W_K.weight: missing/)
  })

  test('of another number of tokens are refused', () => {
    expect(() => fromReference(reference(), { ...config, inputLength: 72 })).toThrow(
      /head.linear.weight: a multiple of 144 columns expected, got 128/,
    )
  })
})

test('windows of another number of channels are refused where it matters', () => {
  const classifier = createPatchtst(kit, small({ head: { kind: 'classes', count: 3 }, channels: 3 }), 1)
  expect(() => classifier.forward(kit, input(3, 2), PLAIN)).toThrow(/windows of 2 channels/)
  const forecaster = createPatchtst(kit, small(), 1)
  expect(forecaster.forward(kit, input(3, 2), PLAIN).shape).toEqual([6, 6, 1])
})
