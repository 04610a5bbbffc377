import { buy, sell } from '../../../src/authoring/decisions.ts'
import { HOUR_MS } from '../../../src/core/time.ts'
import { type DecisionSource, InstantFeed } from '../../../src/engine/instant.ts'
import { type Run, replay } from '../../../src/engine/replay.ts'
import { STANDARD_RULES, type TradingRules } from '../../../src/engine/rules.ts'
import { Simulation } from '../../../src/engine/simulation.ts'
import { restore, snapshot } from '../../../src/engine/snapshot.ts'
import type { Tape } from '../../../src/engine/tape.ts'
import { countInstants, Timeline } from '../../../src/engine/timeline.ts'
import { ema, highest, lag, lowest, rsi } from '../../../src/features/catalogue.ts'
import { featureInputs } from '../../../src/features/inputs.ts'
import { computeColumns } from '../../../src/features/plan.ts'
import { type Decision, HOLD } from '../../../src/market/decision.ts'
import type { MarketData } from '../../../src/market/market-data.ts'
import { tapesOf } from '../../../src/research/tapes.ts'
import type { Bench } from '../bench.ts'
import { alternate, timed } from '../support/alternate.ts'
import { fingerprintOf } from '../support/fingerprint.ts'
import {
  HOURLY_ROWS,
  isRealDataThere,
  openHourlyMarket,
  writeHourlyMarket,
} from '../support/hourly-market.ts'
import { Only } from '../support/only.ts'
import { median } from '../support/spread.ts'

/** All six layers with their default numbers, on an account that outlives two and a half years of them. */
const RULES: TradingRules = { ...STANDARD_RULES, initialEquity: 1e6 }

/** What is wanted at the end of each bar, from columns that are computed beforehand: the engine alone is timed. */
type Wishes = (data: MarketData, instrument: number) => DecisionSource

/** Breakouts of the 20-bar channel, surer the farther the RSI is from its middle: now and then a wish. */
const breakouts: Wishes = (data, k) => {
  const edges = [highest({ of: 'high', period: 20 }), lowest({ of: 'low', period: 20 })].map((of) =>
    lag({ of }),
  )
  const [top, bottom, strength] = computeColumns([...edges, rsi()], featureInputs(data, k))
  const { closes } = data.instruments[k]!.bars
  return wishing(
    closes.map((close, i) => (close > top![i]! ? 1 : close < bottom![i]! ? -1 : 0)),
    strength!,
  )
}

/** With the trend of two averages: a wish at every bar, most of them refused. */
const alwaysWishing: Wishes = (data, k) => {
  const specs = [ema({ period: 12 }), ema({ period: 26 }), rsi()]
  const [fast, slow, strength] = computeColumns(specs, featureInputs(data, k))
  return wishing(
    fast!.map((value, i) => Math.sign(value - slow![i]!)),
    strength!,
  )
}

function wishing(sides: Float64Array, strength: Float64Array): DecisionSource {
  const confidences = strength.map((value) => Math.min(1, 0.3 + Math.abs(value - 50) / 40))
  const decide = (row: number): Decision => {
    const confidence = confidences[row]!
    if (sides[row] === 0 || Number.isNaN(confidence)) return HOLD
    return sides[row]! > 0 ? buy(confidence) : sell(confidence)
  }
  return { decide }
}

const sourcesOf = (data: MarketData, wishes: Wishes) => data.instruments.map((_, k) => wishes(data, k))

const printOf = ({ simulation: { log }, equity }: Pick<Run, 'simulation' | 'equity'>) =>
  fingerprintOf({ ...log, fills: log.fills, equity })

/** The run stopped in the middle, written as JSON, and gone on with by another engine. */
function interrupted(tapes: readonly Tape[], sources: readonly DecisionSource[]): string {
  const instruments = tapes.map((tape) => tape.instrument)
  const timeline = new Timeline(tapes)
  const length = countInstants(tapes)
  const equity = new Float64Array(length)
  let simulation = new Simulation(instruments, RULES, HOUR_MS)
  let feed = new InstantFeed(simulation, tapes, sources, HOUR_MS)
  for (let at = 0; timeline.advance(); at++) {
    if (at === Math.floor(length / 2)) {
      const saved = JSON.parse(JSON.stringify(snapshot(simulation)))
      simulation = new Simulation(instruments, RULES, HOUR_MS, simulation.log)
      restore(simulation, saved)
      feed = new InstantFeed(simulation, tapes, sources, HOUR_MS)
    }
    equity[at] = feed.feed(timeline.time, timeline.members, timeline.count, timeline.rows)
  }
  return printOf({ simulation, equity })
}

const bench: Bench = {
  name: 'trading-rules',
  work: `the engine with all six layers of risk: 8 instruments × ${HOURLY_ROWS} ${isRealDataThere ? 'real' : 'synthetic'} hourly bars on one account, breakouts; figures: a wish at every bar`,
  unit: 'instrument-bar',
  targets: [
    { figure: 'seconds', atMost: 0.25, text: '≤ 0.25 s' },
    { figure: 'perSecond', atLeast: 2e6, text: '≥ 2 M instrument-bars/s' },
  ],
  prepare: ({ folder }) => writeHourlyMarket(folder),
  async verify({ folder }) {
    const data = await openHourlyMarket(folder)
    const tapes = tapesOf(data, RULES)
    const sources = sourcesOf(data, breakouts)
    const fingerprint = printOf(replay(tapes, sources, RULES, HOUR_MS))
    if (interrupted(tapes, sources) !== fingerprint)
      throw new Error('a run that was interrupted and restored differs from one that was not')
    return {
      fingerprint,
      checks: ['fills, funding and equity equal those of a run restored from a snapshot'],
    }
  },
  async measure({ folder, runs }) {
    const data = await openHourlyMarket(folder)
    const tapes = tapesOf(data, RULES)
    const sources = sourcesOf(data, breakouts)
    const restless = sourcesOf(data, alwaysWishing)
    const prints = new Only()
    const figures: Record<string, number> = {}
    const ours = timed(
      () => replay(tapes, sources, RULES, HOUR_MS),
      (run) => {
        prints.take(printOf(run))
        figures.fills = run.simulation.log.fills.length
        figures.proposals = run.simulation.state.proposals
      },
    )
    const everyBar = timed(
      () => replay(tapes, restless, RULES, HOUR_MS),
      (run) => {
        figures.restlessFills = run.simulation.log.fills.length
        figures.restlessProposals = run.simulation.state.proposals
      },
    )
    const seconds = await alternate({ ours, everyBar }, runs)
    const units = tapes.reduce((sum, { bars }) => sum + bars.times.length, 0)
    figures.restlessSeconds = median(seconds.everyBar)
    figures.restlessPerSecond = units / figures.restlessSeconds
    return { fingerprint: prints.value, units, seconds: seconds.ours, figures }
  },
}

export default bench
