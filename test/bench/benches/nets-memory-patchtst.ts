import { netMemoryBench } from '../support/nets/memory-bench.ts'
import { PATCHTST_SMALL } from '../support/nets/net-task.ts'

/** The whole net, few windows: the full batch would take an hour. `nets-patchtst` has the peak of full batches. */
const task = { ...PATCHTST_SMALL, batch: 4, microBatch: 2, steps: 10_000 }

export default netMemoryBench(
  'nets-memory-patchtst',
  'PatchTST/42 as for ETTh1, 7 channels, 2 at a time',
  task,
)
