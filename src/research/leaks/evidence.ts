/** Where a difference shows, in the order in which one follows from another. */
export const PLACES = ['feature', 'decision', 'sizing', 'fills', 'equity'] as const

export type Place = (typeof PLACES)[number]

/** What was done to the future when the difference showed. */
export type Method = 'streaming' | 'truncation' | 'poison'

/** One spot at which a difference may show: a feature, a field of the decision, a kind of record. */
export interface Spot {
  readonly place: Place
  readonly name: string
  readonly instrument: number
}

/** A row that came out differently. */
export interface Difference {
  readonly row: number
  /** With the future that the data have. */
  readonly value: number
  /** With another future, or none. */
  readonly other: number
  readonly method: Method
  /** Bars from the row to the last known bar when it showed: it looks ahead by more than that. */
  readonly distance: number
}

/** Everything that was found at one spot. */
export interface Exhibit extends Spot {
  /** Rows that differed at least once. */
  readonly rows: ReadonlySet<number>
  /** The earliest row. */
  readonly first: Difference
  /** Rows that saw farthest, the farthest first. */
  readonly farthest: readonly Difference[]
  /** Rows that differed though they were the last that was known: what they read is near. */
  readonly nearest: readonly Difference[]
}

/** Rows kept of those that saw farthest and nearest: from these it is measured how far. */
const KEPT = 6

/** Gathers differences by the spot at which they show. */
export class Evidence {
  private readonly exhibits = new Map<string, Collected>()

  add(spot: Spot, difference: Difference): void {
    const key = `${spot.place} ${spot.name} ${spot.instrument}`
    let collected = this.exhibits.get(key)
    if (!collected) {
      collected = { ...spot, rows: new Set(), first: difference, farthest: [], nearest: [] }
      this.exhibits.set(key, collected)
    }
    collected.rows.add(difference.row)
    if (difference.row < collected.first.row) collected.first = difference
    keepFarthest(collected.farthest, difference)
    keepNearest(collected.nearest, difference)
  }

  get isEmpty(): boolean {
    return this.exhibits.size === 0
  }

  /** By place, then name, then instrument. */
  all(): Exhibit[] {
    return [...this.exhibits.values()].sort(
      (a, b) =>
        PLACES.indexOf(a.place) - PLACES.indexOf(b.place) ||
        a.name.localeCompare(b.name) ||
        a.instrument - b.instrument,
    )
  }
}

interface Collected extends Spot {
  readonly rows: Set<number>
  first: Difference
  readonly farthest: Difference[]
  readonly nearest: Difference[]
}

function keepFarthest(kept: Difference[], difference: Difference): void {
  const least = kept[kept.length - 1]
  if (kept.length === KEPT && difference.distance <= least!.distance) return
  const same = kept.findIndex(({ row }) => row === difference.row)
  if (same >= 0 && kept[same]!.distance >= difference.distance) return
  if (same >= 0) kept.splice(same, 1)
  else if (kept.length === KEPT) kept.pop()
  kept.push(difference)
  kept.sort((a, b) => b.distance - a.distance)
}

function keepNearest(kept: Difference[], difference: Difference): void {
  const isNew = difference.distance === 0 && kept.every(({ row }) => row !== difference.row)
  if (isNew && kept.length < KEPT) kept.push(difference)
}
