import { TIMEFRAME_MS } from '../../core/time.ts'
import { featureInputs } from '../../features/inputs.ts'
import type { MarketData } from '../../market/market-data.ts'
import { checkColumn } from './check-columns.ts'
import { sliceOf, type WholeColumn, wholeColumns } from './columns.ts'
import type { Evidence } from './evidence.ts'
import type { Subject } from './trace.ts'

/** How long things take, for those who have a clock. */
export interface Watch {
  readonly clock?: (() => number) | undefined
  /** Time of one run of the subject. */
  readonly runMs?: number | undefined
}

/** Checks every column of the subject on every instrument. */
export function checkColumns(
  evidence: Evidence,
  subject: Subject,
  data: MarketData,
  isEveryBar: boolean,
  watch: Watch,
) {
  const timeframeMs = TIMEFRAME_MS[data.timeframe]
  const columns = data.instruments.flatMap(({ bars: { times } }, instrument) =>
    times.length === 0
      ? []
      : wholeColumns(subject.fresh(), subject.params, featureInputs(data, instrument)).map((column) => ({
          column,
          history: { instrument, times, timeframeMs, isEveryBar },
        })),
  )
  const work = workFor(
    columns.map(({ column }) => column),
    watch,
  )
  const cuts = columns.map(({ column, history }) => checkColumn(evidence, column, history, work))
  return { count: columns.length, cuts: cuts.reduce((a, b) => a + b, 0) }
}

/** Runs of the subject that its columns may take. */
const COLUMN_RUNS = 1.5

/** How often all columns may be computed: a power of 4, so that small differences in time make none here. */
function workFor(columns: readonly WholeColumn[], { clock, runMs }: Watch): number {
  if (!clock || runMs === undefined || columns.length === 0) return 8
  const started = clock()
  for (const column of columns) sliceOf(column, 0, column.values.length)
  const times = (COLUMN_RUNS * runMs) / Math.max(1e-3, clock() - started)
  return 4 ** Math.min(4, Math.max(1, Math.round(Math.log(times) / Math.log(4))))
}
