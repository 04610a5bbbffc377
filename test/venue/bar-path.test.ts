import { describe, expect, it } from 'vitest'
import type { Side } from '../../src/market/records.ts'
import { isHighFirst } from '../../src/venue/bar-path.ts'

describe('the extreme of a bar that comes first', () => {
  it.each<[string, Side, boolean, boolean]>([
    ['a long that is held is hurt by the low', 1, true, false],
    ['a short that is held is hurt by the high', -1, true, true],
    ['a long entry misses the high that passed before it', 1, false, true],
    ['a short entry misses the low that passed before it', -1, false, false],
  ])(
    '%s: that one first when read pessimistically, last when read optimistically',
    (_, side, isHeld, worst) => {
      expect(isHighFirst('pessimistic', side, isHeld, 100, 103, 98)).toBe(worst)
      expect(isHighFirst('optimistic', side, isHeld, 100, 103, 98)).toBe(!worst)
      // As near above as below, to the last bit or but for it: as read pessimistically.
      expect(isHighFirst('ohlc', side, isHeld, 100, 101, 99)).toBe(worst)
      expect(isHighFirst('ohlc', side, isHeld, 100.1, 100.4, 99.8)).toBe(worst)
      expect(isHighFirst('ohlc', side, isHeld, 100.3, 100.4, 100.2)).toBe(worst)
    },
  )

  it.each<Side>([1, -1])('is the nearer one when read as open, nearer, farther, close (side %i)', (side) => {
    for (const isHeld of [true, false]) {
      expect(isHighFirst('ohlc', side, isHeld, 100, 103, 98)).toBe(false)
      expect(isHighFirst('ohlc', side, isHeld, 100, 101, 98)).toBe(true)
    }
  })
})
