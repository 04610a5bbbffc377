import { closeSync, openSync, readSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Random } from '../../../../src/core/random.ts'
import type { TrainingSet } from '../../../../src/models/gbdt/feature-matrix.ts'

export interface Shape {
  readonly rows: number
  readonly features: number
}

/**
 * Writes `columns.f32` (float32, one column after the other) and `labels.f32` (0 or 1): standard normals, of which
 * the first eight and three products of them say something about the label.
 */
export function writeTreeData(folder: string, { rows, features }: Shape, seed = 1): void {
  const score = new Float64Array(rows)
  const product = new Float64Array(rows)
  const file = openSync(join(folder, 'columns.f32'), 'w')
  for (let f = 0; f < features; f++) {
    const random = new Random(seed, `feature ${f}`)
    const column = Float32Array.from({ length: rows }, () => random.normal())
    writeSync(file, bytesOf(column))
    addToScore(score, product, column, f)
  }
  closeSync(file)
  const noise = new Random(seed, 'noise')
  const labels = Float32Array.from(score, (value) => (value + 1.5 * noise.normal() > 0 ? 1 : 0))
  writeFileSync(join(folder, 'labels.f32'), bytesOf(labels))
}

function addToScore(score: Float64Array, product: Float64Array, column: Float32Array, f: number): void {
  const isFirst = f % 2 === 0
  for (let row = 0; row < score.length; row++) {
    if (f < 8) score[row]! += column[row]! / (f + 1)
    if (f >= 8 && f < 14) {
      if (isFirst) product[row] = column[row]!
      else score[row]! += 0.5 * product[row]! * column[row]!
    }
  }
}

/** Columns in shared memory, so that workers can read them too. */
export function readTreeData(folder: string, { rows, features }: Shape): TrainingSet {
  const file = openSync(join(folder, 'columns.f32'), 'r')
  const columns = Array.from({ length: features }, () => readFloats(file, rows))
  closeSync(file)
  const labelFile = openSync(join(folder, 'labels.f32'), 'r')
  const labels = readFloats(labelFile, rows)
  closeSync(labelFile)
  return { columns, labels }
}

function readFloats(file: number, count: number): Float32Array {
  const values = new Float32Array(new SharedArrayBuffer(count * 4))
  readSync(file, bytesOf(values))
  return values
}

const bytesOf = (values: Float32Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
