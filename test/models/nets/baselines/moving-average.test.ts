import { expect, test } from 'vitest'
import { movingAverageMatrix } from '../../../../src/models/nets/baselines/moving-average.ts'

test.each([
  [7, 3],
  [5, 25],
  [4, 1],
])('of %d bars over %d, the ends repeated', (length, span) => {
  const window = Array.from({ length }, (_, i) => i * i)
  const matrix = movingAverageMatrix(length, span)
  const half = (span - 1) / 2
  const padded = [...Array(half).fill(window[0]), ...window, ...Array(half).fill(window.at(-1))] as number[]
  for (let bar = 0; bar < length; bar++) {
    const expected = padded.slice(bar, bar + span).reduce((sum, x) => sum + x, 0) / span
    const own = window.reduce((sum, x, from) => sum + x * matrix[from * length + bar]!, 0)
    expect(own).toBeCloseTo(expected, 4)
  }
})
