import { describe, expect, it } from 'vitest'
import { nhitsRecipes } from './nhits.ts'
import { patchtstRecipes } from './patchtst.ts'
import { recipesOf } from './recipes.ts'

describe('recipesOf', () => {
  it('goes by how often a series is observed, not by its name', () => {
    expect(recipesOf('nhits', 60, 96)).toEqual(nhitsRecipes('hourly', 96))
    expect(recipesOf('nhits', 24 * 60, 96)).toEqual(nhitsRecipes('hourly', 96))
    expect(recipesOf('patchtst', 15, 192)).toEqual(patchtstRecipes('quarter-hourly', 192))
    expect(recipesOf('patchtst', 10, 192)).toEqual(patchtstRecipes('quarter-hourly', 192))
  })

  it.each(['nhits', 'patchtst', 'dlinear'] as const)('has recipes of %s for every horizon', (model) => {
    for (const minutes of [15, 60]) {
      for (const horizon of [1, 96, 192, 336, 720]) {
        for (const { net, training } of recipesOf(model, minutes, horizon)) {
          expect(net).toMatchObject({ kind: model, config: { horizon } })
          expect(training.evaluateEvery).toBeLessThanOrEqual(training.steps)
          expect(training.batch % training.microBatch).toBe(0)
        }
      }
    }
  })

  it('halves DLinear’s rate after each pass over the windows of a station of hours', () => {
    const [{ training }] = recipesOf('dlinear', 60, 96)
    // 8640 − 336 − 96 + 1 = 8209 windows, 32 a step
    expect(training).toMatchObject({
      steps: 2560,
      evaluateEvery: 256,
      schedule: { kind: 'halving', times: 10 },
    })
  })
})
