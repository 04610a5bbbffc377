/** A wrong value in a message; texts in quotes: '1' is not 1. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value)
}
