import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Random } from '../../../../src/core/random.ts'
import { ShuffledPasses } from '../../../../src/models/nets/windows/shuffled-passes.ts'

const passes = (windows: number, seed = 1) => new ShuffledPasses(windows, new Random(seed, 'windows'))
const counting = (n: number) => Array.from({ length: n }, (_, i) => i)

describe('shuffled passes', () => {
  it('draw each window once a pass, whatever the size of a batch', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 50 }), (windows, size) => {
        const source = passes(windows)
        const drawn = Array.from({ length: windows }, () => [...source.next(size)]).flat()
        for (let pass = 0; pass < size; pass++) {
          const own = drawn.slice(pass * windows, (pass + 1) * windows)
          expect(own.sort((a, b) => a - b)).toEqual(counting(windows))
        }
      }),
    )
  })

  it('shuffle each pass anew, by the seed alone', () => {
    const source = passes(50)
    const [first, second] = [source.next(50), source.next(50)]
    expect(first).not.toEqual(second)
    expect(passes(50).next(50)).toEqual(first)
    expect(passes(50, 2).next(50)).not.toEqual(first)
  })

  it('put every window at every place equally often', () => {
    const counts = new Map<string, number>()
    for (let seed = 0; seed < 4800; seed++) {
      const order = passes(4, seed).next(4).join('')
      counts.set(order, (counts.get(order) ?? 0) + 1)
    }
    expect(counts.size).toBe(24)
    // χ² of 23 degrees of freedom stays below 49.7 in 999 of 1000 cases
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0)
    expect(chiSquare).toBeLessThan(49.7)
  })

  it('go on from a state as if they had never stopped, and leave the state as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 70 }), (windows, before) => {
        const source = passes(windows)
        source.next(before)
        const state = source.state()
        const copy = structuredClone(state)
        const expected = source.next(64)
        expect(ShuffledPasses.resume(state).next(64)).toEqual(expected)
        expect(state).toEqual(copy)
      }),
    )
  })

  it('need a window', () => {
    expect(() => passes(0)).toThrow('no window to train on')
  })
})
