import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areaUnderCurve } from '../../../../../src/models/gbdt/lightgbm/evaluation/auc.ts'

const rows = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: -5, max: 5 })), {
  minLength: 1,
  maxLength: 80,
})

function measuredOf(list: readonly (readonly [boolean, number])[]) {
  const scores = Float64Array.from(list, ([, score]) => score)
  return { labels: Float32Array.from(list, ([label]) => Number(label)), scores, outputs: scores }
}

test('equal weights are no weights', () => {
  fc.assert(
    fc.property(rows, (list) => {
      const measured = measuredOf(list)
      const weights = new Float32Array(list.length).fill(2)
      expect(areaUnderCurve({ ...measured, weights })).toBe(areaUnderCurve(measured))
    }),
  )
})

test('pairs of a positive and a negative row, counted one by one', () => {
  fc.assert(
    fc.property(rows, (list) => {
      const positives = list.filter(([label]) => label).map(([, score]) => score)
      const negatives = list.filter(([label]) => !label).map(([, score]) => score)
      const won = positives.flatMap((a) => negatives.map((b) => (a > b ? 1 : a === b ? 0.5 : 0)))
      const share = won.length === 0 ? 1 : won.reduce<number>((sum, point) => sum + point, 0) / won.length
      expect(areaUnderCurve(measuredOf(list))).toBeCloseTo(share, 14)
    }),
  )
})
