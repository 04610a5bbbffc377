/**
 * TA-Lib's tolerance for "nothing there" (`TA_EPSILON`): a total below it is rounding residue, not a movement.
 */
export const EPSILON = 1e-14

/** Whether a difference is no more than rounding beside the size of what was subtracted. */
export function isNegligible(difference: number, size: number): boolean {
  return Math.abs(difference) <= EPSILON * Math.abs(size)
}
