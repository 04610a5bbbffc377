import { existsSync, statSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { closest, QtError } from '../../core/error.ts'
import { HOUR_MS } from '../../core/time.ts'
import { type Manifest, parseManifest } from './manifest.ts'

export const MANIFEST_FILE = 'manifest.json'

const BUILDING = '.building-'

/** Letters, digits, dot, dash and underscore, beginning with a letter or digit: never a path. */
const NAME = /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,99}$/u

/** Generated on first use and never anything else, so that a run on it can be repeated everywhere. */
export const DEMO = 'demo'

/** Refuses a name under which nothing may be written. */
export function checkNewName(name: string): void {
  checkDatasetName(name)
  if (name === DEMO)
    throw new QtError(
      'usage',
      `dataset name "${DEMO}" is reserved for the generated demo`,
      'choose another name',
    )
}

export function checkDatasetName(name: string): void {
  if (!NAME.test(name))
    throw new QtError(
      'usage',
      `dataset name "${name}" is not allowed`,
      'letters, digits, ".", "-" and "_", beginning with a letter or digit, at most 100',
    )
}

/** Names of the datasets in `root`, sorted. */
export async function datasetNames(root: string): Promise<string[]> {
  if (!existsSync(root)) return []
  const entries = await readdir(root, { withFileTypes: true })
  const folders = entries.filter((entry) => entry.isDirectory() && NAME.test(entry.name))
  return folders
    .map(({ name }) => name)
    .filter((name) => existsSync(join(root, name, MANIFEST_FILE)))
    .sort()
}

/** The folder of an existing dataset. */
export async function datasetFolder(root: string, name: string): Promise<string> {
  checkDatasetName(name)
  const folder = join(root, name)
  await finishSwap(folder)
  if (existsSync(join(folder, MANIFEST_FILE))) return folder
  const names = await datasetNames(root)
  const near = closest(name, names)
  throw new QtError(
    'usage',
    `dataset "${name}" does not exist${near ? `; did you mean "${near}"?` : ''}`,
    names.length > 0
      ? `there are: ${names.join(', ')}`
      : `${root} holds no dataset; see \`qt data import --help\``,
  )
}

export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, MANIFEST_FILE)
  return parseManifest(await readFile(path, 'utf8'), path)
}

/**
 * Builds a dataset in a temporary folder beside its place and swaps it in by renaming, so that a failure leaves
 * an earlier dataset of that name untouched.
 */
export async function replaceFolder<T>(folder: string, build: (temporary: string) => Promise<T>): Promise<T> {
  const temporary = await temporaryBeside(folder)
  try {
    const result = await build(temporary)
    await swap(temporary, folder)
    return result
  } finally {
    await rm(temporary, { recursive: true, force: true })
  }
}

async function temporaryBeside(folder: string): Promise<string> {
  try {
    await mkdir(dirname(folder), { recursive: true })
    await removeAbandoned(dirname(folder))
    const temporary = await mkdtemp(join(dirname(folder), BUILDING))
    await chmod(temporary, 0o777 & ~process.umask()) // as an ordinary folder, not private
    return temporary
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new QtError(
      'io',
      `cannot write to ${dirname(folder)} (${code})`,
      'choose a folder that you may write to',
      {
        cause: error,
      },
    )
  }
}

/** What a process that was killed had begun to build. */
async function removeAbandoned(root: string): Promise<void> {
  const entries = await readdir(root)
  for (const path of entries.filter((name) => name.startsWith(BUILDING)).map((name) => join(root, name)))
    if (statSync(path).mtimeMs < Date.now() - HOUR_MS) await rm(path, { recursive: true, force: true })
}

async function swap(temporary: string, folder: string): Promise<void> {
  const previous = previousOf(folder)
  if (existsSync(folder)) {
    await rm(previous, { recursive: true, force: true })
    await rename(folder, previous)
  }
  await rename(temporary, folder)
  await rm(previous, { recursive: true, force: true })
}

/** A process that died between the two renames left the earlier dataset under its other name: put it back. */
async function finishSwap(folder: string): Promise<void> {
  if (!existsSync(folder) && existsSync(previousOf(folder))) await rename(previousOf(folder), folder)
}

function previousOf(folder: string): string {
  return join(dirname(folder), `.previous-${folder.slice(dirname(folder).length + 1)}`)
}
