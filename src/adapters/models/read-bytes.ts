import { readFile } from 'node:fs/promises'
import { QtError } from '../../core/error.ts'

/**
 * A whole file.
 *
 * @param what it is, in a message: 'the net'
 * @throws QtError `io` when it cannot be read
 */
export async function readBytes(path: string, what: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new QtError('io', `cannot read ${what} ${path}: ${reason}`, undefined, { cause })
  }
}
