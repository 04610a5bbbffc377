import { memoryBench } from '../support/trees/memory-bench.ts'

export default memoryBench('trees-memory-xgboost', {
  library: 'xgboost',
  rows: 1_000_000,
  features: 70,
  rounds: 20,
})
