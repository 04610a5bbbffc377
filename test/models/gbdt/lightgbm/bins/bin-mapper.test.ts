import { expect, test } from 'vitest'
import {
  type BinParams,
  binOfValue,
  makeBinMapper,
} from '../../../../../src/models/gbdt/lightgbm/bins/bin-mapper.ts'
import { MISSING } from '../../../../../src/models/gbdt/lightgbm/model.ts'
import { resolveLightgbmParams } from '../../../../../src/models/gbdt/lightgbm/params.ts'

/** A mapper of known values, zeros and missing ones. */
function mapperOf(
  known: readonly number[],
  zeros: number,
  missingCount: number,
  params: Partial<BinParams> = {},
) {
  const sorted = Float64Array.from(known).sort()
  const total = known.length + zeros + missingCount
  return makeBinMapper({ sorted, missingCount, total }, resolveLightgbmParams(params), 1)
}

const NUMBERS = Array.from({ length: 60 }, (_, i) => (i < 20 ? i - 20 : i - 19))

test('missing values get a bin of their own, the last one', () => {
  const mapper = mapperOf(NUMBERS, 5, 3)
  expect(mapper.missing).toBe(MISSING.nan)
  expect(binOfValue(mapper, Number.NaN)).toBe(mapper.bins - 1)
  expect(mapper.bounds.at(-1)).toBeNaN()
  expect(binOfValue(mapper, 1e9)).toBe(mapper.bins - 2)
})

test('without use, missing values are zeros', () => {
  const mapper = mapperOf(NUMBERS, 5, 3, { useMissing: false })
  expect(mapper.missing).toBe(MISSING.none)
  expect(binOfValue(mapper, Number.NaN)).toBe(mapper.defaultBin)
})

test('zeros can be the missing values', () => {
  const mapper = mapperOf(NUMBERS, 5, 3, { zeroAsMissing: true })
  expect(mapper.missing).toBe(MISSING.zero)
  expect(binOfValue(mapper, Number.NaN)).toBe(binOfValue(mapper, 0))
})

test('zero has a bin of its own, between the negative and the positive values', () => {
  const mapper = mapperOf(NUMBERS, 5, 0)
  expect(binOfValue(mapper, 0)).toBe(mapper.defaultBin)
  expect(binOfValue(mapper, -1)).toBe(mapper.defaultBin - 1)
  expect(binOfValue(mapper, 1)).toBe(mapper.defaultBin + 1)
})

test('a value lies in the first bin whose bound is not below it', () => {
  const mapper = mapperOf(NUMBERS, 5, 0)
  for (const [bin, bound] of mapper.bounds.entries()) expect(binOfValue(mapper, bound)).toBe(bin)
})

test('the most frequent bin is that of the zeros, unless another one holds seven rows of ten', () => {
  const often = (count: number) => mapperOf([...NUMBERS, ...Array<number>(count).fill(7)], 5, 0)
  expect(often(140).mostFreqBin).toBe(often(140).defaultBin)
  const sparse = often(160)
  expect(sparse.mostFreqBin).toBe(binOfValue(sparse, 7))
})

test('a feature with one value is of no use, nor one whose cuts leave too few rows', () => {
  expect(mapperOf(Array<number>(50).fill(3), 0, 0).isTrivial).toBe(true)
  const strict = makeBinMapper(
    { sorted: Float64Array.from(NUMBERS), missingCount: 0, total: 60 },
    resolveLightgbmParams(),
    31,
  )
  expect(strict.isTrivial).toBe(true)
})
