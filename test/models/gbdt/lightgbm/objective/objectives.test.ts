import { expect, test } from 'vitest'
import { makeObjective } from '../../../../../src/models/gbdt/lightgbm/objective/objectives.ts'
import {
  type LightgbmOptions,
  resolveLightgbmParams,
} from '../../../../../src/models/gbdt/lightgbm/params.ts'

function objectiveOf(options: LightgbmOptions, labels: readonly number[], weights?: readonly number[]) {
  return makeObjective(resolveLightgbmParams(options), {
    labels: Float32Array.from(labels),
    weights: weights && Float32Array.from(weights),
  })
}

test('regression begins at the weighted mean', () => {
  expect(objectiveOf({}, [1, 2, 6]).startScores).toEqual([3])
  expect(objectiveOf({}, [1, 2, 6], [2, 1, 1]).startScores).toEqual([2.5])
})

test('binary begins at the log odds', () => {
  const { line, startScores } = objectiveOf({ objective: 'binary', sigmoid: 0.5 }, [1, 1, 1, 0])
  expect(startScores[0]).toBeCloseTo(2 * Math.log(3), 14)
  expect(line).toBe('binary sigmoid:0.5')
})

test('the rarer label weighs more, if asked', () => {
  const weights = (labels: readonly number[]) =>
    objectiveOf({ objective: 'binary', isUnbalance: true }, labels).labelWeights
  expect(weights([1, 0, 0, 0])).toEqual([1, 3])
  expect(weights([1, 1, 1, 0])).toEqual([3, 1])
  expect(weights([1, 1])).toEqual([1, 1])
  expect(objectiveOf({ objective: 'binary', scalePosWeight: 4 }, [0, 1]).labelWeights).toEqual([1, 4])
})

test('with one label there is nothing to learn', () => {
  expect(objectiveOf({ objective: 'binary' }, [1, 1]).isTrained).toEqual([false])
})

test('classes begin at the logarithms of their shares; one without rows is not trained', () => {
  const { startScores, isTrained, classes } = objectiveOf(
    { objective: 'multiclass', numClass: 3 },
    [0, 0, 2, 2],
  )
  expect(classes).toBe(3)
  expect(startScores[0]).toBe(-Math.LN2)
  expect(startScores[1]).toBeCloseTo(Math.log(1e-15), 6)
  expect(isTrained).toEqual([true, false, true])
})
