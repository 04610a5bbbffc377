import type { OrderReason } from '../market/records.ts'

/** Exits that rest at the venue and go inside a bar; every other order fills at an open. */
const INSIDE: ReadonlySet<OrderReason> = new Set(['stop', 'target', 'trailing', 'breakEven', 'liquidation'])

/**
 * Whether a fill for this reason happens within the bar that opened at the fill's time, so that the position was
 * held during part of that bar. (One that gapped through at the open did so too early by less than a bar.)
 */
export function isInsideBar(reason: OrderReason): boolean {
  return INSIDE.has(reason)
}
