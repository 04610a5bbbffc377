import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { QtError } from '../../core/error.ts'

/** The content of one file, whole or in pieces. */
export interface StagedFile {
  readonly name: string
  readonly content: string | Uint8Array | Iterable<string>
}

/**
 * Writes a set of files into a folder so that earlier files of those names are replaced only once all of the new
 * ones are safely on disk: each goes to a temporary name, then all are renamed.
 *
 * @param what the files are, for an error's message
 */
export function writeStaged(folder: string, files: readonly StagedFile[], what = 'the report'): void {
  const staged: { temporary: string; target: string }[] = []
  try {
    mkdirSync(folder, { recursive: true })
    for (const file of files) {
      const target = join(folder, file.name)
      refuseFolder(target)
      const temporary = `${target}.${process.pid}.tmp`
      staged.push({ temporary, target })
      writeWhole(temporary, file.content)
    }
    for (const { temporary, target } of staged) renameSync(temporary, target)
  } catch (error) {
    for (const { temporary } of staged) rmSync(temporary, { force: true })
    throw unwritable(folder, what, error)
  }
}

/** A rename onto a folder would fail half-way through the set. */
function refuseFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`${path} is a folder`)
}

function writeWhole(path: string, content: StagedFile['content']): void {
  const file = openSync(path, 'w')
  try {
    if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(file, content)
    else for (const piece of content) writeFileSync(file, piece)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function unwritable(folder: string, what: string, cause: unknown): QtError {
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new QtError(
    'io',
    `cannot write ${what} into ${folder}: ${reason}`,
    'choose a folder that can be written; earlier files there are unchanged',
    { cause },
  )
}
