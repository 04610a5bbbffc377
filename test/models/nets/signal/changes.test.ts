import { expect, it } from 'vitest'
import { changesOf } from '../../../../src/models/nets/signal/changes.ts'
import { windowsAt } from '../../../../src/models/nets/windows/usable.ts'

const channels = [Float64Array.of(0, 1, 2, 3, 4), Float64Array.of(0, 10, 20, 30, 40)]
const at = (...origins: number[]) =>
  windowsAt([{ channels }], { inputLength: 2, horizon: 1, origins: [Uint32Array.from(origins)] })

it('takes the last value that was read off every forecast of its series', () => {
  // two windows of two channels; two numbers each; last values 1, 10 and 3, 30
  const forecasts = Float32Array.of(1, 2, 10, 12, 4, 5, 33, Number.NaN)
  expect([...changesOf(at(2, 4), forecasts)]).toEqual([0, 1, 0, 2, 1, 2, 3, Number.NaN])
})

it('of no window is nothing; forecasts of other windows are refused', () => {
  expect(changesOf(at(), new Float32Array())).toHaveLength(0)
  expect(() => changesOf(at(), new Float32Array(2))).toThrow('2 forecasts of 0 series')
  expect(() => changesOf(at(2, 4), new Float32Array(3))).toThrow('3 forecasts of 4 series')
})
