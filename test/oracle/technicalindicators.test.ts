import * as theirs from 'technicalindicators'
import { expect, test } from 'vitest'
import { type Columns, compute } from '../features/support/columns.ts'
import { differences, golden } from './support.ts'

/**
 * The npm library as a second oracle, where it means the same, on the bars before the constant run (in which it gives
 * NaN or divides rounding residues). It gives no warm-up rows, so columns are compared from their ends.
 *
 * Not compared: MACD, ADX, Keltner (other seeds), Parabolic SAR (other first trend), OBV (starts at 0), A/D (rounds to
 * integers), MFI (takes an unchanged price for a fall), candle patterns (other rules).
 */
const ROWS_BEFORE_CONSTANT_RUN = 420

interface Comparison {
  readonly feature: string
  readonly params?: Readonly<Record<string, number>>
  readonly output?: string
  readonly theirs: (bars: Bars) => readonly number[]
  /** Absolute; where absent 1e-9 of the value, and 1e-11 of the largest one where the true value is 0. */
  readonly within?: number
}

interface Bars {
  readonly open: number[]
  readonly high: number[]
  readonly low: number[]
  readonly close: number[]
  readonly volume: number[]
}

const COMPARISONS: readonly Comparison[] = [
  {
    feature: 'sma',
    params: { period: 20 },
    theirs: ({ close }) => theirs.SMA.calculate({ period: 20, values: close }),
  },
  {
    feature: 'ema',
    params: { period: 12 },
    theirs: ({ close }) => theirs.EMA.calculate({ period: 12, values: close }),
  },
  {
    feature: 'wma',
    params: { period: 30 },
    theirs: ({ close }) => theirs.WMA.calculate({ period: 30, values: close }),
  },
  // rounds to two decimals
  {
    feature: 'rsi',
    theirs: ({ close }) => theirs.RSI.calculate({ period: 14, values: close }),
    within: 0.00501,
  },
  {
    feature: 'bollinger',
    output: 'upper',
    theirs: ({ close }) =>
      theirs.BollingerBands.calculate({ period: 20, stdDev: 2, values: close }).map(({ upper }) => upper),
  },
  {
    feature: 'bollinger',
    output: 'lower',
    theirs: ({ close }) =>
      theirs.BollingerBands.calculate({ period: 20, stdDev: 2, values: close }).map(({ lower }) => lower),
  },
  { feature: 'atr', theirs: (bars) => theirs.ATR.calculate({ period: 14, ...bars }) },
  { feature: 'williamsR', theirs: (bars) => theirs.WilliamsR.calculate({ period: 14, ...bars }) },
  { feature: 'cci', theirs: (bars) => theirs.CCI.calculate({ period: 20, ...bars }) },
  { feature: 'roc', theirs: ({ close }) => theirs.ROC.calculate({ period: 10, values: close }) },
  { feature: 'standardDeviation', theirs: ({ close }) => theirs.SD.calculate({ period: 20, values: close }) },
  { feature: 'highest', theirs: ({ high }) => theirs.Highest.calculate({ period: 20, values: high }) },
  { feature: 'lowest', theirs: ({ low }) => theirs.Lowest.calculate({ period: 20, values: low }) },
  {
    feature: 'stochastic',
    params: { smoothK: 1 },
    output: 'd',
    theirs: (bars) =>
      theirs.Stochastic.calculate({ period: 14, signalPeriod: 3, ...bars })
        .map(({ d }) => d)
        .filter((d) => d !== undefined),
  },
]

const cases = COMPARISONS.flatMap((one) =>
  Object.entries(golden.series).map(
    ([name, series]) => [`${one.feature}, prices ${name}`, one, head(series)] as const,
  ),
)

test.each(cases)('%s', (_label, one, series) => {
  const expected = one.theirs(barsOf(series))
  expect(expected.length).toBeGreaterThan(ROWS_BEFORE_CONSTANT_RUN / 2)
  const { [one.output ?? 'value']: ours } = compute(one.feature, one.params ?? {}, series)
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const tolerance =
    one.within === undefined ? { share: 1e-9, floor: 1e-11 * largest } : { share: 0, floor: one.within }
  expect(differences(ours!, expected, tolerance)).toEqual([])
})

function head(series: Columns): Columns {
  return Object.fromEntries(
    Object.entries(series).map(([name, column]) => [name, column.slice(0, ROWS_BEFORE_CONSTANT_RUN)]),
  )
}

function barsOf(series: Columns): Bars {
  const column = (name: string) => [...series[name]!]
  return {
    open: column('open'),
    high: column('high'),
    low: column('low'),
    close: column('close'),
    volume: column('volume'),
  }
}
