import { memoryBench } from '../support/trees/memory-bench.ts'

export default memoryBench('trees-memory-lightgbm', {
  library: 'lightgbm',
  rows: 1_000_000,
  features: 70,
  rounds: 20,
})
