import { PATCHTST_WIDE } from '../support/nets/net-task.ts'
import { netTrainBench } from '../support/nets/train-bench.ts'

const what = 'PatchTST/42 as for ETTm1 (width 128, 16 heads), 7 channels, 32 windows at a time'

export default netTrainBench('nets-patchtst-wide', what, PATCHTST_WIDE, [])
