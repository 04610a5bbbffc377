import { expect, test } from 'vitest'
import { repeatLast } from '../../../../src/models/nets/baselines/repeat-last.ts'
import { windowsAt } from '../../../../src/models/nets/windows/usable.ts'

test('everything stays at the last value of the window', () => {
  const panel = { channels: [Float64Array.of(1, 2, 3, 4, 5), Float64Array.of(10, 20, 30, 40, 50)] }
  const set = windowsAt([panel], { inputLength: 2, horizon: 3, origins: [Uint32Array.of(2, 5)] })
  expect([...repeatLast(set)]).toEqual([2, 2, 2, 20, 20, 20, 5, 5, 5, 50, 50, 50])
})
