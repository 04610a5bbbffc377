import { trainBench } from '../support/trees/train-bench.ts'

export default trainBench('trees-xgboost', { library: 'xgboost', rows: 100_000, features: 60, rounds: 100 }, [
  { figure: 'ratio1', atMost: 1, text: '≤ 1.0 × the time of native xgboost, 1 thread' },
  { figure: 'ratio2', atMost: 1, text: '≤ 1.0 × the time of native xgboost, 2 threads' },
])
