import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Random } from '../../src/core/random.ts'
import { ReturnWindow } from '../../src/risk/return-window.ts'

/** Pearson's coefficient by its definition, in two passes. */
function pearson(xs: readonly number[], ys: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length
  const [mx, my] = [mean(xs), mean(ys)]
  const dot = (f: (i: number) => number) => xs.reduce((sum, _, i) => sum + f(i), 0)
  const products = dot((i) => (xs[i]! - mx) * (ys[i]! - my))
  return products / Math.sqrt(dot((i) => (xs[i]! - mx) ** 2) * dot((i) => (ys[i]! - my) ** 2))
}

describe('the window of returns', () => {
  it('correlates the returns that both instruments have, over the last bars, holes or not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const random = new Random(seed, 'returns')
        const bars = random.integer(4, 30)
        const instants = random.integer(1, 90)
        const window = new ReturnWindow(2, bars)
        const closes: (number | undefined)[][] = [[], []]
        for (let t = 0; t < instants; t++) {
          const common = random.normal()
          for (const k of [0, 1]) {
            const close = random.uniform() < 0.1 ? undefined : 100 + common + random.normal()
            closes[k]!.push(close)
            if (close !== undefined) window.close(k, close)
          }
          if (t < instants - 1) window.advance()
        }
        const pairs: [number, number][] = []
        for (let t = Math.max(1, instants - bars); t < instants; t++) {
          const [a, b] = [0, 1].map((k) => closes[k]![t]! / closes[k]![t - 1]! - 1)
          if (!Number.isNaN(a) && !Number.isNaN(b)) pairs.push([a!, b!])
        }
        const found = window.correlation(0, 1)
        if (pairs.length < bars / 2) expect(found).toBeNaN()
        else
          expect(found).toBeCloseTo(
            pearson(
              pairs.map(([a]) => a),
              pairs.map(([, b]) => b),
            ),
            9,
          )
      }),
      { numRuns: 300, seed: 5 },
    )
  })

  it('knows nothing of an instrument that does not move', () => {
    const window = new ReturnWindow(2, 4)
    for (let t = 0; t < 8; t++) {
      window.close(0, 100)
      window.close(1, 100 + t)
      window.advance()
    }
    expect(window.correlation(0, 1)).toBeNaN()
  })

  it('goes on from its snapshot as if nothing had happened', () => {
    const feed = (window: ReturnWindow, from: number, to: number) => {
      for (let t = from; t < to; t++) {
        window.close(0, 100 + Math.sin(t))
        window.close(1, 100 + Math.sin(t + 0.3))
        window.advance()
      }
    }
    const whole = new ReturnWindow(2, 10)
    feed(whole, 0, 17)
    const restored = new ReturnWindow(2, 10)
    restored.restore(whole.snapshot())
    feed(whole, 17, 23)
    feed(restored, 17, 23)
    expect(restored.correlation(0, 1)).toBe(whole.correlation(0, 1))
    expect(restored.snapshot()).toEqual(whole.snapshot())
  })
})
