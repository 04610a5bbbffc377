import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findingsOf, inspectBars, inspectPoints } from '../../src/market/integrity.ts'

const T0 = Date.UTC(2024, 0, 1)
const RULES = { intervalMs: 60_000, maxJump: 5 }

function bars(
  rows: readonly (readonly [open: number, high: number, low: number, close: number])[],
  times?: number[],
) {
  const column = (k: 0 | 1 | 2 | 3) => Float64Array.from(rows, (row) => row[k])
  return {
    times: Float64Array.from(times ?? rows.map((_, i) => T0 + i * 60_000)),
    opens: column(0),
    highs: column(1),
    lows: column(2),
    closes: column(3),
  }
}

const rulesBroken = (columns: ReturnType<typeof bars>) => findingsOf(inspectBars(columns, RULES)).counts

describe('inspectBars', () => {
  it('finds nothing in sound bars, equal prices and gaps included', () => {
    const sound = bars(
      [
        [1, 2, 1, 2],
        [2, 2, 2, 2],
        [3, 3, 1, 1],
      ],
      [T0, T0 + 60_000, T0 + 600_000],
    )
    expect(findingsOf(inspectBars(sound, RULES))).toEqual({ total: 0, counts: {}, examples: [] })
  })

  it.each([
    ['high below the close', [1, 1.5, 1, 2], { highTooLow: 1 }],
    ['low above the open', [1, 2, 1.5, 2], { lowTooHigh: 1 }],
    ['NaN', [Number.NaN, 2, 1, 2], { notANumber: 1 }],
    ['infinite', [1, Infinity, 1, 2], { infinite: 1 }],
    ['zero', [1, 2, 0, 2], { nonPositive: 1 }],
  ] as const)('%s', (_, row, expected) => {
    expect(rulesBroken(bars([row]))).toEqual(expected)
  })

  it('measures a jump from the close before, up and down, but not across a gap', () => {
    expect(
      rulesBroken(
        bars([
          [1, 1, 1, 1],
          [1, 5, 1, 1],
        ]),
      ),
    ).toEqual({})
    expect(
      rulesBroken(
        bars([
          [1, 1, 1, 1],
          [1, 5.1, 1, 1],
        ]),
      ),
    ).toEqual({ jump: 1 })
    expect(
      rulesBroken(
        bars([
          [1, 1, 1, 1],
          [1, 1, 0.19, 1],
        ]),
      ),
    ).toEqual({ jump: 1 })
    expect(
      rulesBroken(
        bars(
          [
            [1, 1, 1, 1],
            [9, 9, 9, 9],
          ],
          [T0, T0 + 120_000],
        ),
      ),
    ).toEqual({})
  })

  it('keeps a few examples of each rule, by row, and counts all', () => {
    const findings = findingsOf(
      inspectBars(bars(Array.from({ length: 10 }, () => [2, 1, 3, 2] as const)), RULES),
    )
    expect(findings.counts).toEqual({ highTooLow: 10, lowTooHigh: 10 })
    expect(findings.examples.map(({ row }) => row)).toEqual([0, 0, 1, 1, 2, 2])
  })

  it('finds exactly the rows whose time does not rise', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 40 }), (steps) => {
        const times = steps.map((step) => T0 + step * 60_000)
        const columns = bars(
          times.map(() => [1, 1, 1, 1] as const),
          times,
        )
        const { duplicate = 0, unordered = 0 } = rulesBroken(columns)
        expect(duplicate + unordered).toBe(steps.filter((step, i) => i > 0 && step <= steps[i - 1]!).length)
      }),
    )
  })
})

it('inspectPoints holds values in their range', () => {
  const times = Float64Array.of(T0, T0 + 1, T0 + 2)
  const inspect = inspectPoints(times, { rates: Float64Array.of(0.1, -0.2, Number.NaN) }, [-0.1, 0.1])
  expect(findingsOf(inspect).examples).toEqual([
    { row: 1, rule: 'range', expected: 'a value from -0.1 to 0.1', got: '-0.2', property: 'rates' },
    { row: 2, rule: 'notANumber', expected: 'a number', got: 'nothing readable', property: 'rates' },
  ])
})
