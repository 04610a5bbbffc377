import { describe, expect, it } from 'vitest'
import { repeatLast } from '../../src/models/nets/baselines/repeat-last.ts'
import { benchmarkOf, type Channels, windowsOf } from './benchmark.ts'
import { errorsOf, verdictOf } from './judge.ts'

// long enough for several chunks of windows
const rows = 12_000
const columns = [3, 7].map((period) => Float64Array.from({ length: rows }, (_, row) => row % period))
const benchmark = benchmarkOf({ name: 'other', intervalMinutes: 60, names: ['A', 'B'], columns, rows })

const setOf = (channels: Channels) =>
  windowsOf(benchmark, 'test', { inputLength: 2, horizon: 3, channels, stride: 1 })

/** The same by the plainest code there is. */
function plainly(count: number) {
  const { originOf, horizon } = setOf('joint')
  let [squared, absolute, values] = [0, 0, 0]
  for (const origin of originOf.subarray(0, count)) {
    for (const column of benchmark.columns) {
      for (let step = 0; step < horizon; step++) {
        const error = column[origin - 1]! - column[origin + step]!
        squared += error * error
        absolute += Math.abs(error)
        values++
      }
    }
  }
  return { mse: squared / values, mae: absolute / values }
}

describe.each(['joint', 'separate'] as const)('errorsOf, channels %s', (channels) => {
  const verdict = verdictOf(errorsOf(setOf(channels), repeatLast), 128)

  it('averages over all windows, channels and steps', () => {
    const { mse, mae } = plainly(2398)
    expect(verdict.windows).toBe(2398)
    expect(verdict.mse).toBeCloseTo(mse, 6)
    expect(verdict.mae).toBeCloseTo(mae, 6)
  })

  it('scores the first full batches of them beside it', () => {
    const { mse, mae } = plainly(2304)
    expect(verdict.full).toMatchObject({ batch: 128, windows: 2304 })
    expect(verdict.full.mse).toBeCloseTo(mse, 6)
    expect(verdict.full.mae).toBeCloseTo(mae, 6)
  })
})
