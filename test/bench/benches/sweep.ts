import { join } from 'node:path'
import { inSharedMemory } from '../../../src/adapters/workers/shared-columns.ts'
import { SweepPool } from '../../../src/adapters/workers/sweep-pool.ts'
import { Digest } from '../../../src/core/hash.ts'
import { Random } from '../../../src/core/random.ts'
import type { MarketData } from '../../../src/market/market-data.ts'
import { runBacktest } from '../../../src/research/backtest.ts'
import { computeMetrics } from '../../../src/research/metrics.ts'
import { gridOfParams, type ParamSet, SWEEP_FIGURES, type SweepRow } from '../../../src/research/sweep.ts'
import type { Bench } from '../bench.ts'
import { alternate, timed } from '../support/alternate.ts'
import { CROSS_RULES, crossOptions } from '../support/ema-cross.ts'
import { assertSame } from '../support/near.ts'
import { Only } from '../support/only.ts'
import { timeVectorbt } from '../support/sweep-peer.ts'
import { walkMarket } from '../support/walk.ts'

const ROWS = 200_000
const STRATEGY_FILE = join(import.meta.dirname, '../../../strategies/ema-cross.ts')

const range = (from: number, to: number, step: number) =>
  Array.from({ length: (to - from) / step + 1 }, (_, k) => from + k * step)

const SETS = gridOfParams({ fast: range(5, 44, 1), slow: range(50, 290, 10) })

/** Ticks and lots too fine to part us from engines that know neither. */
const market = () => inSharedMemory(walkMarket({ rows: ROWS, seed: 1, tickSize: 1e-8, lotStep: 1e-8 }))

const start = (data: MarketData) => SweepPool.start({ data, strategyFile: STRATEGY_FILE, rules: CROSS_RULES })

const printOf = (rows: readonly SweepRow[]) =>
  new Digest()
    .array(Float64Array.from(rows.flatMap((row) => SWEEP_FIGURES.map((figure) => row[figure]))))
    .hex()

/** Every figure of a cell against the metrics of a run of its own, bar by bar. */
function checkCell(data: MarketData, params: ParamSet, row: SweepRow): void {
  const result = runBacktest({ ...crossOptions(data, CROSS_RULES, 'replay'), params })
  const metrics = computeMetrics(result)
  for (const figure of SWEEP_FIGURES)
    assertSame(`${figure} of ${JSON.stringify(params)}`, row[figure], metrics[figure] ?? Number.NaN)
}

const bench: Bench = {
  name: 'sweep',
  work: `${SETS.length} EMA-cross pairs × ${ROWS} one-minute bars, one thread per core, workers warm`,
  unit: 'bar-evaluation',
  targets: [
    { figure: 'seconds', atMost: 1, text: '≤ 1.0 s' },
    { figure: 'peakMb', atMost: 300, text: '≤ 300 MB' },
  ],
  async verify() {
    const data = market()
    const pool = await start(data)
    const rows = await pool.evaluate(SETS)
    await pool.close()
    const random = new Random(1, 'cells')
    for (let k = 0; k < 10; k++) {
      const cell = random.integer(0, SETS.length - 1)
      checkCell(data, SETS[cell]!, rows[cell]!)
    }
    return { fingerprint: printOf(rows), checks: ['10 random cells equal runs of their own, bar by bar'] }
  },
  async measure({ runs }) {
    const pool = await start(market())
    const prints = new Only()
    let trades = 0
    const ours = timed(
      () => pool.evaluate(SETS),
      (rows) => {
        prints.take(printOf(rows))
        trades = rows.reduce((sum, row) => sum + row.trades, 0)
      },
    )
    const seconds = await alternate({ ours }, runs)
    await pool.close()
    const figures = { trades, tradesPerCell: trades / SETS.length }
    return { fingerprint: prints.value, units: SETS.length * ROWS, seconds: seconds.ours, figures }
  },
  async compare(context) {
    return [await timeVectorbt(market(), STRATEGY_FILE, context)]
  },
}

export default bench
