import { assert } from '../core/assert.ts'
import { DAY_MS } from '../core/time.ts'
import { EquityScan } from './equity-scan.ts'
import { firstLaterThan } from './first-later.ts'

/** The deepest fall of the equity below its own peak. */
export interface Drawdown {
  /** 1 − trough / peak, ≥ 0; 0 when equity never fell. */
  readonly share: number
  /** Last moment at the peak: the end of a bar, or the start of the run. */
  readonly peakTime: number
  readonly troughTime: number
  /** First moment back at the peak; NaN when the run ended before. */
  readonly recoveryTime: number
  /** From the peak to the recovery, or to the end of the run. */
  readonly lengthMs: number
}

/** What one pass over the equity column leaves for the metrics. */
export interface EquityProfile {
  readonly initial: number
  readonly final: number
  /** Mean over all bars. */
  readonly mean: number
  readonly startTime: number
  readonly endTime: number
  /** 24:00 UTC of each day from the first bar's to the last bar's. */
  readonly dayEnds: Float64Array
  /** Equity at those times. */
  readonly dailyEquity: Float64Array
  readonly drawdown: Drawdown
}

/**
 * Samples equity by UTC day and finds its deepest drawdown, in one pass (SPEC §7.8).
 *
 * A day's equity is that of the last bar that ends at or before its 24:00 UTC; a day without bars carries the
 * last one on; the last day may be incomplete. The drawdown is measured on bar closes and starts from the
 * initial equity. Among equally deep drawdowns the first counts.
 *
 * @param times ends of the bars, ascending, at least one
 * @param equity account value at those times, all finite
 * @param initial equity before the first bar, > 0
 * @param startTime when the first bar opened
 */
export function equityProfile(
  times: Float64Array,
  equity: Float64Array,
  initial: number,
  startTime: number,
): EquityProfile {
  const bars = times.length
  assert(bars > 0 && equity.length === bars, `one equity value a bar expected, got ${equity.length}/${bars}`)
  assert(initial > 0, `initial equity > 0 expected, got ${initial}`)
  const dayEnds = dayEndsBetween(times[0]!, times[bars - 1]!)
  const dailyEquity = new Float64Array(dayEnds.length)
  const scan = new EquityScan(initial)
  let from = 0
  for (let day = 0; day < dayEnds.length; day++) {
    const to = firstLaterThan(times, dayEnds[day]!, from)
    scan.take(equity, from, to)
    dailyEquity[day] = to > 0 ? equity[to - 1]! : initial
    from = to
  }
  scan.endFall(-1)
  assert(Number.isFinite(scan.sum), 'equity is finite at every bar')
  const endTime = times[bars - 1]!
  return {
    initial,
    final: equity[bars - 1]!,
    mean: scan.sum / bars,
    startTime,
    endTime,
    dayEnds,
    dailyEquity,
    drawdown: drawdownOf(scan, times, startTime),
  }
}

function drawdownOf(scan: EquityScan, times: Float64Array, startTime: number): Drawdown {
  const timeAt = (bar: number) => (bar < 0 ? startTime : times[bar]!)
  const peakTime = timeAt(scan.worstPeakAt)
  const isRecovered = scan.worstRecoveredAt >= 0
  const endTime = isRecovered ? timeAt(scan.worstRecoveredAt) : times[times.length - 1]!
  return {
    share: scan.worst,
    peakTime,
    troughTime: timeAt(scan.worstLowAt),
    recoveryTime: isRecovered ? endTime : Number.NaN,
    lengthMs: scan.worst === 0 ? 0 : endTime - peakTime,
  }
}

/** Every 24:00 UTC from that at or after `first` to that at or after `last`. */
function dayEndsBetween(first: number, last: number): Float64Array {
  const firstDay = Math.ceil(first / DAY_MS)
  const count = Math.ceil(last / DAY_MS) - firstDay + 1
  return Float64Array.from({ length: count }, (_, day) => (firstDay + day) * DAY_MS)
}
