import { expect, test } from 'vitest'
import { parseLightgbmText, writeLightgbmText } from '../../src/models/gbdt/lightgbm/file/text.ts'
import { parseXgboostJson, writeXgboostJson } from '../../src/models/gbdt/xgboost/file/json.ts'
import { casesOf } from '../support/gbdt/cases.ts'
import { compareLightgbm, compareXgboost } from '../support/gbdt/compare-models.ts'
import { officialLightgbm, officialXgboost } from '../support/gbdt/official.ts'

/** Every official model file: what it says is what an independent reader finds, and it is written back to the byte. */

test.each(casesOf('xgboost').map((one) => [one.group, one.name, one] as const))(
  'xgboost %s, %s',
  (_g, _n, one) => {
    const { model: text } = one.official
    const model = parseXgboostJson(text)
    expect(compareXgboost(model, officialXgboost(text))).toEqual({ worst: {} })
    expect(writeXgboostJson(model)).toBe(text)
  },
)

test.each(casesOf('lightgbm').map((one) => [one.group, one.name, one] as const))(
  'lightgbm %s, %s',
  (_g, _n, one) => {
    const { model: text } = one.official
    const model = parseLightgbmText(text)
    expect(compareLightgbm(model, officialLightgbm(text))).toEqual({ worst: {} })
    expect(writeLightgbmText(model)).toBe(text)
  },
)
