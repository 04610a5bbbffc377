import { expect, it } from 'vitest'
import { truthOf } from '../../../../src/models/nets/windows/truth.ts'
import { windowsAt } from '../../../../src/models/nets/windows/usable.ts'

it('is what came after each origin, channel by channel, unknown beyond the end', () => {
  const channels = [Float64Array.of(0, 1, 2, 3, 4), Float64Array.of(0, 10, 20, 30, 40)]
  const set = windowsAt([{ channels }], { inputLength: 2, horizon: 2, origins: [Uint32Array.of(2, 4)] })
  expect([...truthOf(set)]).toEqual([2, 3, 20, 30, 4, Number.NaN, 40, Number.NaN])
})
