import { describe, expect, it } from 'vitest'
import { figureOf, percentMore } from './figures.ts'

describe('figureOf', () => {
  it('is mean, sample deviation and range', () => {
    expect(figureOf([2, 4, 9])).toEqual({ mean: 5, deviation: Math.sqrt(13), least: 2, most: 9 })
  })

  it('has no deviation of one number', () => {
    expect(figureOf([3])).toEqual({ mean: 3, deviation: 0, least: 3, most: 3 })
  })
})

describe('percentMore', () => {
  it('is negative for less', () => {
    expect(percentMore(0.75, 1)).toBe(-25)
    expect(percentMore(1.5, 1)).toBe(50)
  })
})
