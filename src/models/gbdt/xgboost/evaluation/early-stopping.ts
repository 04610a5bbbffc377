/** When to stop, and which round was best: of one metric of one set, round by round. */
export class EarlyStopping {
  readonly #rounds: number
  readonly #minDelta: number
  readonly #isHigherBetter: boolean
  #best = Number.NaN
  #bestIteration = -1
  #last = -1

  /**
   * @param rounds stop after so many rounds in a row without an improvement
   * @param minDelta an improvement is larger than this
   */
  constructor(rounds: number, minDelta: number, isHigherBetter: boolean) {
    this.#rounds = rounds
    this.#minDelta = minDelta
    this.#isHigherBetter = isHigherBetter
  }

  /** Takes the score of the next round. */
  observe(score: number): void {
    this.#last++
    if (this.#last > 0 && !this.#isBetter(score)) return
    this.#best = score
    this.#bestIteration = this.#last
  }

  #isBetter(score: number): boolean {
    return this.#isHigherBetter ? score - this.#minDelta > this.#best : this.#best - this.#minDelta > score
  }

  get shouldStop(): boolean {
    return this.#last - this.#bestIteration >= this.#rounds
  }

  get bestScore(): number {
    return this.#best
  }

  /** From 0. */
  get bestIteration(): number {
    return this.#bestIteration
  }
}
