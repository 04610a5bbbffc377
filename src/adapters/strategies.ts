import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { unknownName } from '../authoring/params.ts'
import type { Strategy } from '../authoring/strategy.ts'
import { QtError } from '../core/error.ts'
import { sha256 } from '../core/hash.ts'

export interface LoadedStrategy {
  readonly strategy: Strategy
  /** sha256 of the strategy's file. */
  readonly hash: string
}

const MODULE = /\.(ts|mts|js|mjs)$/

/** Names of the strategies in a folder. */
export function listStrategies(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((file) => MODULE.test(file) && !file.endsWith('.d.ts'))
    .map((file) => file.replace(MODULE, ''))
    .sort()
}

/** Loads a strategy by its name in `folder`, or from a path to a file. */
export async function loadStrategy(folder: string, nameOrPath: string): Promise<LoadedStrategy> {
  const path = MODULE.test(nameOrPath) ? resolve(nameOrPath) : pathOf(folder, nameOrPath)
  if (!existsSync(path)) throw new QtError('usage', `strategy file ${nameOrPath} does not exist`)
  const module = await importModule(path, nameOrPath)
  const strategy = (module as { default?: unknown }).default
  if (typeof strategy !== 'object' || strategy === null || !('decide' in strategy)) {
    throw new QtError(
      'strategy',
      `${nameOrPath} has no strategy as its default export`,
      'export default defineStrategy({ … })',
    )
  }
  return { strategy: strategy as Strategy, hash: sha256(readFileSync(path)) }
}

function pathOf(folder: string, name: string): string {
  const known = listStrategies(folder)
  if (!known.includes(name)) throw unknownName(`unknown strategy '${name}'`, name, known)
  const file = readdirSync(folder).find((entry) => entry.replace(MODULE, '') === name && MODULE.test(entry))
  return join(folder, file!)
}

async function importModule(path: string, name: string): Promise<unknown> {
  try {
    return await import(pathToFileURL(path).href)
  } catch (error) {
    if (error instanceof QtError) throw error
    throw new QtError('strategy', `strategy ${name} does not load: ${(error as Error).message}`, undefined, {
      cause: error,
    })
  }
}
