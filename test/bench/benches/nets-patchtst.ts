import { PATCHTST_SMALL } from '../support/nets/net-task.ts'
import { netTrainBench } from '../support/nets/train-bench.ts'

const what = 'PatchTST/42 as for ETTh1 (width 16, 4 heads), 7 channels'

export default netTrainBench('nets-patchtst', what, PATCHTST_SMALL, [
  { figure: 'stepMs', atMost: 400, text: '≤ 400 ms a step' },
])
