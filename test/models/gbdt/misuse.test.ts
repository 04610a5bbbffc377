import { describe, expect, it } from 'vitest'
import { QtError } from '../../../src/core/error.ts'
import type { EvaluationSet, TrainingSet } from '../../../src/models/gbdt/feature-matrix.ts'
import { type FoldTask, fitFold } from '../../../src/models/gbdt/fold.ts'
import { binForLightgbm } from '../../../src/models/gbdt/lightgbm/bins/bins.ts'
import { trainLightgbm } from '../../../src/models/gbdt/lightgbm/train.ts'
import { binForXgboost } from '../../../src/models/gbdt/xgboost/bins/bins.ts'
import { trainXgboost } from '../../../src/models/gbdt/xgboost/train.ts'
import { randomSet } from '../../support/gbdt/random-fit.ts'

const ROWS = 60
const set = randomSet(2, { rows: ROWS, features: 3, classes: 2 })
const { columns, labels } = set

/** Trains, bins with wrong input: the types would not let it pass, a caller in JavaScript would. */
type Train = (set: unknown, params?: object, options?: object) => unknown
type Bin = (set: unknown, options?: object) => unknown

const LIBRARIES: readonly [name: string, train: Train, bin: Bin, binary: object, classes: object][] = [
  [
    'XGBoost',
    trainXgboost as Train,
    binForXgboost as Bin,
    { objective: 'binary:logistic', rounds: 2 },
    { objective: 'multi:softprob', rounds: 2 },
  ],
  [
    'LightGBM',
    trainLightgbm as Train,
    binForLightgbm as Bin,
    { objective: 'binary', rounds: 2 },
    { objective: 'multiclass', rounds: 2 },
  ],
]

const withLabel = (label: unknown) => ({
  columns,
  labels: Array.from(labels, (y, row) => (row === 7 ? label : y)),
})
const withWeight = (weight: unknown) => ({
  ...set,
  weights: Array.from(labels, (_, row) => (row === 7 ? weight : 1)),
})
const withNames = (...names: unknown[]) => ({ ...set, names })
const evaluating = (change: object): { evaluation: EvaluationSet[] } => ({
  evaluation: [{ ...set, name: 'v', ...change } as EvaluationSet],
})

/** Message, and hint behind a dash, of the refusal; anything else fails. */
function refusal(attempt: () => unknown): string {
  try {
    attempt()
  } catch (error) {
    expect(error).toBeInstanceOf(QtError)
    const { code, message, hint } = error as QtError
    expect(code).toBe('usage')
    return hint === undefined ? message : `${message} — ${hint}`
  }
  throw new Error('nothing was refused')
}

