import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { EvaluationSet } from '../../../../src/models/gbdt/feature-matrix.ts'
import { rowsOfSet } from '../../../../src/models/gbdt/fold.ts'
import { binForLightgbm } from '../../../../src/models/gbdt/lightgbm/bins/bins.ts'
import { writeLightgbmText } from '../../../../src/models/gbdt/lightgbm/file/text.ts'
import type { LightgbmOptions } from '../../../../src/models/gbdt/lightgbm/params.ts'
import { trainLightgbm } from '../../../../src/models/gbdt/lightgbm/train.ts'
import { casesOf } from '../../../support/gbdt/cases.ts'
import { inParts } from '../../../support/gbdt/in-parts.ts'
import { paramsOf } from '../../../support/gbdt/params.ts'

interface Fold {
  readonly name: string
  readonly params: Record<string, unknown>
  readonly rows: readonly number[]
  readonly labels: readonly number[]
  readonly model: string
}

const FOLDS = new URL('../../../golden/gbdt/lightgbm-folds.json', import.meta.url)
const stored = JSON.parse(readFileSync(FOLDS, 'utf8')) as {
  readonly rounds: number
  readonly columns: readonly (readonly (number | null)[])[]
  readonly cases: readonly Fold[]
}
const columns = stored.columns.map((column) => Float64Array.from(column, (value) => value ?? Number.NaN))

/** The file up to its parameters. */
const treesOf = (text: string) => text.slice(0, text.indexOf('\nparameters:'))

function optionsOf({ params }: Fold): LightgbmOptions {
  return paramsOf({ library: 'lightgbm', params, rounds: stored.rounds, metrics: [] })
}

test.each(stored.cases.map((fold) => [fold.name, fold] as const))(
  '%s: without bins, the fit on these rows alone',
  (_name, fold) => {
    const rows = Uint32Array.from(fold.rows)
    const set = { columns, labels: fold.labels }
    const { model } = trainLightgbm(set, optionsOf(fold), { rows })
    expect(model).toEqual(trainLightgbm(rowsOfSet(set, rows), optionsOf(fold)).model)
  },
)

test.each(stored.cases.map((fold) => [fold.name, fold] as const))(
  '%s: with bins of the whole set, as the official subset',
  (_name, fold) => {
    const options = optionsOf(fold)
    const bins = binForLightgbm({ columns }, options)
    const { model } = trainLightgbm({ columns, labels: fold.labels }, options, {
      rows: Uint32Array.from(fold.rows),
      bins,
    })
    expect(treesOf(writeLightgbmText(model))).toBe(treesOf(fold.model))
  },
)

const varied = casesOf('lightgbm').filter((_, i) => i % 9 === 0)

test.each(varied.map((one) => [one.group, one.name, one] as const))(
  '%s, %s: any crew, the same fit',
  (_g, _n, one) => {
    const set = one.train()
    const options = { ...paramsOf(one), rounds: Math.min(one.rounds, 3) }
    const fits = [1, 2, 5].map((parts) => trainLightgbm(set, options, { crew: inParts(parts) }))
    const [alone, ...others] = fits.map(({ model }) => writeLightgbmText(model))
    for (const other of others) expect(other).toBe(alone)
  },
)

const LABELS = Float64Array.from({ length: 240 }, (_, row) => row % 7)

test('an evaluation set follows the model, the training set may be one', () => {
  const set = { columns, labels: LABELS }
  const copy = { columns: columns.map((column) => column.slice()), labels: LABELS }
  const { history } = trainLightgbm(
    set,
    { rounds: 5 },
    {
      evaluation: [
        { ...set, name: 'train' },
        { ...copy, name: 'same' },
      ],
    },
  )
  expect(history.same).toEqual(history.train)
  expect(history.train!.l2).toHaveLength(5)
})

test('trees after the best round are dropped, or kept', () => {
  const evaluation = [{ columns, labels: LABELS.slice().reverse(), name: 'v' }]
  const trained = (saveBest: boolean) =>
    trainLightgbm(
      { columns, labels: LABELS },
      { rounds: 30 },
      { evaluation, earlyStoppingRounds: 3, saveBest },
    )
  const [kept, cut] = [trained(false), trained(true)]
  expect(cut.bestIteration).toBe(kept.bestIteration)
  expect(cut.model.trees).toHaveLength(kept.bestIteration! + 1)
  expect(kept.model.trees).toHaveLength(kept.bestIteration! + 4)
})

test('rounds are told as they end', () => {
  const seen: number[] = []
  trainLightgbm({ columns, labels: LABELS }, { rounds: 3 }, { onRound: (round) => seen.push(round) })
  expect(seen).toEqual([0, 1, 2])
})

const BINARY = { columns, labels: LABELS.map((label) => label % 2) }

const evaluated = (...evaluation: EvaluationSet[]) =>
  trainLightgbm({ columns, labels: LABELS }, {}, { evaluation })

const REFUSED: readonly (readonly [string, () => unknown, string])[] = [
  ['no columns', () => trainLightgbm({ columns: [], labels: [] }), 'no feature columns'],
  ['no rows', () => trainLightgbm({ columns: [new Float32Array(0)], labels: [] }), 'no rows to train on'],
  ['too few labels', () => trainLightgbm({ columns, labels: [1] }), '1 labels for 240 rows'],
  [
    'a label that is no number',
    () => trainLightgbm({ columns, labels: LABELS.with(3, Number.NaN) }),
    'label of row 3 is NaN',
  ],
  [
    'a negative weight',
    () => trainLightgbm({ columns, labels: LABELS, weights: LABELS.with(2, -1) }),
    'weight of row 2 is -1',
  ],
  [
    'a class that is none',
    () => trainLightgbm({ columns, labels: LABELS }, { objective: 'binary' }),
    'label of row 2 is 2',
  ],
  [
    'an empty fold',
    () => trainLightgbm({ columns, labels: LABELS }, {}, { rows: new Uint32Array(0) }),
    'no rows',
  ],
  [
    'weights of nothing',
    () => trainLightgbm({ columns, labels: LABELS, weights: new Float32Array(240) }),
    'weights of all rows are 0',
  ],
  [
    'an evaluation set with fewer features',
    () => evaluated({ columns: columns.slice(1), labels: LABELS, name: 'v' }),
    'evaluation set v has 7 features, the training set 8',
  ],
  [
    'an evaluation label that is no class',
    () =>
      trainLightgbm(
        BINARY,
        { objective: 'binary' },
        { evaluation: [{ columns, labels: LABELS, name: 'v' }] },
      ),
    'label of row 2 is 2',
  ],
  [
    'one name for two sets',
    () => evaluated({ columns, labels: LABELS, name: 'v' }, { columns, labels: LABELS, name: 'v' }),
    'two evaluation sets are called v',
  ],
  [
    'rows beyond the end',
    () => trainLightgbm({ columns, labels: LABELS }, {}, { rows: Uint32Array.of(1, 240) }),
    'row 240 of a data set of 240 rows',
  ],
  [
    'bins of other data',
    () =>
      trainLightgbm({ columns, labels: LABELS }, {}, { bins: binForLightgbm({ columns: columns.slice(1) }) }),
    'bins of another data set',
  ],
  [
    'stopping without anything to look at',
    () => trainLightgbm({ columns, labels: LABELS }, {}, { earlyStoppingRounds: 3 }),
    'early stopping needs an evaluation set',
  ],
]

test.each(REFUSED)('%s: refused', (_name, attempt, message) => {
  expect(attempt).toThrow(message)
})
