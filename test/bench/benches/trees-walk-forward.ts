import type { Bench } from '../bench.ts'
import { alternate, timed } from '../support/alternate.ts'
import { Only } from '../support/only.ts'
import { compareFolds, verifyFolds } from '../support/trees/fold-peers.ts'
import { FOLD_SHAPE, folds } from '../support/trees/folds.ts'
import { writeTreeData } from '../support/trees/tree-data.ts'
import { CORES, LIBRARIES, printOfFolds, readFoldData, walkForward } from '../support/trees/walk-forward.ts'

const { rows, features } = FOLD_SHAPE

const bench: Bench = {
  name: 'trees-walk-forward',
  work: `both models on ${folds.length} rolling folds over ${rows} rows × ${features} features, bins made once, ${CORES} cores`,
  unit: 'model',
  targets: [
    { figure: 'sharedBinsRatio', atMost: 0.8, text: '≤ 0.8 × the Python loop that bins every fold' },
    {
      figure: 'ownBinsRatio',
      atMost: 0.8,
      text: '… and where ours bins every fold too, so that models are equal',
    },
  ],
  isLong: true,
  prepare: async ({ folder }) => writeTreeData(folder, FOLD_SHAPE),
  async verify({ folder }) {
    const set = readFoldData(folder)
    const fits = { own: await walkForward(set, 'own'), shared: await walkForward(set, 'shared') }
    const checks: string[] = []
    for (const library of LIBRARIES) checks.push(await verifyFolds(library, fits, folder))
    return { fingerprint: printOfFolds(fits.shared), checks }
  },
  compare: compareFolds,
  async measure({ folder, runs }) {
    const set = readFoldData(folder)
    const prints = new Only()
    const ours = timed(
      () => walkForward(set, 'shared'),
      (fits) => prints.take(printOfFolds(fits)),
    )
    const seconds = await alternate({ ours }, Math.min(runs, 3))
    return { fingerprint: prints.value, units: folds.length * LIBRARIES.length, seconds: seconds.ours }
  },
}

export default bench
