import { describe, expect, it } from 'vitest'
import { Random } from '../../src/core/random.ts'

describe('Random', () => {
  it('gives the same numbers for the same seed, on every machine', () => {
    const random = new Random(42)
    expect([random.uint32(), random.uint32(), random.uint32()]).toEqual([...pinned])
  })

  it('keeps streams apart: a draw in one does not move another', () => {
    const a = new Random(7)
    const before = a.stream('x').uniform()
    a.stream('y').uniform()
    expect(a.stream('x').uniform()).toBe(before)
    expect(a.stream('y').uniform()).not.toBe(before)
  })

  it('goes on from a state as if it had never stopped', () => {
    const random = new Random(9, 'masks')
    for (let i = 0; i < 5; i++) random.uint32()
    const resumed = Random.resume(structuredClone(random.state()))
    const draws = (generator: Random) => Array.from({ length: 20 }, () => generator.uint32())
    expect(resumed.stream('x').uint32()).toBe(random.stream('x').uint32())
    expect(draws(resumed)).toEqual(draws(random))
  })

  it('is uniform on [0, 1) and normal with mean 0 and deviation 1', () => {
    const random = new Random(1)
    const n = 100_000
    const uniform = Array.from({ length: n }, () => random.uniform())
    const normal = Array.from({ length: n }, () => random.normal())
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / n
    expect(Math.min(...uniform.slice(0, 50_000))).toBeGreaterThanOrEqual(0)
    expect(Math.max(...uniform.slice(0, 50_000))).toBeLessThan(1)
    expect(mean(uniform)).toBeCloseTo(0.5, 2)
    expect(mean(normal)).toBeCloseTo(0, 1)
    expect(mean(normal.map((value) => value * value))).toBeCloseTo(1, 1)
  })
})

/** Of the first version: a change of the generator would change every synthetic dataset. */
const pinned = [2269688699, 3585764935, 2230477262]
