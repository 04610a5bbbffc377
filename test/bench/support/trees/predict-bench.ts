import { join } from 'node:path'
import { openTreeModel, saveTreeModel } from '../../../../src/adapters/models/tree-model-file.ts'
import { Digest } from '../../../../src/core/hash.ts'
import type { FeatureMatrix, TrainingSet } from '../../../../src/models/gbdt/feature-matrix.ts'
import { createPredictor, type Predictor } from '../../../../src/models/gbdt/prediction/predictor.ts'
import type { Predictions } from '../../../../src/models/gbdt/prediction/sums.ts'
import type { Library } from '../../../support/gbdt/cases.ts'
import type { Bench, BenchContext, Measurement, PeerTiming, Verification } from '../../bench.ts'
import { alternate, timed } from '../alternate.ts'
import { Only } from '../only.ts'
import { Peer } from '../peer.ts'
import { median } from '../spread.ts'
import { assertEqualPredictions } from './peer-predictions.ts'
import { trainTask } from './train-task.ts'
import { readTreeData, writeTreeData } from './tree-data.ts'
import { peerOptions, type TreeTask } from './tree-task.ts'

const TASK = { rows: 1_000_000, features: 60, rounds: 100 } as const

/** Rows that the model is fitted to. */
const FITTED = 100_000

/** Rows that are predicted one at a time. */
const SINGLE = 10_000

/** Prediction of many rows, and of one row at a time, with one thread, beside the official library. */
export function predictBench(name: string, library: Library): Bench {
  const task = { library, ...TASK }
  return {
    name,
    work: `${library}: ${TASK.rows} rows × ${TASK.features} features through ${TASK.rounds} trees, one thread; figures: one row at a time`,
    unit: 'row',
    targets: [
      { figure: 'batchRatio', atMost: 1.5, text: `≤ 1.5 × native ${library}` },
      { figure: 'oneRowMicroseconds', atMost: 20, text: 'one row ≤ 20 µs' },
    ],
    isLong: true,
    prepare: ({ folder }) => prepare(task, folder),
    verify: ({ folder }) => verify(task, folder),
    measure: (context) => measure(task, context),
    compare: (context) => compare(task, context),
  }
}

const modelFile = (folder: string, { library }: TreeTask) => join(folder, `${library}.ours.model`)

/** The model is ours, in the official format: the official library reads that file too. */
async function prepare(task: TreeTask, folder: string): Promise<void> {
  writeTreeData(folder, task)
  const { columns, labels } = readTreeData(folder, task)
  const head = { columns: columns.map((one) => one.subarray(0, FITTED)), labels: headOf(labels) }
  saveTreeModel(modelFile(folder, task), await trainTask(task, head))
}

const headOf = (labels: TrainingSet['labels']) =>
  Float32Array.from({ length: FITTED }, (_, row) => labels[row]!)

async function openPredictor(task: TreeTask, folder: string): Promise<Predictor> {
  return createPredictor(await openTreeModel(modelFile(folder, task)))
}

const printOf = (predictions: Predictions) => new Digest().array(predictions).hex()

async function verify(task: TreeTask, folder: string): Promise<Verification> {
  const predictor = await openPredictor(task, folder)
  const matrix = readTreeData(folder, task)
  const predictions = predictor.predict(matrix)
  const checks = [checkSingleRows(predictor, matrix, predictions)]
  checks.push(await checkAgainstPeer(task, folder, predictor.margins(matrix), predictions))
  return { fingerprint: printOf(predictions), checks }
}

function checkSingleRows(predictor: Predictor, matrix: FeatureMatrix, predictions: Predictions): string {
  const single = predictRows(predictor, matrix)
  const odd = single.findIndex((value, row) => value !== predictions[row])
  if (odd >= 0) throw new Error(`row ${odd} alone: ${single[odd]}, among others: ${predictions[odd]}`)
  return `${SINGLE} rows, each alone, predicted as among all`
}

function predictRows(predictor: Predictor, { columns }: FeatureMatrix): Float64Array {
  const values = new Float64Array(columns.length)
  return Float64Array.from({ length: SINGLE }, (_, row) => {
    for (let f = 0; f < columns.length; f++) values[f] = columns[f]![row]!
    return predictor.row(values)[0]!
  })
}

async function checkAgainstPeer(
  task: TreeTask,
  folder: string,
  margins: Predictions,
  predictions: Predictions,
): Promise<string> {
  const peer = await startPeer(task, folder)
  if (typeof peer === 'string') return `not compared with ${task.library}: ${peer}`
  for (const command of ['margins', 'batch']) await peer.ask(command)
  peer.close()
  const file = (kind: string) => `${task.library}.${kind}`
  const sums = assertEqualPredictions('margins of all rows', margins, folder, file('margins'), 0)
  const found = assertEqualPredictions('predictions', predictions, folder, file('predictions'), 1)
  return `${peer.version} reads our file: ${sums}, ${found}`
}

async function measure(task: TreeTask, { folder, runs }: BenchContext): Promise<Measurement> {
  const predictor = await openPredictor(task, folder)
  const matrix = readTreeData(folder, task)
  const prints = new Only()
  const batch = timed(
    () => predictor.predict(matrix),
    (predictions) => prints.take(printOf(predictions)),
  )
  const singles = new Only()
  const single = timed(
    () => predictRows(predictor, matrix),
    (predictions) => singles.take(printOf(predictions)),
  )
  const seconds = await alternate({ batch, single }, runs)
  const oneRowMicroseconds = (median(seconds.single) / SINGLE) * 1e6
  return {
    fingerprint: prints.value,
    units: task.rows,
    seconds: seconds.batch,
    figures: { oneRowMicroseconds },
  }
}

async function compare(task: TreeTask, { folder, runs }: BenchContext): Promise<PeerTiming[]> {
  const work = 'all rows, one thread'
  const peer = await startPeer(task, folder)
  if (typeof peer === 'string') return [{ name: task.library, work, missing: peer, ours: [], theirs: [] }]
  const predictor = await openPredictor(task, folder)
  const matrix = readTreeData(folder, task)
  const prints = new Only()
  const ours = timed(
    () => predictor.predict(matrix),
    (predictions) => prints.take(printOf(predictions)),
  )
  const batch = await alternate({ ours, theirs: () => peer.seconds('batch') }, runs)
  const one = async () =>
    (await timed(
      () => predictRows(predictor, matrix),
      () => {},
    )()) / SINGLE
  const single = await alternate({ ours: one, theirs: () => peer.seconds('one') }, runs)
  peer.close()
  const batchRatio = median(batch.ours) / median(batch.theirs)
  return [
    { name: peer.version, work, figures: { batchRatio }, ...batch },
    { name: peer.version, work: 'one row at a time', ...single },
  ]
}

function startPeer(task: TreeTask, folder: string): Promise<Peer | string> {
  return Peer.start('trees.py', folder, peerOptions(task, { task: 'predict' }))
}
