import { describe, expect, it } from 'vitest'
import {
  type LightgbmImportance,
  lightgbmImportances,
  type XgboostImportance,
  xgboostImportances,
} from '../../../src/models/gbdt/importance.ts'
import type { Model } from '../../../src/models/gbdt/prediction/forest.ts'
import type { XgboostModel } from '../../../src/models/gbdt/xgboost/model.ts'
import { modelOf, predictionCases } from '../../support/gbdt/predictions.ts'

type Official = Readonly<Record<string, Readonly<Record<string, number>> | readonly number[]>>

const LIGHTGBM_KINDS: readonly LightgbmImportance[] = ['split', 'gain']

function expectXgboost(model: XgboostModel, official: Official): void {
  for (const [kind, scores] of Object.entries(official)) {
    const ours = xgboostImportances(model, kind as XgboostImportance)
    const theirs = Object.entries(scores).map(([name, value]) => [name, Math.fround(value)])
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(theirs))
  }
}

describe('importances', () => {
  it.each(predictionCases())('$file', (official) => {
    const model = modelOf(official)
    if (model.library === 'xgboost') expectXgboost(model, official.importances)
    else {
      for (const kind of LIGHTGBM_KINDS) {
        expect([...lightgbmImportances(model, kind).values()]).toEqual(official.importances[kind])
      }
    }
  })

  it('add up to the splits and their gains', () => {
    const models = predictionCases().map(modelOf)
    for (const model of models) {
      const [counts, gains] = splitsOf(model)
      const [count, gain] =
        model.library === 'xgboost'
          ? [xgboostImportances(model, 'weight'), xgboostImportances(model, 'total_gain')]
          : [lightgbmImportances(model, 'split'), lightgbmImportances(model, 'gain')]
      expect(sum(count.values())).toBe(counts)
      expect(Math.abs(sum(gain.values()) - gains)).toBeLessThanOrEqual(1e-5 * gains)
    }
  })
})

function splitsOf(model: Model): [count: number, gain: number] {
  if (model.library === 'xgboost') {
    const gains = model.trees.flatMap(({ leftChildren, lossChanges }) =>
      [...lossChanges].filter((_, node) => leftChildren[node]! >= 0),
    )
    return [gains.length, sum(gains)]
  }
  const gains = model.trees.flatMap(({ splitGain }) => [...splitGain].filter((gain) => gain > 0))
  return [gains.length, sum(gains)]
}

function sum(values: Iterable<number>): number {
  let total = 0
  for (const value of values) total += value
  return total
}
