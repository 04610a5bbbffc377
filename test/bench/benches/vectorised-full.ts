import type { Bench } from '../bench.ts'
import { FULL_RULES } from '../support/ema-cross.ts'
import { timeRuns, verifyDrivers } from '../support/single-run.ts'
import { walkMarket } from '../support/walk.ts'

const ROWS = 10_000_000

const market = () => walkMarket({ rows: ROWS, seed: 1, tickSize: 0.1, lotStep: 0.001, hasFunding: true })

const bench: Bench = {
  name: 'vectorised-full',
  work: 'EMA cross with stop, partial target, break-even, trailing, funding, liquidation; features and metrics included',
  unit: 'bar',
  targets: [{ figure: 'seconds', atMost: 0.7, text: '≤ 0.7 s' }],
  async verify() {
    return verifyDrivers(market(), FULL_RULES)
  },
  async measure(context) {
    return timeRuns(market(), FULL_RULES, context)
  },
}

export default bench
