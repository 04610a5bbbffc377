import type { Panel } from './panel.ts'

/**
 * Windows named by where their forecast begins; nothing is copied. A window with origin o reads the rows
 * o − inputLength … o − 1 and is judged on the rows o … o + horizon − 1; its label and weight are those of row
 * o − 1, the bar at whose close it is decided.
 */
export interface WindowSet {
  readonly panels: readonly Panel[]
  readonly inputLength: number
  readonly horizon: number
  /** Of each window its panel and its origin. [windows] */
  readonly panelOf: Uint32Array
  readonly originOf: Uint32Array
}
