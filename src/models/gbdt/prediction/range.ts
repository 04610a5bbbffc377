/** Whether [from, to) are whole numbers within [0, available). */
export function isRange(from: number, to: number, available: number): boolean {
  return Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from <= to && to <= available
}
