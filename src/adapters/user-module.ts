import { registerHooks } from 'node:module'
import { dirname, join, sep } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type ErrorCode, QtError } from '../core/error.ts'

/** Where the package's own code lies. */
export const PACKAGE_SOURCES = dirname(dirname(fileURLToPath(import.meta.url))) + sep

/** Lets a file anywhere on the disk import 'quantum-trader', as one beside an installed package can. */
let isFacadeRegistered = false
function registerFacade(): void {
  if (isFacadeRegistered) return
  isFacadeRegistered = true
  const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js'
  const doors: Readonly<Record<string, string>> = {
    'quantum-trader': `index.${extension}`,
    'quantum-trader/strategy': `strategy.${extension}`,
  }
  registerHooks({
    resolve(specifier, context, next) {
      const door = doors[specifier]
      if (door !== undefined)
        return { url: pathToFileURL(join(PACKAGE_SOURCES, door)).href, shortCircuit: true }
      const found = next(specifier, context)
      const copy = /\?copy=\d+$/.exec(context.parentURL ?? '')?.[0]
      const isUsers = found.url.startsWith('file:') && !fileURLToPath(found.url).startsWith(PACKAGE_SOURCES)
      return copy !== undefined && isUsers ? { ...found, url: found.url + copy } : found
    },
  })
}

/**
 * Loads a module that the user wrote.
 *
 * @param what as the error calls it: `strategy trend`
 * @param copy a number loads the module, and what else of the user's it imports, once more for that number
 */
export async function importUserModule(
  path: string,
  code: ErrorCode,
  what: string,
  copy?: number,
): Promise<unknown> {
  registerFacade()
  try {
    return await import(pathToFileURL(path).href + (copy === undefined ? '' : `?copy=${copy}`))
  } catch (error) {
    if (error instanceof QtError) throw error
    throw new QtError(code, `${what} does not load: ${(error as Error).message}`, undefined, { cause: error })
  }
}
