/** Seeded numbers for models and rows that nobody trained. */
export class Rolls {
  private state: number

  constructor(seed: number) {
    this.state = seed + 1
  }

  /** Uniform in [0, 1): a multiplicative generator, plenty for test data. */
  unit(): number {
    this.state = (this.state * 48271) % 2147483647
    return this.state / 2147483647
  }

  /** Whole number in [0, n). */
  below(n: number): number {
    return Math.floor(this.unit() * n)
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!
  }

  /** A number of any size: now and then a special one, a small whole one, or far from 1. */
  number(special: readonly number[] = []): number {
    const kind = this.unit()
    if (kind < 0.1 && special.length > 0) return this.pick(special)
    if (kind < 0.3) return this.below(9) - 4
    const value = (this.unit() - 0.5) * 4
    return kind < 0.4 ? value * 10 ** (this.below(60) - 30) : value
  }
}

/** Rows that go all ways: missing values, zeros of both signs, categories, values near thresholds. */
export function probeRows(rolls: Rolls, features: number, rows: number): number[][] {
  const value = () =>
    rolls.unit() < 0.2 ? rolls.below(45) : rolls.number([Number.NaN, 0, -0, 1e-36, -1e30, 1e30])
  return Array.from({ length: rows }, () => Array.from({ length: features }, value))
}
