import { trainBench } from '../support/trees/train-bench.ts'

export default trainBench(
  'trees-lightgbm',
  { library: 'lightgbm', rows: 100_000, features: 60, rounds: 100 },
  [
    { figure: 'ratio1', atMost: 1.2, text: '≤ 1.2 × the time of native lightgbm, 1 thread' },
    { figure: 'ratio2', atMost: 1.2, text: '≤ 1.2 × the time of native lightgbm, 2 threads' },
  ],
)