describe.each(LIBRARIES)('%s refuses', (library, train, bin, binary, classes) => {
  it.each<[string, unknown, string]>([
    ['no set', undefined, 'no feature columns'],
    ['no columns', { labels }, 'no feature columns'],
    ['an empty list of columns', { columns: [], labels }, 'no feature columns: a model needs at least one'],
    ['lists for columns', { columns: [Array.from(columns[0]!)], labels }, 'feature 0: a Float32Array or'],
    [
      'rows for columns',
      {
        columns: [
          [1, 2],
          [3, 4],
        ],
        labels: [0, 1],
      },
      'feature 0: a Float32Array or',
    ],
    [
      'ragged columns',
      { columns: [columns[0], columns[1]!.slice(1)], labels },
      '60 rows in feature 0, 59 in feature 1',
    ],
    ['no rows', { columns: [new Float32Array(0)], labels: [] }, 'no rows to train on'],
    ['no labels', { columns }, '0 labels for 60 rows'],
    ['too few labels', { columns, labels: Array.from(labels).slice(1) }, '59 labels for 60 rows'],
    ['NaN for a label', withLabel(Number.NaN), 'label of row 7 is NaN — allowed: '],
    ['a label that is missing', withLabel(null), 'label of row 7 is null'],
    ['a text for a label', withLabel('1'), 'label of row 7 is "1"'],
    ['a label of neither class', withLabel(2), 'label of row 7 is 2'],
    ['a negative weight', withWeight(-1), 'weight of row 7 is -1 — allowed: numbers ≥ 0'],
    ['NaN for a weight', withWeight(Number.NaN), 'weight of row 7 is NaN'],
    ['an infinite weight', withWeight(1e39), 'weight of row 7 is 1e+39'],
    ['too many weights', { ...set, weights: new Float32Array(61) }, '61 weights for 60 rows'],
    ['weights of nothing', { ...set, weights: new Float32Array(ROWS) }, 'the weights of all rows are 0'],
    ['too few names', withNames('a'), '1 feature names for 3 features'],
    ['a name twice', withNames('a', 'b', 'a'), 'two features are called a'],
    ['a number for a name', withNames('a', 2, 'c'), 'name of feature 1: 2'],
    ['a bracket in a name', withNames('a', 'b[1]', 'c'), 'name of feature 1: "b[1]"'],
  ])('%s', (_what, given, message) => {
    expect(refusal(() => train(given, binary))).toContain(message)
  })

  it.each<[string, object, string]>([
    [
      'an option that there is not',
      { earlyStopping: 3 },
      'there is no earlyStopping — did you mean earlyStoppingRounds?',
    ],
    ['an official option', { eval_set: [] }, 'there is no eval_set — did you mean evaluation?'],
    ['stopping without a set', { earlyStoppingRounds: 3 }, 'early stopping needs an evaluation set'],
    [
      'stopping at once',
      { ...evaluating({}), earlyStoppingRounds: 0 },
      'earlyStoppingRounds: 0 — allowed: a whole',
    ],
    ['a negative improvement', { ...evaluating({}), earlyStoppingRounds: 1, minDelta: -1 }, 'minDelta: -1'],
    ['a list of rows that is none', { rows: [1, 2] }, 'rows: a Uint32Array of row numbers expected'],
    ['no rows', { rows: new Uint32Array(0) }, 'rows: no rows are named'],
    [
      'rows beyond the end',
      { rows: Uint32Array.of(3, 60) },
      'rows: row 60 of a data set of 60 rows — allowed: 0 … 59',
    ],
    ['evaluation that is no list', { evaluation: set }, 'evaluation: a list of sets expected'],
    ['an evaluation set without a name', evaluating({ name: undefined }), 'evaluation set 0 has no name'],
    [
      'a name of two sets',
      { evaluation: [evaluating({}), evaluating({})].flatMap((one) => one.evaluation) },
      'called v',
    ],
    [
      'evaluation of other features',
      evaluating({ columns: columns.slice(1) }),
      'v has 2 features, the training set 3',
    ],
    [
      'NaN for an evaluation label',
      evaluating(withLabel(Number.NaN)),
      'evaluation set v: label of row 7 is NaN',
    ],
    ['too few evaluation labels', evaluating({ labels: [1] }), 'evaluation set v: 1 labels for 60 rows'],
  ])('%s', (_what, options, message) => {
    expect(refusal(() => train(set, binary, options))).toContain(message)
  })

  it.each<[string, object, string]>([
    [
      'fewer rows',
      { columns: columns.map((column) => column.slice(1)) },
      '59 rows × 3 features, the set has 60 × 3',
    ],
    ['fewer features', { columns: columns.slice(1) }, '60 rows × 2 features'],
    [
      'other values',
      { columns: columns.map((column) => column.toReversed()) },
      'bins of another data set: feature 0',
    ],
  ])('bins of %s', (_what, other, message) => {
    expect(refusal(() => train(set, binary, { bins: bin(other) }))).toContain(message)
  })

  it('an evaluation set whose features stand in another order', () => {
    const options = evaluating({ names: ['a', 'c', 'b'] })
    const message = 'evaluation set v: feature 1 is c, in the training set b'
    expect(refusal(() => train(withNames('a', 'b', 'c'), binary, options))).toBe(message)
    expect(() => train(set, binary, options)).not.toThrow()
  })

  it('bins of the other library, and of more bins than asked for', () => {
    const other = LIBRARIES.find(([, theirs]) => theirs !== train)![2]
    expect(refusal(() => train(set, binary, { bins: other(set) }))).toContain('bins: those of binFor')
    const bins = bin(set)
    expect(refusal(() => train(set, { ...binary, maxBin: 8 }, { bins }))).toContain(
      'maxBin 8 asked for, the bins',
    )
  })

  it('classes without their number', () => {
    expect(refusal(() => train(set, classes))).toMatch(/numClass: [01] — allowed: the number of classes, ≥ 2/)
  })

  it.each<[object, string]>([
    [{ eta: 0.1 }, 'did you mean learningRate?'],
    [{ learning_rate: 0.1 }, 'did you mean learningRate?'],
    [{ max_depth: 3 }, 'did you mean maxDepth?'],
    [{ n_estimators: 10 }, 'did you mean rounds?'],
    [{ num_boost_round: 10 }, 'did you mean rounds?'],
    [{ random_state: 1 }, 'did you mean seed?'],
    [{ num_class: 3 }, 'did you mean numClass?'],
    [{ maxDept: 3 }, 'did you mean maxDepth?'],
    [{ nthread: 2 }, 'give the option crew: TreeCrew.start(threads)'],
    [{ early_stopping_rounds: 2 }, 'give the option earlyStoppingRounds'],
    [{ verbosity: 0 }, 'leave it out: it changes nothing here'],
    [{ toString: 1 }, 'known: objective, rounds'],
  ])('%j, with a hint', (wrong, hint) => {
    const [name] = Object.keys(wrong)
    const expected = `${library} parameters: there is no ${name} — ${hint}`
    expect(refusal(() => train(set, { ...binary, ...wrong }))).toContain(expected)
  })

  it('parameters that are none', () => {
    expect(refusal(() => train(set, null as never))).toContain('an object { name: value } expected, got null')
    expect(refusal(() => train(set, 'binary' as never))).toContain('got binary')
  })
})

