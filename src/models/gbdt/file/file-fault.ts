import { QtError } from '../../../core/error.ts'

/**
 * A model file that cannot be trusted.
 *
 * @param source name of the file, as the user knows it
 * @param where  member path, line, or tree and node
 */
export function fileFault(source: string, where: string, problem: string, hint?: string): QtError {
  return new QtError('data', where === '' ? `${source}: ${problem}` : `${source}: ${where}: ${problem}`, hint)
}

/** At most 40 characters of what was found, fit for an error message. */
export function excerpt(found: string): string {
  const text = found.length > 40 ? `${found.slice(0, 40)}…` : found
  return JSON.stringify(text)
}
