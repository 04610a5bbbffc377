import { QtError } from '../../../core/error.ts'
import type { EvaluationSet, FeatureMatrix } from '../feature-matrix.ts'
import type { Crew } from '../kernel/crew.ts'
import type { FitHistory } from './history.ts'
import { namedValues } from './known-names.ts'
import { COMMON_ALIASES } from './official-names.ts'

/** How a fit is run, in either library; nothing of it changes what a round does. */
export interface FitOptions<Bins> {
  /** Measured after each round, never learned from. The training set itself may be among them. */
  readonly evaluation?: readonly EvaluationSet[] | undefined
  /** Stop after so many rounds in a row without an improvement; absent: never. */
  readonly earlyStoppingRounds?: number | undefined
  /** An improvement is larger than this. Default 0. */
  readonly minDelta?: number | undefined
  /** Drop the rounds after the best one. */
  readonly saveBest?: boolean | undefined
  /** Who does the work; absent: this thread alone. Any crew gives the same model. */
  readonly crew?: Crew | undefined
  /** The whole set, binned before. Edges of bins need not come from `rows`. */
  readonly bins?: Bins | undefined
  /** Rows to learn from, in any order, one named twice counts twice; absent: all. */
  readonly rows?: Uint32Array | undefined
  /** Called after each round (from 0) with all measurements so far. */
  readonly onRound?: ((round: number, history: FitHistory) => void) | undefined
}

/** When to stop. */
export interface StoppingOptions {
  /** Rounds in a row without an improvement after which to stop. */
  readonly rounds: number
  /** An improvement is larger than this. */
  readonly minDelta: number
}

const NAMES: Readonly<Record<keyof FitOptions<unknown>, true>> = {
  evaluation: true,
  earlyStoppingRounds: true,
  minDelta: true,
  saveBest: true,
  crew: true,
  bins: true,
  rows: true,
  onRound: true,
}

const ALIASES = {
  ...COMMON_ALIASES,
  ...Object.fromEntries(['evalset', 'evals', 'validsets', 'watchlist'].map((name) => [name, 'evaluation'])),
  ...Object.fromEntries(['earlystopping', 'earlystoppinground'].map((name) => [name, 'earlyStoppingRounds'])),
}

/**
 * @throws QtError `usage` for an unknown option, or evaluation sets that do not fit the training set
 */
export function checkOptions(options: FitOptions<unknown>, training: FeatureMatrix): void {
  namedValues(options, { what: 'options of a fit', names: Object.keys(NAMES), aliases: ALIASES })
  const sets: unknown = options.evaluation ?? []
  if (!Array.isArray(sets)) throw new QtError('usage', 'evaluation: a list of sets expected')
  const names = new Set<string>()
  for (const [i, set] of (options.evaluation ?? []).entries()) {
    const { name } = set
    if (typeof name !== 'string' || name === '') throw new QtError('usage', `evaluation set ${i} has no name`)
    if (names.has(name)) throw new QtError('usage', `two evaluation sets are called ${name}`)
    names.add(name)
    checkFeatures(set, training)
  }
}

function checkFeatures({ name, columns, names }: EvaluationSet, training: FeatureMatrix): void {
  if (columns?.length !== training.columns.length) {
    const counts = `${columns?.length ?? 0} features, the training set ${training.columns.length}`
    throw new QtError('usage', `evaluation set ${name} has ${counts}`)
  }
  const odd = names?.findIndex((own, f) => training.names && own !== training.names[f]) ?? -1
  if (odd < 0) return
  const both = `${names![odd]}, in the training set ${training.names![odd]}`
  throw new QtError('usage', `evaluation set ${name}: feature ${odd} is ${both}`)
}

/** @throws QtError `usage` when early stopping is asked for and cannot be */
export function stoppingOptions(options: FitOptions<unknown>): StoppingOptions | undefined {
  const { earlyStoppingRounds: rounds, minDelta = 0, evaluation = [] } = options
  if (rounds === undefined) return undefined
  if (!(Number.isInteger(rounds) && rounds >= 1)) {
    const hint = 'allowed: a whole number ≥ 1; leave it out to do all rounds'
    throw new QtError('usage', `earlyStoppingRounds: ${rounds}`, hint)
  }
  if (!(minDelta >= 0)) throw new QtError('usage', `minDelta: ${minDelta}`, 'allowed: a number ≥ 0')
  if (evaluation.length > 0) return { rounds, minDelta }
  throw new QtError('usage', 'early stopping needs an evaluation set', 'give at least one in `evaluation`')
}
