import type { BarColumns } from '../../columns/series.ts'
import { DAY_MS, formatTime } from '../../core/time.ts'
import { withFundingHoles } from '../../market/funding-holes.ts'
import { type Gap, gapsOf } from '../../market/gaps.ts'
import { typicalSpacing } from '../../market/spacing.ts'
import type { ManifestFile } from './manifest.ts'
import { asSeries, type ColumnSet, type SeriesKind } from './series-schema.ts'

const GAPS_LISTED = 20

/** The gaps of a series as the manifest keeps them: counted all, listed the first. */
export function describeGaps(kind: SeriesKind, columns: ColumnSet, intervalMs: number): ManifestFile['gaps'] {
  const gaps = gapsIn(kind, columns, intervalMs)
  const missingRows = gaps.reduce((sum, { missing }) => sum + missing, 0)
  return { count: gaps.length, missingRows, first: gaps.slice(0, GAPS_LISTED) }
}

function gapsIn(kind: SeriesKind, columns: ColumnSet, intervalMs: number): Gap[] {
  const times = columns.times!
  if (kind === 'bars' || kind === 'mark' || kind === 'finer') return gapsOf(times, intervalMs)
  return kind === 'funding' ? fundingGaps(columns) : gapsOf(times, typicalSpacing(times) ?? 1)
}

/** Stretches of due but unknown settlements between the first and the last known one. */
function fundingGaps(columns: ColumnSet): Gap[] {
  const funding = asSeries('funding', columns)
  const { times, rates } = withFundingHoles(funding, funding.times[0]!, funding.times.at(-1)!, DAY_MS / 3)
  const gaps: Gap[] = []
  times.forEach((time, i) => {
    if (!Number.isNaN(rates[i])) return
    const open = i > 0 && Number.isNaN(rates[i - 1]) ? gaps.pop()! : { from: time, missing: 0 }
    gaps.push({ from: open.from, to: time, missing: open.missing + 1 })
  })
  return gaps
}

/** What a reader must know of a series beside its gaps. */
export function seriesNotes(kind: SeriesKind, columns: ColumnSet): string[] {
  return kind === 'bars' ? deadTail(asSeries('bars', columns)) : []
}

/** Bars at the end without volume and with one price: what an exchange delivers after a delisting. */
function deadTail({ times, highs, lows, volumes }: BarColumns): string[] {
  const last = times.length - 1
  let first = times.length
  while (
    first > 0 &&
    volumes[first - 1] === 0 &&
    highs[first - 1] === lows[first - 1] &&
    lows[first - 1] === lows[last]
  )
    first--
  if (first > last || times[last]! - times[first]! < DAY_MS) return []
  const count = (times.length - first).toLocaleString('en-US')
  return [`no volume and a frozen price from ${formatTime(times[first]!)} on: ${count} bars (delisted?)`]
}
