import { describe, expect, it } from 'vitest'
import { createExplainer } from '../../../../src/models/gbdt/explanation/explainer.ts'
import { trainLightgbm } from '../../../../src/models/gbdt/lightgbm/train.ts'
import { createPredictor } from '../../../../src/models/gbdt/prediction/predictor.ts'

/** LightGBM's kZeroThreshold: it reads rows without the numbers up to here, that is, with 0 in their place. */
const ZERO = Math.fround(1e-35)

/** Cuts between a side and 0 lie at ±1e-35 themselves. */
function modelWithCut(side: -1 | 1) {
  const column = Float64Array.from({ length: 80 }, (_, row) => (row % 2 === 0 ? side : 0))
  const { model } = trainLightgbm({ columns: [column], labels: column }, { rounds: 1, learningRate: 1 })
  expect(model.trees[0]!.threshold).toEqual(Float64Array.of(side * ZERO))
  return model
}

describe.each([-1, 1] as const)('a cut between %d and 0', (side) => {
  const model = modelWithCut(side)
  const predictor = createPredictor(model)
  const rows = [0, -0, ZERO, -ZERO, 1e-36, -1e-36, side * 2 * ZERO]
  const wanted = [0, 0, 0, 0, 0, 0, side]

  it.each([Float64Array, Float32Array])('numbers up to 1e-35 count as 0 in a %o', (Column) => {
    const matrix = { columns: [Column.from(rows)] }
    expect([...predictor.margins(matrix)]).toEqual(wanted)
    const explained = createExplainer(model).explain(matrix)
    const [ofZero, expected] = explained
    expect(ofZero! + expected!).toBeCloseTo(0)
    expect(rows.map((_, row) => explained[2 * row] === ofZero)).toEqual(wanted.map((value) => value === 0))
  })

  it('and in a row of its own', () => {
    expect(rows.map((x) => predictor.row([x])[0])).toEqual(wanted)
  })
})
