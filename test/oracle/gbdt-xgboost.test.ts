import { expect, test } from 'vitest'
import { writeXgboostJson } from '../../src/models/gbdt/xgboost/file/json.ts'
import { trainXgboost } from '../../src/models/gbdt/xgboost/train.ts'
import { casesOf } from '../support/gbdt/cases.ts'
import { expectHistory } from '../support/gbdt/history.ts'
import { compareCase, trainCase } from '../support/gbdt/train.ts'

/**
 * Fits of every case beside the official library: structure, split features and directions equal, every number to
 * the bit; the same model file to the byte; the same evaluation history and the same end of early stopping.
 */

const cases = casesOf('xgboost')

test.each(cases.map((one) => [one.group, one.name, one] as const))('%s, %s', (_group, _name, one) => {
  const { model, history, bestIteration } = trainCase(one, trainXgboost)
  expect(compareCase(one, model)).toEqual({ worst: {} })
  if (model.library === 'xgboost') expect(writeXgboostJson(model)).toBe(one.official.model)
  expect(bestIteration).toBe(one.official.bestIteration)
  expectHistory(history, one.official.history, () => 0)
})
