import { expect, test } from 'vitest'
import { createExplainer } from '../../src/models/gbdt/explanation/explainer.ts'
import { lightgbmImportances, xgboostImportances } from '../../src/models/gbdt/importance.ts'
import { parseLightgbmText } from '../../src/models/gbdt/lightgbm/file/text.ts'
import { parseXgboostJson } from '../../src/models/gbdt/xgboost/file/json.ts'
import { casesOf, type GbdtCase } from '../support/gbdt/cases.ts'

/** Official models on the data of their cases: our importances and SHAP values against the official ones. */

const [xgboost, lightgbm] = [casesOf('xgboost'), casesOf('lightgbm')]
const KINDS = ['weight', 'gain', 'cover', 'total_gain', 'total_cover'] as const

test.each(xgboost.map((one) => [one.group, one.name, one] as const))(
  'xgboost %s, %s',
  (_group, _name, one) => {
    const { importances, model: text } = one.official
    const model = parseXgboostJson(text)
    for (const kind of KINDS)
      expect(Object.fromEntries(xgboostImportances(model, kind))).toEqual(asFloats(importances[kind]!))
    expectShap(one, createExplainer(model), 1e-6)
  },
)

test.each(lightgbm.map((one) => [one.group, one.name, one] as const))(
  'lightgbm %s, %s',
  (_group, _name, one) => {
    const { importances, model: text } = one.official
    const model = parseLightgbmText(text)
    for (const kind of ['split', 'gain'] as const)
      expect([...lightgbmImportances(model, kind).values()]).toEqual(importances[kind])
    expectShap(one, createExplainer(model), 1e-14)
  },
)

/** Stored as shortest decimals of float32. */
function asFloats(scores: GbdtCase['official']['importances'][string]): Record<string, number> {
  return Object.fromEntries(Object.entries(scores).map(([name, score]) => [name, Math.fround(score)]))
}

/** @param share of the largest SHAP value: the official ones are sums in another order, XGBoost's in float32 */
function expectShap(one: GbdtCase, explainer: ReturnType<typeof createExplainer>, share: number): void {
  const { shap } = one.official
  if (!shap) return
  const width = explainer.classes * (explainer.featureCount + 1)
  const ours = explainer.explain(one.train(), [0, shap.length / width])
  expect(ours.length).toBe(shap.length)
  const largest = shap.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const isFar = (value: number, i: number) =>
    value !== ours[i] && !(Math.abs(value - ours[i]!) <= share * largest)
  const far = shap.filter(isFar)
  expect(far).toEqual([])
}
