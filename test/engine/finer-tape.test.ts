import { describe, expect, it } from 'vitest'
import type { BarColumns } from '../../src/columns/series.ts'
import { HOUR_MS } from '../../src/core/time.ts'
import { finerTapeOf } from '../../src/engine/finer-tape.ts'
import { tapeOf } from '../../src/engine/tape.ts'
import { finerTape, QUARTER_MS, quarters, still } from '../support/finer.ts'
import { bars, type Candle, instrument } from '../support/market.ts'

const PATH: Candle[] = [[100, 103, 100, 101], still(101), [101, 101, 96, 98], [98, 99, 98, 99]]
const WHOLE: Candle = [100, 103, 96, 99]
const FLAT: Candle = [99, 99, 99, 99]

function laid(whole: readonly Candle[], finer: BarColumns) {
  const { firstRows, unusable } = finerTapeOf(bars(whole), finer, finer, HOUR_MS, QUARTER_MS, 0.01)
  return [[...firstRows], unusable]
}

describe('finer bars over bars', () => {
  it('name the first finer row of each bar that they cover', () => {
    expect(laid([WHOLE, FLAT, WHOLE], quarters([PATH, FLAT, PATH]))).toEqual([[0, -1, 4], 0])
  })

  it('cover nothing where one is missing, at the beginning, inside or at the end', () => {
    for (const k of [0, 1, 2, 3]) {
      const { times, ...columns } = quarters([PATH])
      const rest = Object.fromEntries(
        Object.entries({ times, ...columns }).map(([name, values]) => [
          name,
          values.filter((_, i) => i !== k),
        ]),
      ) as unknown as BarColumns
      expect(laid([WHOLE], rest)).toEqual([[-1], 1])
    }
  })

  it.each<[string, Candle, boolean]>([
    ['the same', WHOLE, true],
    ['a high one tick off', [100, 103.01, 96, 99], true],
    ['a high two ticks off', [100, 103.02, 96, 99], false],
    ['a low two ticks off', [100, 103, 95.98, 99], false],
    ['another open', [100.5, 103, 96, 99], false],
    ['another close', [100, 103, 96, 98.5], false],
  ])('with %s', (_, whole, isUsable) => {
    expect(laid([whole], quarters([PATH]))).toEqual([[isUsable ? 0 : -1], isUsable ? 0 : 1])
  })

  it('bring the mark of their own intervals, the last price without a mark, and none from longer ones', () => {
    const { bars: whole, finer } = finerTape([PATH])
    const data = { instrument: instrument(), bars: whole, finer: finer!.bars }
    const markOf = (mark?: BarColumns) =>
      tapeOf(mark ? { ...data, mark } : data, HOUR_MS, undefined, QUARTER_MS).finer!.mark
    expect(markOf()).toBe(finer!.bars)
    const own = quarters([PATH.map(([o, h, l, c]): Candle => [o + 1, h + 1, l + 1, c + 1])])
    expect([...markOf(own)!.highs]).toEqual([104, 102, 102, 100])
    expect(markOf(bars([WHOLE, FLAT]))).toBeUndefined()
    // A mark that is longer than the bars themselves is not used for them at all: the last price stands for it.
    expect(markOf(bars([WHOLE, FLAT], [0, 8]))).toBe(finer!.bars)
  })
})
