import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { equityProfile } from '../../src/stats/equity-profile.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A profile of one bar a day from 100. */
function daily(...equity: number[]) {
  const times = Float64Array.from(equity, (_, day) => (day + 1) * DAY)
  return equityProfile(times, Float64Array.from(equity), 100, 0)
}

describe('days', () => {
  test('a bar that ends at 24:00 belongs to the day that ends, one that ends later to the next', () => {
    const times = Float64Array.of(23 * HOUR, 24 * HOUR, 25 * HOUR)
    const profile = equityProfile(times, Float64Array.of(101, 102, 103), 100, 22 * HOUR)
    expect(Array.from(profile.dayEnds)).toEqual([DAY, 2 * DAY])
    expect(Array.from(profile.dailyEquity)).toEqual([102, 103])
  })

  test('a day without bars carries the last equity on', () => {
    const times = Float64Array.of(DAY, 4 * DAY - HOUR)
    const profile = equityProfile(times, Float64Array.of(110, 121), 100, 0)
    expect(Array.from(profile.dailyEquity)).toEqual([110, 110, 110, 121])
  })

  test('initial, final, mean and period', () => {
    const profile = daily(110, 90, 130)
    expect(profile).toMatchObject({ initial: 100, final: 130, mean: 110, startTime: 0, endTime: 3 * DAY })
  })
})

describe('drawdown', () => {
  test('from the initial equity, which no bar reached again', () => {
    expect(daily(80, 90).drawdown).toEqual({
      share: 1 - 80 / 100,
      peakTime: 0,
      troughTime: DAY,
      recoveryTime: Number.NaN,
      lengthMs: 2 * DAY,
    })
  })

  test('from peak to recovery', () => {
    expect(daily(120, 90, 100, 120, 119).drawdown).toEqual({
      share: 0.25,
      peakTime: DAY,
      troughTime: 2 * DAY,
      recoveryTime: 4 * DAY,
      lengthMs: 3 * DAY,
    })
  })

  test('the first of two equally deep ones', () => {
    expect(daily(100, 50, 100, 50, 100).drawdown).toMatchObject({
      troughTime: 2 * DAY,
      recoveryTime: 3 * DAY,
    })
  })

  test('a later, deeper one that does not recover replaces a recovered one', () => {
    const { drawdown } = daily(90, 110, 55, 60)
    expect(drawdown).toMatchObject({ share: 0.5, peakTime: 2 * DAY, troughTime: 3 * DAY, lengthMs: 2 * DAY })
    expect(drawdown.recoveryTime).toBeNaN()
  })

  test('the last moment at the peak is where it starts', () => {
    expect(daily(110, 110, 99).drawdown.peakTime).toBe(2 * DAY)
  })

  test('none while equity only rises', () => {
    expect(daily(100, 101, 101).drawdown).toMatchObject({ share: 0, lengthMs: 0 })
  })
})

test('equals the plain definitions on random walks with gaps', () => {
  const walk = fc.array(
    fc.record({
      hours: fc.integer({ min: 1, max: 60 }),
      move: fc.double({ min: -0.3, max: 0.3, noNaN: true }),
    }),
    {
      minLength: 1,
      maxLength: 120,
    },
  )
  fc.assert(
    fc.property(walk, (steps) => {
      let time = 5 * HOUR
      let value = 100
      const times = Float64Array.from(steps, ({ hours }) => (time += hours * HOUR))
      const equity = Float64Array.from(steps, ({ move }) => (value *= 1 + move))
      const profile = equityProfile(times, equity, 100, 4 * HOUR)

      const curve = [100, ...equity]
      const falls = curve.map((each, i) => 1 - each / Math.max(...curve.slice(0, i + 1)))
      expect(profile.drawdown.share).toBe(Math.max(...falls))
      profile.dayEnds.forEach((end, day) => {
        const last = times.findLastIndex((each) => each <= end)
        expect(profile.dailyEquity[day]).toBe(equity[last])
      })
      expect(profile.dailyEquity.at(-1)).toBe(equity.at(-1))
    }),
  )
})

test('equity that is not a number is a fault, not a figure', () => {
  expect(() => daily(100, Number.NaN)).toThrow('equity is finite')
  expect(() => equityProfile(Float64Array.of(DAY), Float64Array.of(1), 0, 0)).toThrow('initial equity > 0')
})
