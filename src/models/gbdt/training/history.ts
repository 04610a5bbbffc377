/** By set, by metric: its value after each round. */
export type FitHistory = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>

/** Scores that are being gathered. */
export class History {
  /** Without a prototype: a set may be called `constructor`. */
  readonly #scores: Record<string, Record<string, number[]>> = Object.create(null)
  #last = Number.NaN

  add(set: string, metric: string, score: number): void {
    this.#scores[set] ??= {}
    const own = this.#scores[set]
    own[metric] ??= []
    own[metric].push(score)
    this.#last = score
  }

  /** The score added last. */
  get last(): number {
    return this.#last
  }

  get scores(): FitHistory {
    return this.#scores
  }
}
