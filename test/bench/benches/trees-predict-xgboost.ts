import { predictBench } from '../support/trees/predict-bench.ts'

export default predictBench('trees-predict-xgboost', 'xgboost')
