import { netMemoryBench } from '../support/nets/memory-bench.ts'
import { nhitsTask } from '../support/nets/net-task.ts'

/** The whole net, an eighth of the windows, so that it takes minutes. `nets-nhits` has the peak of full batches. */
const task = { ...nhitsTask([8, 4, 1]), batch: 32, microBatch: 32, steps: 10_000 }

export default netMemoryBench('nets-memory-nhits', 'N-HiTS, 480 → 96, 3 stacks of 2 × 512', task)
