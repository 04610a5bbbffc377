import { expect, it } from 'vitest'
import { valuesOf } from './support/columns.ts'

it('enters beyond the thresholds and leaves at the exit', () => {
  const close = [50, 30, 29, 49, 50, 71, 51, 50, 20, 80, Number.NaN, 60, 40]
  const states = valuesOf('thresholdState', { low: 30, exit: 50, high: 70 }, { close })
  expect(states).toEqual([0, 0, 1, 1, 0, -1, -1, 0, 1, -1, Number.NaN, -1, 0])
})
