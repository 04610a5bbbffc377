import type { Bench } from '../bench.ts'
import { CROSS_RULES } from '../support/ema-cross.ts'
import { timeRuns, verifyDrivers } from '../support/single-run.ts'
import { walkMarket } from '../support/walk.ts'

const ROWS = 10_000_000

/** Ticks and lots so fine that rounding to them does not part us from engines that know neither. */
const market = () => walkMarket({ rows: ROWS, seed: 1, tickSize: 1e-8, lotStep: 1e-8 })

const bench: Bench = {
  name: 'vectorised',
  work: 'EMA cross 12/26, next-open fills, fees, slippage; features and all metrics included',
  unit: 'bar',
  targets: [{ figure: 'seconds', atMost: 0.35, text: '≤ 0.35 s' }],
  async verify() {
    return verifyDrivers(market(), CROSS_RULES)
  },
  async measure(context) {
    return (await timeRuns(market(), CROSS_RULES, context, {})).measurement
  },
}

export default bench
