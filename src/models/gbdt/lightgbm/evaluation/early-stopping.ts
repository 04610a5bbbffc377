import type { StoppingOptions } from '../../training/fit-options.ts'
import { isHigherBetter, type LightgbmMetric } from './metrics.ts'

/** One measurement of a round. */
export interface Measurement {
  readonly set: string
  readonly metric: LightgbmMetric
  readonly value: number
  /** The training data itself: recorded, but it never stops the fit. */
  readonly isTraining: boolean
}

export interface StoppingRule extends StoppingOptions {
  /** Only the first metric counts, on every set. */
  readonly firstMetricOnly: boolean
}

interface Best {
  value: number
  round: number
}

/**
 * When to stop: as soon as any metric of any evaluation set has not improved for so many rounds. That metric's best
 * round is the fit's; if nothing stops, it is that of the first metric that counts.
 */
export class EarlyStopping {
  readonly #rule: StoppingRule
  readonly #best: Best[] = []

  constructor(rule: StoppingRule) {
    this.#rule = rule
  }

  /**
   * Takes a round's measurements. In the last round the first metric that counts decides, whatever the others say.
   *
   * @returns the best round if it is time to stop
   */
  observe(round: number, measurements: readonly Measurement[], isLast: boolean): number | undefined {
    for (const [i, measurement] of measurements.entries()) this.#keepBest(i, round, measurement)
    const deciding = measurements.findIndex((measurement, i) => {
      const isStale = round - this.#best[i]!.round >= this.#rule.rounds
      return this.#counts(measurement, measurements[0]!) && (isStale || isLast)
    })
    return this.#best[deciding]?.round
  }

  #counts({ metric, isTraining }: Measurement, first: Measurement): boolean {
    return !isTraining && !(this.#rule.firstMetricOnly && metric !== first.metric)
  }

  #keepBest(i: number, round: number, { metric, value }: Measurement): void {
    const best = this.#best[i]
    const delta = this.#rule.minDelta
    const isBetter =
      !best || (isHigherBetter(metric) ? value > best.value + delta : value < best.value - delta)
    if (isBetter) this.#best[i] = { value, round }
  }
}
