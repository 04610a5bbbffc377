import { readdirSync } from 'node:fs'
import type { EvaluationSet, TrainingSet } from '../../../src/models/gbdt/feature-matrix.ts'
import { GOLDEN, readGolden } from './golden.ts'
import { makeEvaluation, makeSet, type Recipe } from './recipe.ts'

export type Library = 'xgboost' | 'lightgbm'

/** What an official library was asked and what it answered. */
export interface GbdtCase {
  readonly library: Library
  readonly group: string
  readonly name: string
  /** Official names and values. */
  readonly params: Readonly<Record<string, unknown>>
  readonly rounds: number
  /** The training data is measured too, first, as `train`. */
  readonly watchesTrain: boolean
  readonly metrics: readonly string[]
  /** Rounds without improvement before it stops; absent: never. */
  readonly patience?: number
  readonly official: OfficialAnswer
  readonly train: () => TrainingSet
  readonly evals: () => EvaluationSet[]
}

/** Rows are the first of the training data; predictions use all trees, those after the best round too. */
export interface OfficialAnswer {
  /** The model file. */
  readonly model: string
  /** [rows × outputs] */
  readonly margins: readonly number[]
  /** [rows × outputs] */
  readonly predictions: readonly number[]
  /** [rows × trees] */
  readonly leaves: readonly number[]
  /** [rows × outputs × (features + 1)], of fewer rows. Absent in recorded cases. */
  readonly shap?: readonly number[]
  /** XGBoost: by feature name, used ones only. LightGBM: all features in order. */
  readonly importances: Readonly<Record<string, Readonly<Record<string, number>> | readonly number[]>>
  /** By set, then by metric. */
  readonly history: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>>
  /** From 0. */
  readonly bestIteration?: number
  readonly bestScore?: number
  /** XGBoost: cut points of each feature. */
  readonly cuts?: readonly (readonly number[])[]
  /** LightGBM: bins of each feature. */
  readonly bins?: readonly number[]
  /** First 16 digits of the SHA-256 of the data. */
  readonly data?: string
}

const VALUES = { xgboost: Float32Array, lightgbm: Float64Array } as const

/** All cases of a library: the generated ones group by group, then those recorded with their data. */
export function casesOf(library: Library): GbdtCase[] {
  const recorded = readdirSync(GOLDEN).filter((file) => file.startsWith(PREFIXES[library]))
  return [
    ...casesIn(new URL('cases/', GOLDEN), library),
    ...recorded.sort().map((file) => readRecorded(library, file)),
  ]
}

/** The generated cases of a folder. */
export function casesIn(folder: URL, library: Library): GbdtCase[] {
  const groups = readdirSync(folder).filter((file) => file.startsWith(library))
  return groups.sort().flatMap((file) => readGroup(new URL(file, folder)))
}

const PREFIXES = { xgboost: 'xgb_', lightgbm: 'lgb_' } as const

interface StoredGroup {
  readonly library: Library
  readonly group: string
  readonly cases: readonly StoredCase[]
}

interface StoredCase extends Pick<GbdtCase, 'name' | 'params' | 'rounds' | 'patience'> {
  readonly recipe: Recipe
  readonly watchTrain?: boolean
  readonly metrics?: readonly string[]
  readonly evals: readonly { readonly name: string; readonly recipe: Recipe }[]
  readonly official: OfficialAnswer
}

function readGroup(file: URL): GbdtCase[] {
  const { library, group, cases } = readGolden(file) as StoredGroup
  const Column = VALUES[library]
  return cases.map(({ recipe, watchTrain = false, metrics = [], evals, ...stored }) => ({
    ...stored,
    library,
    group,
    metrics,
    watchesTrain: watchTrain,
    train: () => makeSet(recipe, Column),
    evals: () => evals.map((one) => makeEvaluation(one.name, one.recipe, Column)),
  }))
}

interface Recorded {
  readonly params: Readonly<Record<string, unknown>>
  readonly rounds: number
  readonly n: number
  readonly n_features: number
  /** Row-major; null is missing. */
  readonly X: readonly (number | null)[]
  readonly y: readonly number[]
  readonly model_text: string
  readonly margin?: readonly number[]
  readonly raw?: readonly number[]
  readonly pred: readonly number[]
  readonly leaf: readonly number[]
  readonly importance: OfficialAnswer['importances']
  /** Where the cuts of each feature begin; the first of each is −∞, written as null. */
  readonly cut_ptrs?: readonly number[]
  readonly cut_values?: readonly number[]
}

function readRecorded(library: Library, file: string): GbdtCase {
  const stored = readGolden(new URL(file, GOLDEN)) as Recorded
  return {
    library,
    group: 'recorded',
    name: file.replace('.json', ''),
    params: stored.params,
    rounds: stored.rounds,
    watchesTrain: false,
    metrics: [],
    official: {
      model: stored.model_text,
      margins: stored.margin ?? stored.raw!,
      predictions: stored.pred,
      leaves: stored.leaf,
      importances: stored.importance,
      history: {},
      ...(stored.cut_ptrs && { cuts: recordedCuts(stored.cut_ptrs, stored.cut_values!) }),
    },
    train: () => recordedSet(stored, VALUES[library]),
    evals: () => [],
  }
}

function recordedCuts(starts: readonly number[], values: readonly number[]): (readonly number[])[] {
  return starts.slice(1).map((end, f) => values.slice(starts[f]! + 1, end))
}

function recordedSet(
  { n, n_features, X, y }: Recorded,
  Column: typeof Float32Array | typeof Float64Array,
): TrainingSet {
  const column = (f: number) => Array.from({ length: n }, (_, row) => X[row * n_features + f] ?? Number.NaN)
  const columns = Array.from({ length: n_features }, (_, f) => new Column(column(f)))
  return { columns, labels: Float32Array.from(y) }
}
