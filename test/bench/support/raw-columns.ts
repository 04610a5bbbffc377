import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Columns as raw little-endian float64, one file each: numpy reads them with `fromfile`. */
export function writeRaw(folder: string, columns: Readonly<Record<string, Float64Array>>): void {
  for (const [name, column] of Object.entries(columns)) {
    writeFileSync(
      join(folder, `${name}.f64`),
      new Uint8Array(column.buffer, column.byteOffset, column.byteLength),
    )
  }
}
