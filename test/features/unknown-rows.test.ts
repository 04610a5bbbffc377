import { expect, test } from 'vitest'
import { Random } from '../../src/core/random.ts'
import { compute } from './support/columns.ts'

/**
 * Features of infinite memory step over a bar with an unknown in it: NaN there, and everywhere else the value that
 * they would have without that bar.
 */
const STEPS_OVER = [
  'rsi',
  'macd',
  'atr',
  'atrPercent',
  'keltner',
  'obv',
  'accumulationDistribution',
  'vpt',
] as const

const ROWS = 120
const UNKNOWN_ROWS = [0, 3, 9, 60, 61, 119]

test.each(STEPS_OVER)('%s steps over unknown bars', (feature) => {
  const bars = randomBars(new Random(7))
  const known = compute(feature, {}, bars)
  const holed = compute(feature, {}, withHoles(bars))
  for (const [output, expected] of Object.entries(known)) {
    const isHole = holes()
    expect([...holed[output]!].filter((_, i) => isHole[i])).toEqual(UNKNOWN_ROWS.map(() => Number.NaN))
    expect([...holed[output]!].filter((_, i) => !isHole[i])).toEqual([...expected])
  }
})

/** Of ROWS + the holes, which rows are holes. */
function holes(): boolean[] {
  return Array.from({ length: ROWS + UNKNOWN_ROWS.length }, (_, i) => UNKNOWN_ROWS.includes(i))
}

function withHoles(bars: Record<string, number[]>): Record<string, number[]> {
  const stretch = (column: number[]) => {
    const rest = column.values()
    return holes().map((isHole) => (isHole ? Number.NaN : rest.next().value!))
  }
  return Object.fromEntries(Object.entries(bars).map(([name, column]) => [name, stretch(column)]))
}

function randomBars(random: Random): Record<string, number[]> {
  const bars = { open: [], high: [], low: [], close: [], volume: [] } as Record<string, number[]>
  let price = 100
  for (let i = 0; i < ROWS; i++) {
    const open = price
    price *= 1 + 0.02 * random.normal()
    bars.open!.push(open)
    bars.high!.push(Math.max(open, price) * (1 + 0.01 * random.uniform()))
    bars.low!.push(Math.min(open, price) * (1 - 0.01 * random.uniform()))
    bars.close!.push(price)
    bars.volume!.push(1 + random.uniform())
  }
  return bars
}
