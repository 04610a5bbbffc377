import { TIMEFRAME_MS } from '../core/time.ts'
import type { TradingRules } from '../engine/rules.ts'
import { type Tape, tapeOf } from '../engine/tape.ts'
import { atr } from '../features/catalogue.ts'
import { featureInputs } from '../features/inputs.ts'
import { computeColumns } from '../features/plan.ts'
import { withFundingHoles } from '../market/funding-holes.ts'
import type { InstrumentData, MarketData } from '../market/market-data.ts'

/** Bars of the ATR that the slippage model of that name reads. */
const ATR_PERIOD = 14

/** The histories of a dataset as the engine meets them: marks aligned, funding with its holes marked. */
export function tapesOf(data: MarketData, rules: TradingRules): Tape[] {
  const intervalMs = TIMEFRAME_MS[data.timeframe]
  const needsAtr = rules.venue.slippage.kind === 'atrShare'
  return data.instruments.map((own, k) => {
    const column = needsAtr
      ? computeColumns([atr({ period: ATR_PERIOD })], featureInputs(data, k))[0]
      : undefined
    return tapeOf(withMarkedHoles(own, intervalMs), intervalMs, column)
  })
}

function withMarkedHoles(own: InstrumentData, intervalMs: number): InstrumentData {
  const { bars, funding, instrument } = own
  if (!funding || bars.times.length === 0) return own
  const end = bars.times[bars.times.length - 1]! + intervalMs
  const interval = instrument.fundingIntervalHours * 3_600_000
  return { ...own, funding: withFundingHoles(funding, bars.times[0]!, end, interval) }
}
