import { describe, expect, test } from 'vitest'
import { createDlinear } from '../../../../src/models/nets/baselines/dlinear.ts'
import { dlinearConfig } from '../../../../src/models/nets/baselines/dlinear-config.ts'
import type { Tensor2D } from '../../../../src/models/nets/kit/tensorflow.ts'
import { BACKENDS, checkAgainstReference, kitOn, referenceCase, tensorOf } from '../reference-case.ts'

describe.each(BACKENDS)('DLinear on %s', (backend) => {
  test('as PyTorch computes it', async () => {
    const kit = await kitOn(backend)
    const given = referenceCase('dlinear')
    const net = createDlinear(kit, dlinearConfig({ inputLength: 48, horizon: 12 }), 1)
    const history: Tensor2D = kit.tf.reshape(tensorOf(given.inputs.insample_y!), [5, 48])
    checkAgainstReference(kit, given, {
      net,
      toOurs: (weights) => weights,
      forecast: (mode) => net.forward(kit, { samples: 5, channels: 1, history }, mode),
    })
  })

  test.each([
    [{ kind: 'point' }, [6, 12, 1]],
    [{ kind: 'quantiles', levels: [0.1, 0.5, 0.9] }, [6, 12, 3]],
    [{ kind: 'classes', count: 3 }, [3, 3]],
  ] as const)('head %j says %j', async (head, shape) => {
    const kit = await kitOn(backend)
    const net = createDlinear(kit, dlinearConfig({ inputLength: 30, horizon: 12, head }), 1)
    const history: Tensor2D = kit.tf.ones([6, 30])
    expect(net.forward(kit, { samples: 3, channels: 2, history }, { training: false }).shape).toEqual(shape)
  })
})

test.each([
  [{ span: 24 }, /span of DLinear: 24/],
  [{ inputLength: 0 }, /inputLength of DLinear: 0/],
  [{ horizon: 1.5 }, /horizon of DLinear: 1.5/],
])('%j is refused', async (given, message) => {
  const kit = await kitOn('cpu')
  expect(() => createDlinear(kit, dlinearConfig({ horizon: 12, ...given }), 1)).toThrow(message)
})
