import { expect, test } from 'vitest'
import { defaultParams } from '../../src/features/feature-catalogue.ts'
import { compute, definitionOf } from '../features/support/columns.ts'
import { differences, type GoldenCase, golden } from './support.ts'

/**
 * Every indicator that TA-Lib has, against TA-Lib's own values: 1e-9 relative from the first valid row on,
 * which is the same row. The candle patterns and `obv` come out equal.
 */

/**
 * Where the true value is 0, or small beside the numbers it is made of, TA-Lib's running sums leave what rounding
 * made of it: for these the tolerance does not go below this share of the column's largest value.
 */
const RESIDUE_SHARE = 1e-11
const LEAVES_RESIDUE: Readonly<Record<string, string>> = {
  stochastic: 'running sum of %K in a constant run',
  stochasticRsi: 'running sum of %K, and the rounding of an RSI that does not move',
  linearRegression: 'Σx·y − Σx·Σy of prices near 40000 with a slope of 0',
  mfi: 'running sums of turnover after a one-sided stretch',
  cmf: 'running sums of flow and volume in a flat market',
  volumeMean: 'running sum of volume where there is none',
  rollingBeta: 'running sums of squares in a constant run',
}

/**
 * In a window without volume TA-Lib 0.8.1 divides one rounding residue by another and answers −1.5 for an index of
 * −1 … 1. It means to give 0 there, and we do.
 */
function corrected({ feature, values }: GoldenCase): readonly number[] {
  return feature === 'cmf' ? values.map((value) => (Math.abs(value) > 1 ? 0 : value)) : values
}

/** Ours is NaN, TA-Lib's 0: the correlation with something that does not move is not known. */
const UNKNOWN_NOT_ZERO = new Set(['rollingCorrelation'])

test.each(golden.cases.map((one) => [labelOf(one), one] as const))('%s', (_label, one) => {
  const ours = compute(one.feature, one.params, golden.series[one.series]!)[one.output]!
  expect(ours.findIndex((value) => !Number.isNaN(value))).toBe(one.from)
  const theirs = corrected(one)
  const largest = theirs.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const floor = one.feature in LEAVES_RESIDUE ? RESIDUE_SHARE * largest : 0
  expect(differences(known(ours, one), theirs, { share: 1e-9, floor })).toEqual([])
})

test('every feature declares the lookback of its slowest output', () => {
  for (const { feature, params, series } of golden.cases) {
    const rows = golden.cases
      .filter(
        (one) => one.feature === feature && one.series === series && one.params.period === params.period,
      )
      .map((one) => one.from)
    const definition = definitionOf(feature)
    const lookback = definition.lookback({ ...defaultParams(definition), ...params })
    expect([feature, lookback]).toEqual([feature, Math.max(...rows)])
  }
})

test('every candle pattern occurs in the golden bars', () => {
  for (const { feature, values } of golden.cases) {
    if (definitionOf(feature).group === 'candles')
      expect([feature, values.some((x) => x !== 0)]).toEqual([feature, true])
  }
})

function known(ours: Float64Array, { feature, from }: GoldenCase): Float64Array {
  if (!UNKNOWN_NOT_ZERO.has(feature)) return ours
  return ours.map((value, i) => (i >= from && Number.isNaN(value) ? 0 : value))
}

function labelOf({ feature, params, output, series }: GoldenCase): string {
  const settings = Object.entries(params).map(([name, value]) => `${name}=${value}`)
  return `${feature}(${settings.join(', ')}).${output}, prices ${series}`
}
