import { beforeAll, describe, expect, test } from 'vitest'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import type { NetInput } from '../../../../src/models/nets/net.ts'
import { type NhitsConfig, nhitsConfig } from '../../../../src/models/nets/nhits/config.ts'
import { createNhits } from '../../../../src/models/nets/nhits/nhits.ts'
import { trainedCount, weightsOf } from '../../../../src/models/nets/weights.ts'
import { kitOn } from '../reference-case.ts'

let kit: Kit
beforeAll(async () => {
  kit = await kitOn('cpu')
})

const small = (given: Partial<NhitsConfig> = {}) =>
  nhitsConfig({ inputLength: 24, horizon: 6, widths: [8, 8], ...given })

const input = (samples: number, channels: number, inputLength = 24): NetInput => ({
  samples,
  channels,
  history: kit.tf.randomNormal([samples * channels, inputLength], 0, 1, 'float32', 3),
})

describe('the configuration', () => {
  test.each<[Partial<NhitsConfig>, RegExp]>([
    [{ horizon: 0 }, /horizon of N-HiTS: 0/],
    [{ inputLength: 1.5 }, /inputLength of N-HiTS: 1.5/],
    [{ pools: [2, 1] }, /3 numbers of blocks, 2 pools, 3 frequencies/],
    [{ frequencies: [] }, /3 pools, 0 frequencies/],
    [{ blocks: [], pools: [], frequencies: [] }, /blocks of N-HiTS: none given/],
    [{ blocks: [1, 0, 1] }, /blocks\[1\] of N-HiTS: 0/],
    [{ pools: [1, -2, 1] }, /pools\[1\] of N-HiTS: -2/],
    [{ pools: [30, 2, 1] }, /a pool of 30 bars, but a window has 24/],
    [{ widths: [] }, /widths of N-HiTS: none given/],
    [{ dropout: 1 }, /dropout of N-HiTS: 1/],
    [{ dropout: Number.NaN }, /dropout of N-HiTS: NaN/],
    [{ covariates: { past: -1, ahead: 0, fixed: 0 } }, /past covariates of N-HiTS: -1/],
    [{ block: 'deep' as 'paper' }, /block of N-HiTS: deep/],
    [{ pooling: 'min' as 'max' }, /pooling of N-HiTS: min/],
    [{ interpolation: 'cubic' as 'linear' }, /interpolation of N-HiTS: cubic/],
    [{ head: { kind: 'quantiles', levels: [0.5, 0.1] } }, /quantile levels of the head: \[0.5, 0.1\]/],
    [{ head: { kind: 'quantiles', levels: [] } }, /quantile levels of the head: \[\]/],
    [{ head: { kind: 'classes', count: 1 } }, /classes of the head: 1/],
  ])('%j is refused', (given, message) => {
    expect(() => createNhits(kit, small(given), 1)).toThrow(message)
  })

  test('has defaults: 120 bars', () => {
    expect(nhitsConfig({ horizon: 12 }).inputLength).toBe(120)
  })
})

