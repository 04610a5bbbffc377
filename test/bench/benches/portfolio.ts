import type { Bench } from '../bench.ts'
export default {} as Bench
