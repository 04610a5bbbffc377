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
      if (door === undefined) return next(specifier, context)
      return { url: pathToFileURL(join(PACKAGE_SOURCES, door)).href, shortCircuit: true }
    },
  })
}

/** Loads a module that the user wrote. @param what as the error calls it: `strategy trend` */
export async function importUserModule(path: string, code: ErrorCode, what: string): Promise<unknown> {
  registerFacade()
  try {
    return await import(pathToFileURL(path).href)
  } catch (error) {
    if (error instanceof QtError) throw error
    throw new QtError(code, `${what} does not load: ${(error as Error).message}`, undefined, { cause: error })
  }
}
