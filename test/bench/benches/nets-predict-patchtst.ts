import { ofOneSeries, PATCHTST_SMALL } from '../support/nets/net-task.ts'
import { netPredictBench } from '../support/nets/predict-bench.ts'

const what = 'PatchTST/42 as for ETTh1, one series'

export default netPredictBench('nets-predict-patchtst', what, ofOneSeries(PATCHTST_SMALL))
