import type { Bench } from '../bench.ts'
import { type CrossPeer, timePeer } from '../support/cross-peer.ts'
import { CROSS_RULES } from '../support/ema-cross.ts'
import { timeRuns, verifyDrivers } from '../support/single-run.ts'
import { walkMarket } from '../support/walk.ts'

const ROWS = 10_000_000

/** Ticks and lots so fine that rounding to them does not part us from engines that know neither. */
const market = () => walkMarket({ rows: ROWS, seed: 1, tickSize: 1e-8, lotStep: 1e-8 })

const VECTORBT: CrossPeer = {
  name: 'vectorbt',
  script: 'cross_vectorbt.py',
  command: 'stats',
  work: `EMAs, signals, from_signals and stats() over ${ROWS} bars, fees and slippage`,
  slippageBps: 2,
  market,
}

/** It trades whole units only and slips one side of a trade, so: a cheap coin, and no slippage. */
const BACKTESTING: CrossPeer = {
  name: 'backtesting.py',
  script: 'cross_backtesting.py',
  command: 'run',
  work: 'run() with its statistics over 200000 bars, fees, no slippage',
  slippageBps: 0,
  market: () => walkMarket({ rows: 200_000, seed: 1, tickSize: 1e-8, lotStep: 1, price: 10 }),
}

const bench: Bench = {
  name: 'vectorised',
  work: 'EMA cross 12/26, next-open fills, fees, slippage; features and all metrics included',
  unit: 'bar',
  targets: [{ figure: 'seconds', atMost: 0.35, text: '≤ 0.35 s' }],
  async verify() {
    return verifyDrivers(market(), CROSS_RULES)
  },
  async measure(context) {
    return timeRuns(market(), CROSS_RULES, context)
  },
  async compare(context) {
    return [await timePeer(VECTORBT, context), await timePeer(BACKTESTING, context)]
  },
}

export default bench