describe('each library hints at its own names', () => {
  it.each<[object, string]>([
    [{ reg_lambda: 1 }, 'lambda'],
    [{ min_split_loss: 1 }, 'gamma'],
    [{ colsample_bytree: 1 }, 'colsampleByTree'],
    [{ eval_metric: 'auc' }, 'evalMetric'],
  ])('XGBoost: %j', (wrong, ours) => {
    expect(refusal(() => trainXgboost(set, wrong))).toContain(`did you mean ${ours}?`)
  })

  it.each<[object, string]>([
    [{ reg_lambda: 1 }, 'lambdaL2'],
    [{ min_child_samples: 1 }, 'minDataInLeaf'],
    [{ colsample_bytree: 1 }, 'featureFraction'],
    [{ subsample: 1 }, 'baggingFraction'],
    [{ boosting: 'goss' }, 'dataSampleStrategy'],
  ])('LightGBM: %j', (wrong, ours) => {
    expect(refusal(() => trainLightgbm(set, wrong))).toContain(ours)
  })
})

/** The official XGBoost refuses infinite values, LightGBM takes them as numbers; so do these. */
describe('an infinite value', () => {
  const infinite: TrainingSet = {
    ...set,
    columns: [columns[0]!.with(7, Number.POSITIVE_INFINITY), columns[1]!],
  }

  it('is refused by XGBoost', () => {
    expect(refusal(() => trainXgboost(infinite))).toContain('feature 0 of row 7 is Infinity')
  })

  it('is a number to LightGBM', () => {
    const { model } = trainLightgbm(infinite, { rounds: 2, minDataInLeaf: 5 })
    expect(model.featureInfos[0]).toMatch(/:inf\]$/)
  })
})

describe('bins for XGBoost refuse', () => {
  it.each<[string, object, string]>([
    ['a number of bins that is none', { maxBin: 1 }, 'maxBin: 1'],
    ['too many bins', { maxBin: 65_536 }, 'maxBin: 65536'],
    ['an official name', { max_bin: 16 }, 'did you mean maxBin?'],
    ['rows beyond the end', { rows: Uint32Array.of(60) }, 'row 60 of a data set of 60 rows'],
    ['too few weights', { weights: [1] }, '1 weights for 60 rows'],
  ])('%s', (_what, options, message) => {
    expect(refusal(() => binForXgboost(set, options))).toContain(message)
  })
})

describe('a fold is refused', () => {
  const train = Uint32Array.from({ length: 40 }, (_, row) => row)
  const task: FoldTask = { library: 'lightgbm', params: { rounds: 1 }, train }
  it.each<[string, object, string]>([
    ['of no library', { library: 'catboost' }, 'library of a fold: catboost — allowed: xgboost, lightgbm'],
    ['without rows to train on', { train: undefined }, 'rows to train on: a Uint32Array'],
    ['of rows to train on that there are not', { train: Uint32Array.of(60) }, 'rows to train on: row 60'],
    [
      'of rows to evaluate on that there are not',
      { evaluation: Uint32Array.of(61) },
      'rows to evaluate on: row 61',
    ],
    ['of rows to predict that there are not', { predict: Uint32Array.of(99) }, 'rows to predict: row 99'],
    ['that stops early on nothing', { earlyStoppingRounds: 2 }, 'early stopping needs an evaluation set'],
  ])('%s', (_what, change, message) => {
    expect(refusal(() => fitFold(set, { ...task, ...change } as FoldTask))).toContain(message)
  })
})
