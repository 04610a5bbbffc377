import type { BarColumns, PriceColumns } from '../../src/columns/series.ts'
import { Random } from '../../src/core/random.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/core/time.ts'
import type { Settlements, Tape } from '../../src/engine/tape.ts'
import { type Case, generatedCase, layeredCase } from './generated-run.ts'

export interface HarshCase extends Case {
  readonly intervalMs: number
}

const INTERVALS = [1, 5, 7, 15, 60, 240, 300, 720, 1440].map((minutes) => minutes * MINUTE_MS)

/**
 * A generated run of one instrument made harsher: other clocks with bars on, before and across midnight, gaps of
 * days, prices of a few ticks, marks far from the last price, tiny and huge accounts, an ATR of nothing.
 */
export function harshCase(seed: number): HarshCase {
  const base = seed % 2 === 0 ? generatedCase(seed) : layeredCase(seed)
  const random = new Random(seed, 'harsh')
  const pick = <T>(...values: readonly T[]) => values[random.integer(0, values.length - 1)]!
  const intervalMs = pick(...INTERVALS)
  const tape = harshTape(random, base.tapes[0]!, intervalMs, pick(1, 1, 0.01, 1e5))
  const sizing =
    random.uniform() < 0.3 ? { sizing: { kind: 'share', share: 100 * random.uniform() } as const } : {}
  const rules = { ...base.rules, initialEquity: pick(10_000, 10_000, 50, 1e9, 1), ...sizing }
  return { tapes: [tape], sources: () => base.sources().slice(0, 1), rules, intervalMs }
}

function harshTape(random: Random, tape: Tape, intervalMs: number, scale: number): Tape {
  const { tickSize } = tape.instrument
  const scaled = (prices: Float64Array) =>
    prices.map((price) => Math.max(tickSize, Math.round((price * scale) / tickSize) * tickSize))
  const { opens, highs, lows, closes, volumes } = tape.bars
  const bars: BarColumns = {
    times: harshTimes(random, opens.length, intervalMs),
    opens: scaled(opens),
    highs: scaled(highs),
    lows: scaled(lows),
    closes: scaled(closes),
    volumes,
  }
  const context = tape.context!
  const atrs = context.atrs.map((atr) => (random.uniform() < 0.02 ? 0 : atr * scale))
  return {
    instrument: tape.instrument,
    bars,
    mark: harshMark(random, bars),
    settlements: harshSettlements(tape.settlements, bars.times, intervalMs, scale),
    context: { ...context, atrs },
  }
}

/** Begins at, around or long before a midnight, and jumps over hours and to midnights. */
function harshTimes(random: Random, length: number, intervalMs: number): Float64Array {
  const midnight = 20_000 * DAY_MS
  const before = [0, 1, 3, -1, Math.floor(length / 2)][random.integer(0, 4)]!
  const gapChance = [0, 0.01, 0.1][random.integer(0, 2)]!
  let next = midnight - before * intervalMs
  return Float64Array.from({ length }, () => {
    const time = next
    next += intervalMs * (random.uniform() < gapChance ? random.integer(2, 40) : 1)
    if (random.uniform() < gapChance / 3)
      next = Math.max(next, Math.ceil(next / DAY_MS) * DAY_MS - intervalMs)
    return time
  })
}

function harshMark(random: Random, bars: BarColumns): PriceColumns {
  const kind = random.uniform()
  if (kind < 0.3) return bars
  const basis = 1 + (kind < 0.6 ? 0.3 : 0.01) * (random.uniform() - 0.5)
  const { times, opens, highs, lows, closes } = bars
  const moved = (prices: Float64Array, stretch = 1) => prices.map((price) => price * basis * stretch)
  return {
    times,
    opens: moved(opens),
    highs: moved(highs, 1.001),
    lows: moved(lows, 0.999),
    closes: moved(closes),
  }
}

/** The same rates at whole seconds anywhere from before the first bar to after the last. */
function harshSettlements(
  { rates, marks }: Settlements,
  barTimes: Float64Array,
  intervalMs: number,
  scale: number,
): Settlements {
  const first = barTimes[0]! - 2 * intervalMs
  const span = barTimes.at(-1)! + 3 * intervalMs - first
  const step = Math.max(1000, Math.floor(span / Math.max(1, rates.length) / 1000) * 1000)
  const times = Float64Array.from(rates, (_, k) => first + k * step + (HOUR_MS % step))
  return { times, rates, marks: marks.map((mark) => mark * scale) }
}
