import { existsSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { QtError } from '../core/error.ts'
import { importUserModule } from './user-module.ts'

const NAMES = ['qt.config.ts', 'qt.config.js', 'qt.config.mjs', 'qt.config.json']
const ENV_FILE = '.env'

/** Names are as messages call the files. */
export interface ConfigFiles {
  readonly file?: { readonly name: string; readonly value: unknown }
  readonly envFile?: { readonly name: string; readonly text: string }
}

/**
 * The configuration file, and the `.env` file beside it.
 *
 * @param home folder in which both are looked for
 * @param path a file that is named instead
 */
export async function readConfigFiles(home: string, path?: string): Promise<ConfigFiles> {
  const found = path === undefined ? findIn(home) : resolve(path)
  const file = found === undefined ? undefined : await readConfigFile(found, path ?? basename(found))
  const envFile = readEnvFile(found === undefined ? home : dirname(found))
  return { ...(file ? { file } : {}), ...(envFile ? { envFile } : {}) }
}

function findIn(home: string): string | undefined {
  const found = NAMES.filter((name) => existsSync(join(home, name)))
  if (found.length > 1) {
    throw new QtError('config', `${home} has ${found.join(' and ')}: keep one, or name it with --config`)
  }
  return found[0] && join(home, found[0])
}

async function readConfigFile(path: string, name: string): Promise<ConfigFiles['file']> {
  if (!existsSync(path)) throw new QtError('config', `configuration file ${name} does not exist`)
  if (path.endsWith('.json')) return { name, value: parseJson(readText(path, name), name) }
  if (!/\.(ts|mts|js|mjs)$/.test(path)) {
    throw new QtError('config', `configuration file ${name}: expected .ts, .js, .mjs or .json`)
  }
  const module = (await importUserModule(path, 'config', `configuration file ${name}`)) as {
    default?: unknown
  }
  if (module.default === undefined) {
    throw new QtError('config', `${name} has no default export`, 'export default defineConfig({ … })')
  }
  return { name, value: module.default }
}

function readEnvFile(folder: string): ConfigFiles['envFile'] {
  const path = join(folder, ENV_FILE)
  return existsSync(path) ? { name: ENV_FILE, text: readText(path, ENV_FILE) } : undefined
}

function readText(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new QtError('io', `${name}: cannot be read (${code})`, undefined, { cause: error })
  }
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    // What the parser quotes of the file might be a secret in the wrong place.
    const reason = (error as Error).message.replace(/, (\.\.\.)?".*is not valid JSON$/s, '')
    throw new QtError('config', `${name} is not valid JSON: ${reason}`, undefined, { cause: error })
  }
}
