import { describe, expect, it } from 'vitest'
import { defineFeature } from '../../src/features/definition.ts'
import { ema } from '../../src/features/ema.ts'
import { fundingMean } from '../../src/features/funding-mean.ts'
import { featureInputs } from '../../src/features/inputs.ts'
import { lag } from '../../src/features/lag.ts'
import { macd } from '../../src/features/macd.ts'
import { minus } from '../../src/features/minus.ts'
import { computeColumns, FeaturePlan } from '../../src/features/plan.ts'
import { sma } from '../../src/features/sma.ts'
import { stateless } from '../../src/features/stateless.ts'
import { makeMarket } from './support/market.ts'

const inputs = featureInputs(makeMarket({ seed: 9, rows: 300 }), 1)
const close = inputs.column('close')

/** A feature that counts how often its kernel was made and run. */
function counting() {
  const count = { kernels: 0, runs: 0 }
  const feature = defineFeature({
    name: 'counting',
    group: 'arithmetic',
    summary: '',
    clock: 'bar',
    inputs: ['close'],
    sources: 1,
    params: {},
    outputs: ['once', 'twice'],
    memory: 'window',
    lookback: () => 0,
    kernel: () => {
      count.kernels++
      return stateless(([x], [once, twice], from, to) => {
        count.runs++
        for (let i = from; i < to; i++) {
          once![i] = x![i]!
          twice![i] = 2 * x![i]!
        }
      })
    },
  })
  return { feature, count }
}

describe('FeaturePlan', () => {
  it('gives the outputs in the order of the features, row k of a block at k', () => {
    const plan = new FeaturePlan([lag(), minus({ of: ['close', lag()] })], inputs)
    plan.run(0, 10)
    plan.run(10, 40)
    expect([...plan.outputs[0]!.subarray(0, 30)]).toEqual([...close.subarray(9, 39)])
    expect(plan.outputs[1]![0]).toBe(close[10]! - close[9]!)
  })

  it('computes what features share once', () => {
    const { feature, count } = counting()
    const twice = feature({ output: 'twice' })
    const plan = new FeaturePlan(
      [feature(), twice, sma({ of: twice }), minus({ of: [twice, feature()] })],
      inputs,
    )
    plan.run(0, 100)
    plan.run(100, 101)
    expect(count).toEqual({ kernels: 1, runs: 2 })
    expect(plan.outputs[3]![0]).toBe(close[100])
  })

  it('reuses its buffers', () => {
    const plan = new FeaturePlan([ema(), macd({ output: 'histogram' })], inputs)
    const before = [...plan.outputs]
    plan.run(0, 200)
    plan.run(200, 201)
    plan.outputs.forEach((output, k) => {
      expect(output).toBe(before[k])
    })
  })

  it('adds up the lookbacks along the longest way', () => {
    const slow = sma({ of: ema({ period: 30 }), period: 10 })
    expect(new FeaturePlan([slow, ema({ period: 5 })], inputs).lookback).toBe(29 + 9)
    expect(new FeaturePlan([minus({ of: [ema({ period: 5 }), slow] })], inputs).lookback).toBe(38)
  })

  it('takes the same feature twice', () => {
    const [a, b] = computeColumns([ema(), ema()], inputs)
    expect(a).toEqual(b)
  })

  it('is fed every row once, in blocks that it has room for', () => {
    const plan = new FeaturePlan([ema()], inputs, 64)
    plan.run(10, 20)
    expect(() => plan.run(21, 30)).toThrow('once, in order')
    expect(() => plan.run(20, 85)).toThrow('capacity')
    plan.run(20, 84)
  })

  it('refuses a snapshot of other features', () => {
    const snapshot = new FeaturePlan([ema({ period: 3 })], inputs).snapshot()
    expect(() => new FeaturePlan([ema({ period: 4 })], inputs).restore(snapshot)).toThrow(
      'ema(close, period=4)',
    )
  })
})

describe('the funding clock', () => {
  const { times, rates } = inputs.settlements
  const end = inputs.column('endTime')

  it('averages settlements, not bars, and samples strictly before the bar’s end', () => {
    const [mean] = computeColumns([fundingMean({ period: 3 })], inputs)
    for (const row of [0, 7, 8, 150, 299]) {
      const known = times.filter((time) => time < end[row]!).length
      const expected = (rates[known - 3]! + rates[known - 2]! + rates[known - 1]!) / 3
      expect(mean![row]).toBeCloseTo(expected, 15)
    }
  })

  it('is where any feature of a settlement column runs', () => {
    const [mean, same] = computeColumns(
      [fundingMean({ period: 4 }), sma({ of: 'settlementRate', period: 4 })],
      inputs,
    )
    expect(same).toEqual(mean)
  })

  it('is left again by a feature of a sampled one', () => {
    const sampled = fundingMean({ period: 3 })
    const [mean, smooth] = computeColumns([sampled, sma({ of: sampled, period: 5 })], inputs)
    const expected = mean!.subarray(100, 105).reduce((a, b) => a + b) / 5
    expect(smooth![104]).toBeCloseTo(expected, 15)
  })

  it('has no bars to read', () => {
    const mixed = minus({ of: ['settlementRate', 'close'] })
    expect(() => new FeaturePlan([mixed], inputs)).toThrow('runs on settlements and cannot read close')
  })
})