describe('the weights', () => {
  test('are the same for the same seed, and others for another', () => {
    const [once, again, other] = [1, 1, 2].map((seed) => weightsOf(createNhits(kit, small(), seed)))
    expect(again).toEqual(once)
    expect(other).not.toEqual(once)
  })

  test('of a block do not depend on how many blocks follow', () => {
    const [few, many] = [
      [1, 1, 1],
      [1, 1, 3],
    ].map((blocks) => weightsOf(createNhits(kit, small({ blocks }), 1)))
    expect(many!.size).toBeGreaterThan(few!.size)
    for (const [name, weight] of few!) expect(many!.get(name)).toEqual(weight)
  })

  test('begin uniform within ±1/√inputs', () => {
    const weights = weightsOf(createNhits(kit, small({ widths: [64, 64] }), 1))
    const values = weights.get('blocks.0.layers.2.weight')!.values
    const bound = 1 / Math.sqrt(64)
    const variance = values.reduce((sum, value) => sum + value ** 2, 0) / values.length
    expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(bound)
    expect(Math.max(...values.map(Math.abs))).toBeGreaterThan(0.99 * bound)
    expect(variance / (bound ** 2 / 3)).toBeCloseTo(1, 1)
  })

  test('have their places among activations and dropouts', () => {
    const names = (given: Partial<NhitsConfig>) =>
      [
        ...weightsOf(
          createNhits(kit, small({ blocks: [1], pools: [1], frequencies: [1], ...given }), 1),
        ).keys(),
      ]
        .filter((name) => name.endsWith('weight'))
        .map((name) => Number(name.split('.')[3]))
    expect(names({})).toEqual([0, 2, 4])
    expect(names({ dropout: 0.5 })).toEqual([0, 3, 6])
    expect(names({ block: 'neuralforecast', widths: [8, 8, 8] })).toEqual([0, 1, 3, 5])
    expect(names({ block: 'neuralforecast', widths: [8, 8, 8], dropout: 0.5 })).toEqual([0, 1, 4, 7])
  })

  test('are counted', () => {
    const net = createNhits(kit, small({ blocks: [1], pools: [2], frequencies: [2] }), 1)
    expect(trainedCount(net)).toBe(12 * 8 + 8 + 8 * 8 + 8 + (24 + 3) * 8 + 24 + 3)
  })
})

describe('the heads', () => {
  test.each([
    [{ kind: 'point' }, [6, 6, 1]],
    [{ kind: 'quantiles', levels: [0.1, 0.5, 0.9] }, [6, 6, 3]],
    [{ kind: 'classes', count: 4 }, [3, 4]],
  ] as const)('%j says %j', (head, shape) => {
    const net = createNhits(kit, small({ head }), 1)
    expect(net.forward(kit, input(3, 2), { training: false }).shape).toEqual(shape)
  })

  test('of classes averages over the channels', () => {
    const net = createNhits(kit, small({ head: { kind: 'classes', count: 3 } }), 1)
    const both = input(1, 2)
    const logits = (given: NetInput) => net.forward(kit, given, { training: false }).dataSync()
    const each = logits({ ...both, samples: 2, channels: 1 })
    logits(both).forEach((logit, i) => {
      expect(logit).toBeCloseTo((each[i]! + each[i + 3]!) / 2, 5)
    })
  })
})

test('without any movement the forecast moves with the level', () => {
  const net = createNhits(kit, small(), 1)
  for (const variable of net.weights.trained.values()) variable.assign(kit.tf.zerosLike(variable))
  const { history } = input(2, 1)
  const said = net.forward(kit, { samples: 2, channels: 1, history }, { training: false }).dataSync()
  const last = history.arraySync().map((row) => row.at(-1)!)
  expect([...said]).toEqual(last.flatMap((value) => Array<number>(6).fill(value)))
})

test('dropout draws masks in training alone, one a hidden layer', () => {
  const net = createNhits(kit, small({ dropout: 0.5, block: 'neuralforecast', widths: [8, 8, 8] }), 1)
  let drawn = 0
  const training = { training: true, nextKey: () => ++drawn } as const
  const [plain, dropped] = [{ training: false } as const, training].map((mode) =>
    net.forward(kit, input(2, 1), mode).dataSync(),
  )
  expect(drawn).toBe(3 * 2)
  expect(dropped).not.toEqual(plain)
})

describe('input that does not fit', () => {
  test('windows of another length', () => {
    const net = createNhits(kit, small(), 1)
    expect(() => net.forward(kit, input(2, 1, 20), { training: false })).toThrow(/windows of 20 bars/)
  })

  test.each(['past', 'ahead', 'fixed'] as const)('%s covariates missing', (kind) => {
    const covariates = { past: 0, ahead: 0, fixed: 0, [kind]: 2 }
    const net = createNhits(kit, small({ covariates }), 1)
    expect(() => net.forward(kit, input(2, 1), { training: false })).toThrow(
      `windows with 0 ${kind} covariates`,
    )
  })
})
