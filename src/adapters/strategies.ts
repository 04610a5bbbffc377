import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { unknownName } from '../authoring/params.ts'
import type { Strategy } from '../authoring/strategy.ts'
import { QtError } from '../core/error.ts'
import { Digest } from '../core/hash.ts'
import { importUserModule, PACKAGE_SOURCES } from './user-module.ts'

export interface LoadedStrategy {
  readonly strategy: Strategy
  /** sha256 over the strategy's file and every file that it imports by a relative path, the façade apart. */
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
  const module = await importUserModule(path, 'strategy', `strategy ${nameOrPath}`)
  const strategy = (module as { default?: unknown }).default
  if (typeof strategy !== 'object' || strategy === null || !('decide' in strategy)) {
    throw new QtError(
      'strategy',
      `${nameOrPath} has no strategy as its default export`,
      'export default defineStrategy({ … })',
    )
  }
  return { strategy: strategy as Strategy, hash: hashOfSources(path) }
}

/** Numbers of the copies that were loaded: each is loaded once. */
let copies = 0

/** The same strategy loaded anew, `count` times: what its files remember between runs is forgotten each time. */
export async function loadFreshStrategies(
  folders: readonly string[],
  nameOrPath: string,
  count: number,
): Promise<Strategy[]> {
  const path = MODULE.test(nameOrPath) ? resolve(nameOrPath) : pathOf(folders, nameOrPath)
  const modules: { default: Strategy }[] = []
  for (let k = 0; k < count; k++)
    modules.push((await importUserModule(path, 'strategy', nameOrPath, ++copies)) as { default: Strategy })
  return modules.map((module) => module.default)
}

function pathOf(folders: readonly string[], name: string): string {
  for (const folder of folders) {
    const file = filesIn(folder).find((entry) => entry.replace(MODULE, '') === name)
    if (file) return join(folder, file)
  }
  throw unknownName(`unknown strategy '${name}'`, name, listStrategies(folders))
}

/** Relative imports of a module; the code of the package itself is in the engine's own hash. */
const RELATIVE_IMPORT = /(?:from|import)\s*\(?\s*['"](\.{1,2}\/[^'"]+)['"]/g

function hashOfSources(entry: string): string {
  const digest = new Digest()
  const seen = new Set<string>()
  const add = (path: string) => {
    if (seen.has(path) || path.startsWith(PACKAGE_SOURCES) || !existsSync(path)) return
    seen.add(path)
    const text = readFileSync(path, 'utf8')
    digest.text(relative(dirname(entry), path)).text(text)
    for (const [, specifier] of text.matchAll(RELATIVE_IMPORT)) add(resolve(dirname(path), specifier!))
  }
  add(entry)
  return digest.hex()
}
