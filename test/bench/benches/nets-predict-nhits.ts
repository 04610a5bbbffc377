import { nhitsTask } from '../support/nets/net-task.ts'
import { netPredictBench } from '../support/nets/predict-bench.ts'

export default netPredictBench('nets-predict-nhits', 'N-HiTS, 480 → 96, one series', nhitsTask([8, 4, 1]))
