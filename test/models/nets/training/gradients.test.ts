import { beforeAll, describe, expect, it } from 'vitest'
import { Random } from '../../../../src/core/random.ts'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import type { Net } from '../../../../src/models/nets/net.ts'
import { batchGradients } from '../../../../src/models/nets/training/gradients.ts'
import type { Recipe } from '../../../../src/models/nets/training/recipe.ts'
import type { WindowSet } from '../../../../src/models/nets/windows/window-set.ts'
import { BACKENDS, kitOn } from '../reference-case.ts'
import { linearNet, recipeOf, series, windowsOf } from './support.ts'

const random = new Random(4, 'gradients')
const [column, other] = [series(200, () => random.normal()), series(200, () => random.normal())]
const MODE = { training: true, nextKey: () => 1 } as const
const range = (size: number) => Uint32Array.from({ length: size }, (_, i) => i)

describe.each(BACKENDS)('gradients of a batch on %s', (backend) => {
  let kit: Kit
  beforeAll(async () => {
    kit = await kitOn(backend)
  })

  function gradientsOf(net: Net, set: WindowSet, picks: Uint32Array, recipe: Partial<Recipe>) {
    const { loss, gradients } = batchGradients(kit, net, set, picks, recipeOf(recipe), MODE)
    const values = [...gradients.values()].flatMap((gradient) => [...gradient.dataSync()])
    kit.tf.dispose([...gradients.values()])
    return [loss, ...values]
  }

  function expectNear(own: readonly number[], expected: readonly number[]) {
    expect(own.length).toBe(expected.length)
    own.forEach((value, i) => {
      expect(Math.abs(value - expected[i]!)).toBeLessThan(2e-6)
    })
  }

  it.each([1, 7, 16, 49])('are those of the whole, in parts of %i', (microBatch) => {
    const net = linearNet(kit, { inputLength: 12, horizon: 3 })
    const set = windowsOf([column, other], net, [12, 62])
    const whole = gradientsOf(net, set, range(50), { microBatch: 50 })
    expectNear(gradientsOf(net, set, range(50), { microBatch }), whole)
  })

  it('count a window as often as its weight says, whatever part it comes in', () => {
    const net = linearNet(kit, { inputLength: 12, horizon: 3 })
    const weights = series(200, (row) => [0.5, 1, 2][row % 3]!)
    const plain = windowsOf([column], net, [12, 18])
    const weighted = windowsOf([column], net, [12, 18], { weights })
    // rows 11 … 16 weigh 2, ½, 1, 2, ½, 1
    const repeated = Uint32Array.of(0, 0, 0, 0, 1, 2, 2, 3, 3, 3, 3, 4, 5, 5)
    const expected = gradientsOf(net, plain, repeated, { microBatch: 20 })
    for (const microBatch of [1, 4, 6])
      expectNear(gradientsOf(net, weighted, range(6), { microBatch }), expected)
  })

  it('are weighted for classes too', () => {
    const net = linearNet(kit, { inputLength: 12, horizon: 3, head: { kind: 'classes', count: 3 } })
    const labels = series(200, (row) => row % 3)
    const set = windowsOf([column, other], net, [12, 20], { labels, weights: series(200, (row) => row + 1) })
    const recipe: Partial<Recipe> = { loss: { kind: 'cross-entropy' } }
    const whole = gradientsOf(net, set, range(8), { ...recipe, microBatch: 8 })
    expectNear(gradientsOf(net, set, range(8), { ...recipe, microBatch: 3 }), whole)
    expect(whole[0]).toBeGreaterThan(0.5)
  })
})
