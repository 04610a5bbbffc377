import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Root of the package: the nearest folder above this file that has a package.json (src/ and dist/src/ alike). */
export const PACKAGE_ROOT = packageRoot(dirname(fileURLToPath(import.meta.url)))

/** Source (or build) folder whose code runs. */
export const SOURCE_FOLDER = dirname(dirname(fileURLToPath(import.meta.url)))

/** The strategies that belong to that code. */
export const STRATEGIES_FOLDER = join(dirname(SOURCE_FOLDER), 'strategies')

function packageRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : packageRoot(dirname(folder))
}
