import { describe, expect, it } from 'vitest'
import { bordersOf } from './splits.ts'

describe('bordersOf', () => {
  it.each([
    ['ETTh1', 17_420, { train: 8640, validation: 11_520, test: 14_400 }],
    ['ETTh2', 14_400, { train: 8640, validation: 11_520, test: 14_400 }],
    ['ETTm1', 69_680, { train: 34_560, validation: 46_080, test: 57_600 }],
    ['ETTm2', 69_680, { train: 34_560, validation: 46_080, test: 57_600 }],
    // int(0.7 · 52 696) = 36 887, int(0.2 · 52 696) = 10 539
    ['weather', 52_696, { train: 36_887, validation: 42_157, test: 52_696 }],
    ['national_illness', 966, { train: 676, validation: 773, test: 966 }],
  ])('%s of %i rows', (name, rows, borders) => {
    expect(bordersOf(name, rows)).toEqual(borders)
  })

  it('knows that a dataset is too short for its split', () => {
    expect(bordersOf('ETTh1', 14_399)).toBeUndefined()
    expect(bordersOf('ETTm1', 17_420)).toBeUndefined()
  })
})
