import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Source (or build) folder whose code runs. */
export const SOURCE_FOLDER = dirname(dirname(fileURLToPath(import.meta.url)))

/** The strategies that come with that code. */
const SHIPPED_STRATEGIES = join(dirname(SOURCE_FOLDER), 'strategies')

/** Where datasets, reports and own strategies lie: QT_HOME, else the current folder. */
export function homeFolder(): string {
  return resolve(process.env.QT_HOME || '.')
}

/** Own strategies first, then those that come with the package. */
export function strategyFolders(): string[] {
  return [...new Set([join(homeFolder(), 'strategies'), SHIPPED_STRATEGIES])].filter((folder) =>
    existsSync(folder),
  )
}
