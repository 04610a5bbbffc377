import { nhitsTask } from '../support/nets/net-task.ts'
import { netTrainBench } from '../support/nets/train-bench.ts'

const what = 'N-HiTS, 480 → 96, 3 stacks of 2 × 512, no pooling'

export default netTrainBench('nets-nhits-unpooled', what, nhitsTask([1, 1, 1]), [
  { figure: 'stepMs', atMost: 90, text: '≤ 90 ms a step' },
])
