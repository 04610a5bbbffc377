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

/** Names of the strategies in the folders. */
export function listStrategies(folders: readonly string[]): string[] {
  return [...new Set(folders.flatMap(filesIn).map((file) => file.replace(MODULE, '')))].sort()
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).filter((file) => MODULE.test(file) && !file.endsWith('.d.ts'))
}

/** Loads a strategy by its name in the first of the folders that has it, or from a path to a file. */
export async function loadStrategy(folders: readonly string[], nameOrPath: string): Promise<LoadedStrategy> {
  const path = MODULE.test(nameOrPath) ? resolve(nameOrPath) : pathOf(folders, nameOrPath)
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

function pathOf(folders: readonly string[], name: string): string {
  for (const folder of folders) {
    const file = filesIn(folder).find((entry) => entry.replace(MODULE, '') === name)
    if (file) return join(folder, file)
  }
  throw unknownName(`unknown strategy '${name}'`, name, listStrategies(folders))
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
