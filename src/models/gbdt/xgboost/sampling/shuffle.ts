import type { MersenneTwister } from './mersenne-twister.ts'

const RANGE = 2 ** 32

/**
 * Shuffles in place as `std::shuffle` of GCC's library (7 … 10) does with `std::mt19937`: one draw gives two places
 * while their product fits 32 bits.
 */
export function shuffle(values: Int32Array, random: MersenneTwister): void {
  const { length } = values
  const inPairs = length > 0 && Math.floor((RANGE - 1) / length) >= length
  let i = 1
  if (!inPairs) {
    for (; i < length; i++) swap(values, i, below(i + 1, random))
    return
  }
  if (length % 2 === 0) swap(values, i++, below(2, random))
  for (; i < length; i += 2) {
    const both = below((i + 1) * (i + 2), random)
    swap(values, i, Math.floor(both / (i + 2)))
    swap(values, i + 1, both % (i + 2))
  }
}

/**
 * Uniform integer 0 … range − 1 from 32 random bits, by division: the library of GCC before 11, which the official
 * wheels are built with. (GCC 11 takes the upper half of a product: another number once range² nears 2³².)
 */
function below(range: number, random: MersenneTwister): number {
  const scale = Math.floor((RANGE - 1) / range)
  for (;;) {
    const drawn = random.next()
    if (drawn < range * scale) return Math.floor(drawn / scale)
  }
}

function swap(values: Int32Array, a: number, b: number): void {
  const kept = values[a]!
  values[a] = values[b]!
  values[b] = kept
}
