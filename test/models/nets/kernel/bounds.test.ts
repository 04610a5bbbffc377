import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attachKernel } from '../../../../src/models/nets/kernel/kernel.ts'

const memory = new WebAssembly.Memory({ initial: 32 } as never) // our types know shared memory only
const kernel = attachKernel(memory)
const numbers = new Float32Array(memory.buffer)

const MARK = 12345.678 // where nobody may write
const LIMIT = 0x4000_0000
const GAP = 16

/** Memory in which pieces lie apart from each other, on any multiple of 4 bytes. */
class Arena {
  private at = 1024
  private readonly owned = new Set<number>()
  private readonly offset: number

  constructor(offset: number) {
    this.offset = offset
    numbers.fill(MARK)
  }

  /** An input: it must stay what it is, and the NaN around it must not be read into a result. */
  input(count: number): number {
    const from = this.reserve(count)
    numbers.fill(Number.NaN, from - GAP / 2, from + count + GAP / 2)
    for (let i = 0; i < count; i++) numbers[from + i] = Math.sin(from + 3 * i)
    return 4 * from
  }

  output(count: number): number {
    const from = this.reserve(count)
    for (let i = from; i < from + count; i++) this.owned.add(i)
    numbers.fill(Number.NaN, from, from + count) // what was there before must not matter
    return 4 * from
  }

  /** Work space, 64-byte aligned as kernels are promised. */
  space(bytes: number): number {
    this.at = Math.ceil(this.at / 16) * 16
    const from = this.at
    this.at += Math.ceil(bytes / 4) + GAP
    for (let i = from; i < from + bytes / 4; i++) this.owned.add(i)
    numbers.fill(Number.NaN, from, from + bytes / 4)
    return 4 * from
  }

  private reserve(count: number): number {
    const from = this.at + GAP + this.offset
    this.at = from + count + GAP
    return from
  }

  /** What `run` has changed that was not given to it, as indexes. */
  strayWrites(run: () => void): number[] {
    const before = new Uint32Array(memory.buffer.slice(0))
    run()
    const after = new Uint32Array(memory.buffer)
    const stray: number[] = []
    for (let i = 0; i < after.length; i++) if (after[i] !== before[i] && !this.owned.has(i)) stray.push(i)
    return stray
  }
}

interface Run {
  readonly arena: Arena
  /** Of the two dimensions, and a third. */
  readonly rows: number
  readonly columns: number
  readonly inner: number
}

/** Runs a kernel. @returns addresses and counts of what it must have filled with numbers */
type Case = (run: Run) => {
  readonly run: () => void
  readonly filled: readonly (readonly [number, number])[]
}

