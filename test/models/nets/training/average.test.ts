import { beforeAll, describe, expect, it } from 'vitest'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import type { Net } from '../../../../src/models/nets/net.ts'
import { WeightAverage } from '../../../../src/models/nets/training/average.ts'
import { loadWeights, weightsOf } from '../../../../src/models/nets/weights.ts'
import { BACKENDS, kitOn } from '../reference-case.ts'
import { linearNet } from './support.ts'

const numbersOf = (net: Net) => [...weightsOf(net).values()].flatMap(({ values }) => [...values])

describe.each(BACKENDS)('mean weights on %s', (backend) => {
  let kit: Kit
  beforeAll(async () => {
    kit = await kitOn(backend)
  })

  /** Gives every weight, kept ones too, this value. */
  function fill(net: Net, value: number) {
    const weights = weightsOf(net)
    for (const { values } of weights.values()) values.fill(value)
    loadWeights(kit, net, weights)
  }

  it('follow a ← d·a + (1 − d)·w, closely at first', () => {
    const net = linearNet(kit, { inputLength: 3, horizon: 2, hasNorm: true })
    fill(net, 1)
    const average = new WeightAverage(kit, net, 0.25)
    let expected = 1
    for (const [t, value] of [2, -1, 5, 3, 3, 0].entries()) {
      fill(net, value)
      average.follow()
      const decay = Math.min(0.25, (1 + t) / (10 + t))
      expected = decay * expected + (1 - decay) * value
      for (const own of average.during(() => numbersOf(net))) expect(own).toBeCloseTo(expected, 5)
      expect(numbersOf(net).every((own) => own === value)).toBe(true)
    }
    average.dispose()
  })

  it('give the net its own weights back, whatever happens', () => {
    const net = linearNet(kit, { inputLength: 3, horizon: 2 })
    const average = new WeightAverage(kit, net, 0.9)
    fill(net, 7)
    const fail = () => {
      throw new Error('halfway')
    }
    expect(() => average.during(fail)).toThrow('halfway')
    expect(numbersOf(net).every((own) => own === 7)).toBe(true)
    average.dispose()
  })

  it('go on from a state', () => {
    const net = linearNet(kit, { inputLength: 3, horizon: 2 })
    const average = new WeightAverage(kit, net, 0.9)
    fill(net, 7)
    average.follow()
    const resumed = new WeightAverage(kit, net, 0.9, structuredClone(average.state()))
    fill(net, 2)
    for (const one of [average, resumed]) one.follow()
    expect(resumed.state()).toEqual(average.state())
    for (const one of [average, resumed]) one.dispose()
  })
})
