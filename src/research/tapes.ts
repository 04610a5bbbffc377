import { assert } from '../core/assert.ts'
import { TIMEFRAME_MS } from '../core/time.ts'
import type { TradingRules } from '../engine/rules.ts'
import { type MarketContext, type Tape, tapeOf } from '../engine/tape.ts'
import { atr, trendRegime } from '../features/catalogue.ts'
import { type FeatureInputs, featureInputs } from '../features/inputs.ts'
import { computeColumns } from '../features/plan.ts'
import { checkFiner } from '../market/finer-bars.ts'
import { withFundingHoles } from '../market/funding-holes.ts'
import type { InstrumentData, MarketData } from '../market/market-data.ts'

/** Bars of the ATR that stops, policy and slippage read. */
const ATR_PERIOD = 14

/** The histories of a dataset as the engine meets them: marks aligned, funding with its holes marked. */
export function tapesOf(data: MarketData, rules: TradingRules): Tape[] {
  const intervalMs = TIMEFRAME_MS[data.timeframe]
  const finerMs = finerMsOf(data)
  const isContextNeeded = needsContext(rules)
  return data.instruments.map((own, k) => {
    const context = isContextNeeded ? contextOf(featureInputs(data, k)) : undefined
    return tapeOf(withMarkedHoles(own, intervalMs), intervalMs, context, finerMs)
  })
}

function finerMsOf({ timeframe, finerTimeframe, instruments }: MarketData): number | undefined {
  if (!finerTimeframe) {
    assert(!instruments.some(({ finer }) => finer), 'finer bars come with their timeframe')
    return undefined
  }
  checkFiner(timeframe, finerTimeframe)
  return TIMEFRAME_MS[finerTimeframe]
}

/** Whether any rule reads regime, ATR or funding. */
function needsContext({ venue, exits, leverage, risk }: TradingRules): boolean {
  return (
    venue.slippage.kind === 'atrShare' ||
    exits.stopAtrs !== undefined ||
    exits.stopTrending !== undefined ||
    exits.stopRanging !== undefined ||
    typeof leverage !== 'number' ||
    [risk.policy, risk.lifecycle, risk.costs, risk.funding].some(({ kind }) => kind !== 'none')
  )
}

function contextOf(inputs: FeatureInputs): MarketContext {
  const [atrs, regimes] = computeColumns([atr({ period: ATR_PERIOD }), trendRegime()], inputs)
  return {
    atrs: atrs!,
    regimes: regimes!,
    fundingRates: freshRates(inputs),
    fundingIntervalsMs: inputs.column('fundingInterval'),
  }
}

/** A rate that is older than this many intervals says nothing about the next: a hole, or the end of the series. */
const STALE_INTERVALS = 2

function freshRates(inputs: FeatureInputs): Float64Array {
  const times = inputs.column('fundingTime')
  const ends = inputs.column('endTime')
  const intervals = inputs.column('fundingInterval')
  return inputs
    .column('fundingRate')
    .map((rate, i) => (ends[i]! - times[i]! > STALE_INTERVALS * intervals[i]! ? Number.NaN : rate))
}

function withMarkedHoles(own: InstrumentData, intervalMs: number): InstrumentData {
  const { bars, funding, instrument } = own
  if (!funding || bars.times.length === 0) return own
  const end = bars.times[bars.times.length - 1]! + intervalMs
  const interval = instrument.fundingIntervalHours * 3_600_000
  return { ...own, funding: withFundingHoles(funding, bars.times[0]!, end, interval) }
}
