import { buy, sell } from '../../../src/authoring/decisions.ts'
import { MINUTE_MS } from '../../../src/core/time.ts'
import type { DecisionSource } from '../../../src/engine/instant.ts'
import { type Run, replay } from '../../../src/engine/replay.ts'
import { scan } from '../../../src/engine/scan.ts'
import { crossState, ema } from '../../../src/features/catalogue.ts'
import { featureInputs } from '../../../src/features/inputs.ts'
import { computeColumns } from '../../../src/features/plan.ts'
import { type Decision, HOLD } from '../../../src/market/decision.ts'
import type { MarketData } from '../../../src/market/market-data.ts'
import { tapesOf } from '../../../src/research/tapes.ts'
import type { Bench } from '../bench.ts'
import { alternate, timed } from '../support/alternate.ts'
import { EMA_PERIODS, FULL_RULES } from '../support/ema-cross.ts'
import { fingerprintOf } from '../support/fingerprint.ts'
import { Only } from '../support/only.ts'
import { walkMarket } from '../support/walk.ts'

const ROWS = 3_000_000

const market = () => walkMarket({ rows: ROWS, seed: 1, tickSize: 0.1, lotStep: 0.001, hasFunding: true })

/** What the strategy wants at every bar, computed beforehand: the engine alone is timed. */
class Decided implements DecisionSource {
  private readonly decisions: readonly Decision[]

  constructor(data: MarketData) {
    const averages = [ema({ period: EMA_PERIODS.fast }), ema({ period: EMA_PERIODS.slow })]
    const [cross] = computeColumns([crossState({ of: averages })], featureInputs(data, 0))
    this.decisions = Array.from(cross!, (side) => (side > 0 ? buy() : side < 0 ? sell() : HOLD))
  }

  decide(row: number): Decision {
    return this.decisions[row]!
  }
}

const printOf = ({ simulation: { log }, equity }: Run) => fingerprintOf({ ...log, fills: log.fills, equity })

const bench: Bench = {
  name: 'event-path',
  work: 'every bar through step: stop, partial target, break-even, trailing, fees, slippage, funding, liquidation checks',
  unit: 'bar',
  targets: [{ figure: 'perSecond', atLeast: 5e6, text: '≥ 5 M bars/s' }],
  async verify() {
    const data = market()
    const tapes = tapesOf(data, FULL_RULES)
    const decided = new Decided(data)
    const fingerprint = printOf(replay(tapes, [decided], FULL_RULES, MINUTE_MS))
    if (printOf(scan(tapes, [decided], FULL_RULES, MINUTE_MS)) !== fingerprint)
      throw new Error('the event driver differs from the vectorised one')
    return { fingerprint, checks: ['fills, funding and equity equal those of the vectorised driver'] }
  },
  async measure({ runs }) {
    const data = market()
    const tapes = tapesOf(data, FULL_RULES)
    const decided = new Decided(data)
    const prints = new Only()
    const figures: Record<string, number> = {}
    const ours = timed(
      () => replay(tapes, [decided], FULL_RULES, MINUTE_MS),
      (run) => {
        prints.take(printOf(run))
        figures.fills = run.simulation.log.fills.length
        figures.fundingPayments = run.simulation.log.fundingPayments.length
      },
    )
    const seconds = await alternate({ ours }, runs)
    return { fingerprint: prints.value, units: ROWS, seconds: seconds.ours, figures }
  },
}

export default bench
