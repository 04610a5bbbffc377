import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { HOUR_MS } from '../../../src/core/time.ts'

export const START = Date.UTC(2024, 0, 1)

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'qt-data-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function write(folder: string, name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

export const HEADER = 'timestamp,open,high,low,close,volume'

/** Hourly rows that keep every rule; `rows[i]` may be changed by a case. */
export function soundRows(count: number, start = START): string[] {
  return Array.from({ length: count }, (_, i) => {
    const open = 100 + (i % 7)
    const close = 100 + ((i + 1) % 7)
    return `${start + i * HOUR_MS},${open}.5,${Math.max(open, close) + 1}.25,${Math.min(open, close) - 1},${close}.5,${10 + i}.125`
  })
}

export function csv(rows: readonly string[], header = HEADER): string {
  return `${[header, ...rows].join('\n')}\n`
}
