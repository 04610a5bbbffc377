/**
 * LightGBM's generator: a linear congruential one of 32 bits. Every sample that LightGBM draws comes from it.
 *
 *   x ← 214013 · x + 2531011  mod 2^32
 */
export class LightgbmRandom {
  private state: number

  constructor(seed: number) {
    this.state = seed >>> 0
  }

  private advance(): number {
    this.state = (Math.imul(214013, this.state) + 2531011) >>> 0
    return this.state
  }

  /** Whole number in [low, high), high − low ≤ 32 768. */
  nextShort(low: number, high: number): number {
    return (((this.advance() >>> 16) & 0x7fff) % (high - low)) + low
  }

  /** Whole number in [low, high). */
  nextInt(low: number, high: number): number {
    return ((this.advance() & 0x7fffffff) % (high - low)) + low
  }

  /** Number in [0, 1), of 15 bits. */
  nextFloat(): number {
    return ((this.advance() >>> 16) & 0x7fff) / 32768
  }

  /**
   * `count` different numbers of 0 … total − 1, ascending. Many: each number in turn is kept or not. Few: Floyd's
   * algorithm. Many gives `count` numbers almost always, not always: the floats have 15 bits only.
   */
  sample(total: number, count: number): number[] {
    if (count > total || count <= 0) return []
    if (count === total) return Array.from({ length: total }, (_, i) => i)
    const isMany = count > 1 && count > total / Math.log2(count)
    return isMany ? this.selectInTurn(total, count) : this.floyd(total, count)
  }

  private selectInTurn(total: number, count: number): number[] {
    const chosen: number[] = []
    for (let i = 0; i < total; i++) {
      if (this.nextFloat() < (count - chosen.length) / (total - i)) chosen.push(i)
    }
    return chosen
  }

  private floyd(total: number, count: number): number[] {
    const chosen = new Set<number>()
    for (let last = total - count; last < total; last++) {
      const drawn = this.nextInt(0, last + 1)
      chosen.add(chosen.has(drawn) ? last : drawn)
    }
    return [...chosen].sort((a, b) => a - b)
  }
}
