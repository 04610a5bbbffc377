import { expect, test } from 'vitest'
import { createKernel } from '../../../../src/models/gbdt/kernel/kernel.ts'
import { RecordRoom } from '../../../../src/models/gbdt/kernel/record-room.ts'

test('a list that fits takes the same place again, a longer one another', () => {
  const kernel = createKernel()
  const room = new RecordRoom(kernel, 24)
  const first = room.take(10)
  expect(room.take(3)).toBe(first)
  expect(room.take(20)).toBe(first)
  const behind = kernel.take(1)
  expect(behind).toBeGreaterThanOrEqual(first + 20 * 24)
  expect(room.take(21)).toBeGreaterThan(behind)
})
