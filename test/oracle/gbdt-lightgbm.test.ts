import { expect, test } from 'vitest'
import { writeLightgbmText } from '../../src/models/gbdt/lightgbm/file/text.ts'
import { trainLightgbm } from '../../src/models/gbdt/lightgbm/train.ts'
import { casesOf } from '../support/gbdt/cases.ts'
import { expectHistory } from '../support/gbdt/history.ts'
import { compareCase, trainCase } from '../support/gbdt/train.ts'

/**
 * Fits of every case beside the official library: structure, split features and directions equal, every number to
 * the bit; the same model file to the byte; the same evaluation history and the same end of early stopping.
 */

const cases = casesOf('lightgbm')

/** The last bits of sums of logarithms. */
const LOGARITHMS = 1e-14

test.each(cases.map((one) => [one.group, one.name, one] as const))('%s, %s', (_group, _name, one) => {
  const { model, history, bestIteration } = trainCase(one, trainLightgbm)
  expect(compareCase(one, model)).toEqual({ worst: {} })
  if (model.library === 'lightgbm')
    expect(withoutParameters(writeLightgbmText(model))).toBe(withoutParameters(one.official.model))
  expect(bestIteration).toBe(one.official.bestIteration)
  expectHistory(history, one.official.history, (metric) => (metric.includes('logloss') ? LOGARITHMS : 0))
})

/** The file up to the parameters: there the official one names its threads and other machinery. */
const withoutParameters = (text: string): string => text.slice(0, text.indexOf('\nparameters:'))