const CASES: Readonly<Record<string, Case>> = {
  product({ arena, rows, columns, inner }) {
    const [a, b, bias] = [arena.input(rows * inner), arena.input(inner * columns), arena.input(columns)]
    const [c, space] = [arena.output(rows * columns), arena.space(kernel.productSpace())]
    const [m, k, n] = [rows, inner, columns]
    const run = () => kernel.product(a, 4 * k, 4, b, 4 * n, 4, m, k, n, bias, 0, c, space)
    return { run, filled: [[c, m * n]] }
  },
  'transposed product'({ arena, rows, columns, inner }) {
    const [a, b] = [arena.input(rows * inner), arena.input(inner * columns)]
    const [c, space] = [arena.output(rows * columns), arena.space(kernel.productSpace())]
    const [m, k, n] = [rows, inner, columns]
    const run = () => kernel.product(a, 4, 4 * m, b, 4, 4 * k, m, k, n, 0, 1, c, space)
    return { run, filled: [[c, m * n]] }
  },
  attention({ arena, rows: tokens, columns: depth, inner }) {
    const heads = 2
    const series = (inner % 2) + 1
    const [width, matrix] = [series * tokens * heads * depth, series * heads * tokens * tokens]
    const [qkv, previous, dOutput, dScores] = [3 * width, matrix, width, matrix].map((n) => arena.input(n))
    const [output, scores, dQkv, dPrevious] = [width, matrix, 3 * width, matrix].map((n) => arena.output(n))
    const space = arena.space(kernel.attentionSpace(tokens, depth))
    const run = () => {
      kernel.attention(qkv!, previous!, series, tokens, heads, depth, output!, scores!, space)
      const given = [qkv!, previous!, 0, dOutput!, dScores!] as const
      kernel.attentionGradient(...given, series, tokens, heads, depth, dQkv!, dPrevious!, space)
    }
    return {
      run,
      filled: [
        [output!, width],
        [scores!, matrix],
        [dQkv!, 3 * width],
        [dPrevious!, matrix],
      ],
    } // prettier-ignore
  },
  'batch norm'({ arena, rows, columns }) {
    const size = rows * columns
    const [x, dy, gain, offset] = [size, size, columns, columns].map((n) => arena.input(n))
    const [y, mean, variance] = [size, columns, columns].map((n) => arena.output(n))
    const [dx, dGain, dOffset] = [size, columns, columns].map((n) => arena.output(n))
    const space = arena.space(kernel.normSpace(columns))
    const run = () => {
      kernel.columnMoments(x!, rows, columns, space, mean!, variance!)
      kernel.normalise(x!, rows, columns, mean!, variance!, gain!, offset!, 1e-5, space, y!)
      const given = [x!, dy!, rows, columns, mean!, variance!, gain!, 1e-5, 1, space] as const
      kernel.batchNormGradient(...given, dx!, dGain!, dOffset!)
    }
    return {
      run,
      filled: [
        [y!, size],
        [mean!, columns],
        [dx!, size],
        [dGain!, columns],
        [dOffset!, columns],
      ],
    } // prettier-ignore
  },
  'layer norm'({ arena, rows, columns }) {
    const size = rows * columns
    const [x, dy, gain, offset] = [size, size, columns, columns].map((n) => arena.input(n))
    const [y, dx, dGain, dOffset] = [size, size, columns, columns].map((n) => arena.output(n))
    const space = arena.space(kernel.normSpace(columns))
    const run = () => {
      kernel.layerNorm(x!, rows, columns, gain!, offset!, 1e-5, y!)
      kernel.layerNormGradient(x!, dy!, rows, columns, gain!, 1e-5, space, dx!, dGain!, dOffset!)
    }
    return {
      run,
      filled: [
        [y!, size],
        [dx!, size],
        [dGain!, columns],
        [dOffset!, columns],
      ],
    }
  },
  'sums and norm'({ arena, rows, columns }) {
    const x = arena.input(rows * columns)
    const [sums, norm] = [arena.output(columns), arena.output(1)]
    const run = () => {
      kernel.columnSums(x, rows, columns, sums)
      kernel.norm(x, rows * columns, norm)
    }
    return {
      run,
      filled: [
        [sums, columns],
        [norm, 1],
      ],
    } // prettier-ignore
  },
  pools({ arena, rows, columns, inner }) {
    const size = Math.min(columns, inner)
    const groups = rows * Math.ceil(columns / size)
    const [x, dy] = [arena.input(rows * columns), arena.input(groups)]
    const [most, mean] = [arena.output(groups), arena.output(groups)]
    const [dMost, dMean] = [arena.output(rows * columns), arena.output(rows * columns)]
    const run = () => {
      kernel.poolMax(x, rows, columns, size, most)
      kernel.poolAverage(x, rows, columns, size, mean)
      kernel.poolMaxGradient(x, dy, rows, columns, size, dMost)
      kernel.poolAverageGradient(dy, rows, columns, size, dMean)
    }
    return {
      run,
      filled: [
        [most, groups],
        [mean, groups],
        [dMost, rows * columns],
        [dMean, rows * columns],
      ],
    } // prettier-ignore
  },
  'element by element'({ arena, rows, columns }) {
    const count = rows * columns
    const [x, y] = [arena.input(count), arena.input(count)]
    const outs = Array.from({ length: 5 }, () => arena.output(count)) as [
      number,
      number,
      number,
      number,
      number,
    ]
    const space = arena.space(kernel.elementSpace())
    const run = () => {
      kernel.dropout(x, count, LIMIT, 4 / 3, 7, space, outs[0])
      kernel.residual(x, y, count, LIMIT, 4 / 3, 7, space, outs[1])
      kernel.gelu(x, count, LIMIT, 4 / 3, 7, space, outs[2])
      kernel.geluGradient(x, y, count, LIMIT, 4 / 3, 7, space, outs[3])
      kernel.reluGradient(x, y, count, outs[4])
    }
    return { run, filled: outs.map((out) => [out, count] as const) }
  },
  adam({ arena, rows, columns }) {
    const count = rows * columns
    const gradient = arena.input(count)
    const moved = [0, 1, 2].map(() => arena.output(count)) as [number, number, number]
    for (const address of moved) numbers.fill(0.5, address / 4, address / 4 + count)
    const run = () => {
      kernel.adam(moved[0], gradient, moved[1], moved[2], count, 1, 0, 1, 0.1, 0.999, 0.001, 0.01, 31.6, 1e-8)
    }
    return { run, filled: moved.map((address) => [address, count] as const) }
  },
}

describe('the kernel', () => {
  const dimension = fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 45 }))

  it.each(Object.entries(CASES))(
    'reads and writes what it is given and nothing else, wherever it lies: %s',
    (_, prepare) => {
      fc.assert(
        fc.property(
          dimension,
          dimension,
          dimension,
          fc.integer({ min: 0, max: 3 }),
          (rows, columns, inner, offset) => {
            const arena = new Arena(offset)
            const { run, filled } = prepare({ arena, rows, columns, inner })
            expect(arena.strayWrites(run)).toEqual([])
            for (const [address, count] of filled)
              expect(numbers.subarray(address / 4, address / 4 + count).every(Number.isFinite)).toBe(true)
          },
        ),
        { numRuns: 30 },
      )
    },
  )
})
