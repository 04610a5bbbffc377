import { describe, expect, test } from 'vitest'
import { Random } from '../../../src/core/random.ts'
import { dlinearConfig } from '../../../src/models/nets/baselines/dlinear-config.ts'
import { createNet, type NetSpec } from '../../../src/models/nets/create-net.ts'
import type { Kit } from '../../../src/models/nets/kit/kit.ts'
import type { Tensor } from '../../../src/models/nets/kit/tensorflow.ts'
import type { Mode, Net, NetInput } from '../../../src/models/nets/net.ts'
import { nhitsConfig } from '../../../src/models/nets/nhits/config.ts'
import { patchtstConfig } from '../../../src/models/nets/patchtst/config.ts'
import { BACKENDS, kitOn } from './reference-case.ts'

const SHAPE = { inputLength: 20, horizon: 6 }
const PATCHES = { ...SHAPE, patchLength: 6, stride: 4, layers: 2, width: 8, feedForward: 16, channels: 2 }
const CLASSES = { head: { kind: 'classes', count: 3 } } as const
const QUANTILES = { head: { kind: 'quantiles', levels: [0.1, 0.5, 0.9] } } as const

/** What no fixture of PyTorch covers: other heads, layer norm, dropout, all kinds of covariates at once. */
const CASES: readonly [string, NetSpec][] = [
  ['N-HiTS with classes', { kind: 'nhits', config: nhitsConfig({ ...SHAPE, ...CLASSES, widths: [8, 8] }) }],
  [
    'N-HiTS with dropout, quantiles and covariates',
    {
      kind: 'nhits',
      config: nhitsConfig({
        ...SHAPE,
        ...QUANTILES,
        widths: [8, 8],
        dropout: 0.3,
        covariates: { past: 2, ahead: 1, fixed: 2 },
      }),
    },
  ],
  [
    'PatchTST with classes',
    { kind: 'patchtst', config: patchtstConfig({ ...PATCHES, ...CLASSES, dropout: 0 }) },
  ],
  [
    'PatchTST with layer norm, dropout and quantiles',
    {
      kind: 'patchtst',
      config: patchtstConfig({ ...PATCHES, ...QUANTILES, norm: 'layer', affine: true, dropout: 0.2 }),
    },
  ],
  ['DLinear with classes', { kind: 'dlinear', config: dlinearConfig({ ...SHAPE, ...CLASSES, span: 5 }) }],
]

function randomTensor<T extends Tensor>({ tf }: Kit, shape: number[], seed: number): T {
  return tf.randomNormal(shape, 0, 1, 'float32', seed) as Tensor as T
}

function inputOf(kit: Kit): NetInput {
  return {
    samples: 3,
    channels: 2,
    history: randomTensor(kit, [6, 20], 1),
    past: randomTensor(kit, [3, 2, 20], 2),
    ahead: randomTensor(kit, [3, 1, 26], 3),
    fixed: randomTensor(kit, [3, 2], 4),
  }
}

/** The same masks at every call. */
function training(): Mode {
  const random = new Random(5)
  return { training: true, nextKey: () => random.uint32() }
}

/** A smooth number of the output: its product with fixed noise. */
function judged(kit: Kit, net: Net, input: NetInput): () => Tensor {
  const { tf } = kit
  const shape = net.forward(kit, input, training()).shape
  const noise = randomTensor(kit, shape, 6)
  return () => tf.sum(tf.mul(net.forward(kit, input, training()), noise))
}

describe.each(BACKENDS)('the slope along any direction, on %s', (backend) => {
  test.each(CASES)('%s', async (_name, spec) => {
    const kit = await kitOn(backend)
    const { tf } = kit
    const net = createNet(kit, spec, 2)
    const weights = [...net.weights.trained.values()]
    const judge = judged(kit, net, inputOf(kit))
    const { grads } = tf.engine().gradients(judge, weights, undefined, true)
    const start = weights.map((weight) => weight.clone())
    const directions = weights.map((weight, i) => randomTensor(kit, weight.shape, 10 + i))
    const at = (distance: number) => {
      weights.forEach((weight, i) => {
        weight.assign(tf.add(start[i]!, tf.mul(directions[i]!, distance)))
      })
      return tf.tidy(() => judge().dataSync()[0]!)
    }
    const step = 2e-4
    const numeric = (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step)
    const exact = grads.reduce(
      (sum, gradient, i) => sum + tf.sum(tf.mul(gradient, directions[i]!)).dataSync()[0]!,
      0,
    )
    expect(Math.abs(numeric - exact) / Math.max(1, Math.abs(exact))).toBeLessThan(0.02)
  })
})
