import type { TrainingSet } from '../../../../src/models/gbdt/feature-matrix.ts'
import type { FoldFit } from '../../../../src/models/gbdt/fold.ts'
import type { Library } from '../../../support/gbdt/cases.ts'
import type { BenchContext, PeerTiming } from '../../bench.ts'
import { alternate, timed } from '../alternate.ts'
import { Only } from '../only.ts'
import { Peer } from '../peer.ts'
import { median } from '../spread.ts'
import { assertEqualModels } from './equal-models.ts'
import { folds, foldTask, predictionsOf } from './folds.ts'
import { assertEqualPredictions } from './peer-predictions.ts'
import { KINDS, peerOptions, readPeerModel } from './tree-task.ts'
import { type Bins, CORES, LIBRARIES, printOfFolds, readFoldData, walkForward } from './walk-forward.ts'

/** A loop takes most of a minute: more rounds would tell nothing new. */
const MOST_RUNS = 3

const startPeer = (library: Library, folder: string) =>
  Peer.start('trees.py', folder, peerOptions(foldTask(library), { task: 'folds', folds, foldThreads: CORES }))

/** Models and predictions of all folds against the peer's, which is given the same bins. */
export async function verifyFolds(
  library: Library,
  fits: Readonly<Record<Bins, readonly FoldFit[]>>,
  folder: string,
): Promise<string> {
  const peer = await startPeer(library, folder)
  if (typeof peer === 'string') return `not compared with ${library}: ${peer}`
  await peer.ask(KINDS[library][0])
  const own = assertEqualFolds(library, fits.own, folder)
  await peer.ask('shared')
  const shared = assertEqualFolds(library, fits.shared, folder)
  peer.close()
  return `${peer.version}, ${folds.length} folds equal: bins of each fold: ${own}; shared bins: ${shared}`
}

/** Predictions may differ as rounding in the exponential functions makes them. */
const PREDICTION_ULPS: Readonly<Record<Library, number>> = { xgboost: 4, lightgbm: 64 }

function assertEqualFolds(library: Library, fits: readonly FoldFit[], folder: string): string {
  const own = fits.filter(({ model }) => model.library === library)
  for (const [k, { model }] of own.entries())
    assertEqualModels(`fold ${k}`, model, readPeerModel(folder, `${library}.fold-${k}`))
  const file = `${library}.folds.predictions`
  return assertEqualPredictions('predictions', predictionsOf(own), folder, file, PREDICTION_ULPS[library])
}

/** Ours with either kind of bins and the Python loop, in turn. */
export async function compareFolds({ folder, runs }: BenchContext): Promise<PeerTiming[]> {
  const name = 'Python loop over native libraries'
  const peers = await Promise.all(LIBRARIES.map((library) => startPeer(library, folder)))
  const missing = peers.find((peer) => typeof peer === 'string')
  if (missing !== undefined) return [{ name, work: 'both models', missing, ours: [], theirs: [] }]
  const running = peers.filter((peer) => typeof peer !== 'string')
  const set = readFoldData(folder)
  const contenders = {
    shared: contender(set, 'shared'),
    own: contender(set, 'own'),
    theirs: () => loopOf(running),
  }
  const { shared, own, theirs } = await alternate(contenders, Math.min(runs, MOST_RUNS))
  for (const peer of running) peer.close()
  const versions = running.map(({ version }) => version).join(' and ')
  const ratioOf = (ours: readonly number[]) => median(ours) / median(theirs)
  const them = { name: `${name}: ${versions}, ${CORES} threads`, theirs }
  const figures = { sharedBinsRatio: ratioOf(shared), ownBinsRatio: ratioOf(own) }
  return [
    { ...them, work: 'ours bins once, theirs every fold', figures, ours: shared },
    { ...them, work: 'both bin every fold: equal models', ours: own },
  ]
}

function contender(set: TrainingSet, bins: Bins) {
  const prints = new Only()
  return timed(
    () => walkForward(set, bins),
    (fits) => prints.take(printOfFolds(fits)),
  )
}

/** Both libraries' loops, one after the other as a Python script runs them, each with its quicker kind of dataset. */
async function loopOf(peers: readonly Peer[]): Promise<number> {
  let seconds = 0
  for (const [i, library] of LIBRARIES.entries()) {
    const times: number[] = []
    for (const kind of KINDS[library]) times.push(await peers[i]!.seconds(kind))
    seconds += Math.min(...times)
  }
  return seconds
}
