import type { Scores } from './evaluation.ts'

/** Scores by set and metric, one a round. */
export type EvaluationHistory = Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>

/** Scores that are being gathered. */
export class History {
  readonly #scores: Record<string, Record<string, number[]>> = {}
  #last = Number.NaN

  add(set: string, scores: Scores): void {
    this.#scores[set] ??= {}
    const own = this.#scores[set]
    for (const [metric, score] of Object.entries(scores)) {
      own[metric] ??= []
      own[metric].push(score)
      this.#last = score
    }
  }

  /** The score added last. */
  get last(): number {
    return this.#last
  }

  get scores(): EvaluationHistory {
    return this.#scores
  }
}
