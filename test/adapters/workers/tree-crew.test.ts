import '../../support/keep-type-stripper.ts'
import { afterAll, describe, expect, it } from 'vitest'
import { TreeCrew } from '../../../src/adapters/workers/tree-crew.ts'
import { Random } from '../../../src/core/random.ts'
import { Bench, randomMatrix } from '../../support/gbdt/binned.ts'

const SLOTS = [256, 300, 5, 4, 3, 257, 8, 7, 6, 5, 256, 3, 2]
const crews = [2, 3, 5].map((threads) => TreeCrew.start(threads))
afterAll(() => Promise.all(crews.map((crew) => crew.close())))

/** The same matrix, rows and gradients each time. */
function bench(crew?: TreeCrew): Bench {
  const random = new Random(5, 'crew')
  const matrix = randomMatrix(random, 4_001, SLOTS)
  const rows = Uint32Array.from({ length: 3_333 }, (_, i) => i + 7)
  return new Bench(matrix, rows, random, crew)
}

describe('a crew of threads', () => {
  it.each(crews)('gives the bits that one thread gives', (crew) => {
    const alone = bench()
    const together = bench(crew)
    expect(together.histograms(1_000)).toEqual(alone.histograms(1_000))
    expect(together.part(5, 100, 256, true)).toEqual(alone.part(5, 100, 256, true))
  })

  it('serves one kernel after the other', () => {
    const [first, second] = [bench(crews[0]), bench(crews[0])]
    expect(first.histograms(10)).toEqual(second.histograms(10))
    expect(first.part(2, 1, -1, false)).toEqual(second.part(2, 1, -1, false))
  })

  it('reports what goes wrong in a part and can go on', () => {
    const { kernel } = bench()
    const unknown = 99
    expect(() => crews[0]!.perform(kernel, unknown, 0)).toThrow()
    const [again, alone] = [bench(crews[0]), bench()]
    expect(again.histograms(10)).toEqual(alone.histograms(10))
  })

  it('refuses a number of threads that is none', () => {
    expect(() => TreeCrew.start(0)).toThrow('threads: a whole number of at least 1 expected, got 0')
    expect(() => TreeCrew.start(1.5)).toThrow('got 1.5')
  })
})
