import type { PriceColumns } from '../columns/series.ts'
import { formatTime } from '../core/time.ts'

/** What must hold of every row (SPEC §1.5). A gap is not among them: it is reported and kept. */
export type Rule =
  | 'time'
  | 'notANumber'
  | 'infinite'
  | 'nonPositive'
  | 'negative'
  | 'range'
  | 'highTooLow'
  | 'lowTooHigh'
  | 'offGrid'
  | 'duplicate'
  | 'unordered'
  | 'jump'

/** One broken rule: "row: `expected` expected, got `got`". */
export interface Finding {
  /** Index of the row, from 0. */
  readonly row: number
  readonly rule: Rule
  /** Property of the column that broke it, where it is a matter of one cell. */
  readonly property?: string
  readonly expected: string
  readonly got: string
}

export interface Findings {
  readonly total: number
  readonly counts: Readonly<Partial<Record<Rule, number>>>
  /** The first few of each rule, by row. */
  readonly examples: readonly Finding[]
}

/** Calls `visit` with everything that is wrong, rule by rule. */
export type Inspection = (visit: (finding: Finding) => void) => void

export interface BarRules {
  readonly intervalMs: number
  /**
   * Largest factor between a bar's high or low and the previous bar's close, where that bar is its neighbour in
   * time. The default 5 lets every real move of a listed pair in an hour pass and catches a slipped decimal point.
   */
  readonly maxJump: number
}

export const DEFAULT_MAX_JUMP = 5

/** Price bars, with volumes where the series has them; times are the opens of intervals. */
export type CheckedBars = PriceColumns & { readonly volumes?: Float64Array }

const FIRST_TIME = Date.UTC(2009, 0, 1) // Bitcoin's first year: nothing older is crypto data
const LAST_TIME = Date.UTC(2100, 0, 1)

/** Looks at price bars. Rows are taken as they come: nothing is assumed about their order. */
export function inspectBars(bars: CheckedBars, { intervalMs, maxJump }: BarRules): Inspection {
  const { times, opens, highs, lows, closes, volumes } = bars
  return (visit) => {
    const scan = scanner(times.length, visit)
    inspectTimes(times)(visit)
    for (const [property, values] of Object.entries({ opens, highs, lows, closes })) {
      inspectFinite(property, values)(visit)
      scan((i) => values[i]! <= 0 && broken('nonPositive', '> 0', values[i]!, property))
    }
    if (volumes) {
      inspectFinite('volumes', volumes)(visit)
      scan((i) => volumes[i]! < 0 && broken('negative', '≥ 0', volumes[i]!, 'volumes'))
    }
    scan((i) => {
      const body = Math.max(opens[i]!, closes[i]!)
      return highs[i]! < body && broken('highTooLow', 'high ≥ max(open, close)', `${highs[i]} < ${body}`)
    })
    scan((i) => {
      const body = Math.min(opens[i]!, closes[i]!)
      return lows[i]! > body && broken('lowTooHigh', 'low ≤ min(open, close)', `${lows[i]} > ${body}`)
    })
    scan((i) => {
      const isOff = times[i]! % intervalMs !== 0
      return isOff && broken('offGrid', 'a time on the timeframe’s grid', formatTime(times[i]!), 'times')
    })
    scan((i) => {
      if (i === 0 || times[i]! - times[i - 1]! !== intervalMs) return false
      const before = closes[i - 1]!
      const worst = jumpOf(before, highs[i]!) > jumpOf(before, lows[i]!) ? highs[i]! : lows[i]!
      const isJump = before > 0 && worst > 0 && jumpOf(before, worst) > maxJump
      return isJump && broken('jump', `at most a factor ${maxJump} from the close before, ${before},`, worst)
    })
  }
}

/** Looks at values at points in time; each named column lies in [low, high]. */
export function inspectPoints(
  times: Float64Array,
  values: Readonly<Record<string, Float64Array>>,
  [low, high]: readonly [number, number],
): Inspection {
  return (visit) => {
    inspectTimes(times)(visit)
    for (const [property, column] of Object.entries(values)) {
      inspectFinite(property, column)(visit)
      scanner(
        column.length,
        visit,
      )((i) => {
        const isOutside = Number.isFinite(column[i]) && (column[i]! < low || column[i]! > high)
        return isOutside && broken('range', `a value from ${low} to ${high}`, column[i]!, property)
      })
    }
  }
}

const EXAMPLES_PER_RULE = 3

/** Counts what is wrong and keeps the first few of each rule. */
export function findingsOf(inspect: Inspection): Findings {
  const counts: Partial<Record<Rule, number>> = {}
  const examples: Finding[] = []
  let total = 0
  inspect((finding) => {
    const count = (counts[finding.rule] ?? 0) + 1
    counts[finding.rule] = count
    total++
    if (count <= EXAMPLES_PER_RULE) examples.push(finding)
  })
  return { total, counts, examples: examples.sort((a, b) => a.row - b.row) }
}

/** How far a price lies from another: the larger divided by the smaller. */
export function jumpOf(a: number, b: number): number {
  return a > b ? a / b : b / a
}

function inspectTimes(times: Float64Array): Inspection {
  return (visit) => {
    const scan = scanner(times.length, visit)
    scan((i) => {
      const isTime = times[i]! >= FIRST_TIME && times[i]! < LAST_TIME
      return !isTime && broken('time', 'a UTC time from 2009 to 2099', formatTime(times[i]!), 'times')
    })
    scan((i) => {
      const isSame = i > 0 && times[i] === times[i - 1]
      return isSame && broken('duplicate', 'each time once', `${formatTime(times[i]!)} again`, 'times')
    })
    scan((i) => {
      const isBack = i > 0 && times[i]! < times[i - 1]!
      return (
        isBack &&
        broken('unordered', `a time after ${formatTime(times[i - 1]!)}`, formatTime(times[i]!), 'times')
      )
    })
  }
}

function inspectFinite(property: string, values: Float64Array): Inspection {
  return (visit) => {
    const scan = scanner(values.length, visit)
    scan((i) => Number.isNaN(values[i]) && broken('notANumber', 'a number', 'nothing readable', property))
    scan(
      (i) => Math.abs(values[i]!) === Infinity && broken('infinite', 'a finite number', values[i]!, property),
    )
  }
}

type Broken = Omit<Finding, 'row'>

function broken(rule: Rule, expected: string, got: string | number, property?: string): Broken {
  return { rule, expected, got: String(got), ...(property && { property }) }
}

/** Asks one rule about every row before the next rule: a pass over few arrays is cheap. */
function scanner(rows: number, visit: (finding: Finding) => void) {
  return (rule: (row: number) => Broken | false) => {
    for (let row = 0; row < rows; row++) {
      const what = rule(row)
      if (what) visit({ row, ...what })
    }
  }
}
