import { describe, expect, it } from 'vitest'
import { barsOf, compute } from './support/columns.ts'

/** Bars of range 2 whose middle rises by `step`. */
const rising = (rows: number, step: number) =>
  Array.from({ length: rows }, (_, i) => [10, 11 + step * i, 9 + step * i, 10 + step * i])

describe('adx', () => {
  it('is 100, and all movement is upward, where every bar rises', () => {
    const { adx, plusDi, minusDi } = compute('adx', { period: 4 }, barsOf(rising(20, 1)))
    expect(adx!.findIndex((value) => !Number.isNaN(value))).toBe(7)
    expect(adx![19]).toBeCloseTo(100, 10)
    expect(plusDi![19]).toBeCloseTo(50, 10) // each bar moves up 1 in a true range of 2
    expect(minusDi![19]).toBe(0)
  })

  it('counts neither side where both moves are equal', () => {
    const bars = barsOf([
      [10, 11, 9, 10],
      [10, 12, 8, 10],
      [10, 13, 7, 10],
      [10, 14, 6, 10],
    ])
    const { plusDi, minusDi } = compute('adx', { period: 2 }, bars)
    expect([plusDi![3], minusDi![3]]).toEqual([0, 0])
  })

  it('is 0 where nothing moves', () => {
    const { adx, plusDi } = compute('adx', { period: 3 }, barsOf(Array(12).fill([5, 5, 5, 5])))
    expect([adx![11], plusDi![11]]).toEqual([0, 0])
  })

  it('steps over an unknown bar', () => {
    const rows = rising(30, 0.7)
    const holed = rows.toSpliced(12, 0, [Number.NaN, Number.NaN, Number.NaN, Number.NaN])
    const whole = compute('adx', { period: 4 }, barsOf(rows)).adx!
    const stepped = compute('adx', { period: 4 }, barsOf(holed)).adx!
    expect(stepped[12]).toBeNaN()
    expect([...stepped.slice(13)]).toEqual([...whole.slice(12)])
  })
})
