import { describe, expect, it } from 'vitest'
import { publishedOf } from './published.ts'

describe('publishedOf', () => {
  it.each([
    ['nhits', 'ETTh1', 720, 0.561, 0.501],
    ['nhits', 'weather', 96, 0.158, 0.195],
    ['patchtst', 'ETTh1', 336, 0.431, 0.436],
    ['patchtst', 'ETTm2', 192, 0.22, 0.292],
    ['dlinear', 'traffic', 336, 0.436, 0.296],
  ] as const)('%s %s %i', (model, dataset, horizon, mse, mae) => {
    expect(publishedOf(model, dataset, horizon)).toMatchObject({ mse, mae, source: expect.any(String) })
  })

  it('has nothing for other datasets and horizons', () => {
    expect(publishedOf('nhits', 'ETTh3', 96)).toBeUndefined()
    expect(publishedOf('nhits', 'ETTh1', 48)).toBeUndefined()
  })
})
