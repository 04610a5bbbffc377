import fc from 'fast-check'
import { Random } from '../../../src/core/random.ts'
import type { EvaluationSet, TrainingSet } from '../../../src/models/gbdt/feature-matrix.ts'
import type { Crew } from '../../../src/models/gbdt/kernel/crew.ts'
import type { LightgbmOptions } from '../../../src/models/gbdt/lightgbm/params.ts'
import { type LightgbmFit, trainLightgbm } from '../../../src/models/gbdt/lightgbm/train.ts'
import type { XgboostOptions } from '../../../src/models/gbdt/xgboost/params.ts'
import { trainXgboost, type XgboostFit } from '../../../src/models/gbdt/xgboost/train.ts'

/** How to run a fit that either library can do. */
export interface RunOptions {
  readonly crew?: Crew
  readonly evaluation?: readonly EvaluationSet[]
  readonly rows?: Uint32Array
}

/** A set, and parameters of one of the libraries that fit it. */
export interface RandomFit {
  readonly what: string
  readonly classes: number
  readonly set: TrainingSet
  readonly train: (set: TrainingSet, options?: RunOptions) => XgboostFit | LightgbmFit
}

export interface DataOptions {
  readonly rows: number
  readonly features: number
  readonly classes: number
  /** Share of the values of every second feature that are missing. */
  readonly missing?: number
  readonly isWeighted?: boolean
}

/** Normal features, the labels classes (or, for one class, numbers) that follow the first three of them. */
export function randomSet(seed: number, options: DataOptions): TrainingSet {
  const { rows, features, classes, missing = 0, isWeighted = false } = options
  const random = new Random(seed, 'set')
  const columns = Array.from({ length: features }, (_, f) =>
    Float32Array.from({ length: rows }, () =>
      f % 2 === 1 && random.uniform() < missing ? Number.NaN : random.normal(),
    ),
  )
  const labels = Float32Array.from({ length: rows }, (_, row) => {
    const [a, b, c] = [0, 1, 2].map((f) => columns[f % features]![row]! || 0) as [number, number, number]
    const score = a + b * c + 0.5 * random.normal()
    return classes === 1 ? score : Math.min(classes - 1, Math.max(0, Math.floor(score + classes / 2)))
  })
  const weights = Float32Array.from({ length: rows }, () => 0.25 + random.uniform())
  return { columns, labels, ...(isWeighted && { weights }) }
}

const share = fc.constantFrom(0.5, 0.8, 1)

const xgboostOptions: fc.Arbitrary<XgboostOptions> = fc.record({
  maxDepth: fc.integer({ min: 1, max: 6 }),
  growPolicy: fc.constantFrom('depthwise' as const, 'lossguide' as const),
  maxLeaves: fc.constantFrom(0, 7),
  maxBin: fc.constantFrom(16, 256, 400),
  subsample: share,
  colsampleByTree: share,
  colsampleByLevel: share,
  colsampleByNode: share,
  gamma: fc.constantFrom(0, 0.1),
  alpha: fc.constantFrom(0, 0.2),
  numParallelTree: fc.constantFrom(1, 2),
  seed: fc.integer({ min: 0, max: 1000 }),
})

const lightgbmOptions: fc.Arbitrary<LightgbmOptions> = fc
  .record({
    numLeaves: fc.integer({ min: 2, max: 20 }),
    maxDepth: fc.constantFrom(-1, 3),
    maxBin: fc.constantFrom(15, 255, 400),
    featureFraction: share,
    featureFractionByNode: share,
    baggingFraction: share,
    lambdaL1: fc.constantFrom(0, 0.2),
    dataSampleStrategy: fc.constantFrom('bagging' as const, 'goss' as const),
    seed: fc.integer({ min: 0, max: 1000 }),
  })
  .map((drawn) => ({
    minDataInLeaf: 5,
    learningRate: 0.3,
    ...drawn,
    ...(drawn.dataSampleStrategy === 'goss' ? { baggingFraction: 1 } : { baggingFreq: 1 }),
  }))

const shape = fc.record({
  seed: fc.nat(10_000),
  rows: fc.integer({ min: 30, max: 700 }),
  features: fc.integer({ min: 1, max: 11 }),
  classes: fc.constantFrom(1, 2, 3),
  missing: fc.constantFrom(0, 0.3),
  isWeighted: fc.boolean(),
})

const ROUNDS = 4

/** Fits of any kind that XGBoost does here. */
export const xgboostFits: fc.Arbitrary<RandomFit> = fc.tuple(shape, xgboostOptions).map(([data, options]) => {
  const { classes } = data
  const objective = (['reg:squarederror', 'binary:logistic', 'multi:softprob'] as const)[classes - 1]!
  const params = { ...options, objective, rounds: ROUNDS, ...(classes > 2 && { numClass: classes }) }
  return {
    what: JSON.stringify({ ...data, ...params }),
    classes,
    set: randomSet(data.seed, data),
    train: (set, run) => trainXgboost(set, params, run),
  }
})

/** Fits of any kind that LightGBM does here. */
export const lightgbmFits: fc.Arbitrary<RandomFit> = fc
  .tuple(shape, lightgbmOptions)
  .map(([data, options]) => {
    const { classes } = data
    const objective = (['regression', 'binary', 'multiclass'] as const)[classes - 1]!
    const params = { ...options, objective, rounds: ROUNDS, ...(classes > 2 && { numClass: classes }) }
    return {
      what: JSON.stringify({ ...data, ...params }),
      classes,
      set: randomSet(data.seed, data),
      train: (set, run) => trainLightgbm(set, params, run),
    }
  })

export const FITS = [
  ['xgboost', xgboostFits],
  ['lightgbm', lightgbmFits],
] as const
