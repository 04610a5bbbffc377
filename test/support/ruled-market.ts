import type { BarColumns } from '../../src/columns/series.ts'
import { HOUR_MS } from '../../src/core/time.ts'
import { STANDARD_RULES, type TradingRules } from '../../src/engine/rules.ts'
import type { MarketContext, Tape } from '../../src/engine/tape.ts'
import type { Instrument } from '../../src/market/instrument.ts'
import { type RiskRules, STANDARD_RISK } from '../../src/risk/rules.ts'
import { bars, type Candle, instrument, tape } from './market.ts'

/**
 * A market for hand-made cases under all the rules: no fees, a normal regime and an ATR of 2 at a price of 100.
 * A long at 100 with confidence 0.6 then has its stop 3 % away at 97, its target 6 % away at 106, and is moved to
 * break-even at 104.2; 150 are at risk, so it is 5 000 large: 50 units.
 */
export function ruledTape(
  candles: readonly Candle[],
  given: {
    readonly hours?: readonly number[]
    readonly funding?: readonly (readonly [number, number, number])[]
    readonly context?: Partial<MarketContext>
    readonly spec?: Instrument
  } = {},
): Tape {
  const { hours, funding, context, spec = freeInstrument() } = given
  const columns = bars(candles, hours)
  return { ...tape(spec, columns, funding), context: { ...ordinary(columns), ...context } }
}

export function freeInstrument(id = 'TESTUSDT'): Instrument {
  return instrument(id, { takerFeeBps: 0, makerFeeBps: 0 })
}

function ordinary({ times }: BarColumns): MarketContext {
  return {
    regimes: times.map(() => 0),
    atrs: times.map(() => 2),
    fundingRates: times.map(() => 0),
    fundingIntervalsMs: times.map(() => 8 * HOUR_MS),
  }
}

type RiskChanges = { readonly [L in keyof RiskRules]?: Partial<RiskRules[L]> }

/** The rules of SPEC §6 without slippage, changed as given. */
export function ruled(risk: RiskChanges = {}, overrides: Partial<TradingRules> = {}): TradingRules {
  const changed = Object.fromEntries(
    Object.entries(STANDARD_RISK).map(([layer, rules]) => [
      layer,
      { ...rules, ...risk[layer as keyof RiskRules] },
    ]),
  ) as unknown as RiskRules
  const venue = { ...STANDARD_RULES.venue, slippage: { kind: 'none' }, ...overrides.venue } as const
  return { ...STANDARD_RULES, ...overrides, risk: changed, venue }
}
