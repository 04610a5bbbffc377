import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type CheckedBars, findingsOf, inspectBars } from '../../src/market/integrity.ts'
import { repair } from '../../src/market/repair.ts'

const T0 = Date.UTC(2024, 0, 1)
const RULES = { intervalMs: 60_000, maxJump: 5 }
const inspect = (columns: Readonly<Record<string, Float64Array>>) =>
  inspectBars(columns as unknown as CheckedBars, RULES)

const price = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 50, max: 200 }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Infinity, 0, -1) },
)
const row = fc.tuple(fc.integer({ min: 0, max: 40 }), price, price, price, price, price)

it('leaves only sound bars, every one of them with the values of its source row or a wider range', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
      const column = (k: number) => Float64Array.from(rows, (cells) => cells[k]!)
      const columns = {
        times: Float64Array.from(rows, ([minute]) => T0 + minute * 60_000),
        opens: column(1),
        highs: column(2),
        lows: column(3),
        closes: column(4),
        volumes: column(5),
      }
      const { columns: repaired, origins } = repair(columns, { inspect, maxJump: RULES.maxJump })
      expect(findingsOf(inspect(repaired)).total).toBe(0)
      origins.forEach((origin, k) => {
        for (const property of ['times', 'opens', 'closes', 'volumes'] as const)
          expect(repaired[property]![k]).toBe(columns[property][origin])
        expect(repaired.highs![k]).toBeGreaterThanOrEqual(columns.highs[origin]!)
        expect(repaired.lows![k]).toBeLessThanOrEqual(columns.lows[origin]!)
      })
    }),
  )
})

it('changes nothing in sound columns and notes nothing', () => {
  const one = Float64Array.of(1, 1)
  const columns = { times: Float64Array.of(T0, T0 + 60_000), opens: one, highs: one, lows: one, closes: one }
  const repaired = repair(columns, { inspect, maxJump: RULES.maxJump })
  expect(repaired).toEqual({ columns, origins: Uint32Array.of(0, 1), repairs: [] })
})
