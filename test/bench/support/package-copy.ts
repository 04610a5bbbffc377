import { cpSync, mkdirSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '../../..')

/** The package as it is after installation, elsewhere: its datasets and reports are nobody's work. */
export function copyPackage(folder: string): string {
  const copy = join(folder, 'package')
  mkdirSync(copy)
  for (const part of ['src', 'strategies', 'package.json', 'tsconfig.json'])
    cpSync(join(ROOT, part), join(copy, part), { recursive: true })
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
  return copy
}
