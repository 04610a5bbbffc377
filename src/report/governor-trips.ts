import type { GovernorCause, GovernorChange, GovernorMode } from '../risk/governor.ts'

/** One time that a cause held. */
export interface GovernorTrip {
  readonly cause: GovernorCause
  /** The mode when it began, other causes considered. */
  readonly mode: GovernorMode
  readonly from: number
  /** NaN = it holds to the end. */
  readonly to: number
  readonly value: number
  readonly bound: number
}

/** Beginnings and ends of causes put together, in the order in which they began. */
export function governorTrips(changes: readonly GovernorChange[]): GovernorTrip[] {
  const trips: GovernorTrip[] = []
  const holding = new Map<GovernorCause, number>()
  for (const { cause, isOn, mode, time, value, bound } of changes) {
    const at = holding.get(cause)
    if (isOn) holding.set(cause, trips.push({ cause, mode, from: time, to: Number.NaN, value, bound }) - 1)
    else if (at !== undefined) trips[at] = { ...trips[at]!, to: time }
  }
  return trips
}
