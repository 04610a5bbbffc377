import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gunzipSync } from 'fflate'
import { parseNumber, parseTime } from '../../src/adapters/data/parse-number.ts'
import { QtError } from '../../src/core/error.ts'

/** A benchmark dataset as it is published: a date, then one column a series. */
export interface Dataset {
  readonly name: string
  /** Between the first two rows. */
  readonly intervalMinutes: number
  readonly names: readonly string[]
  readonly columns: readonly Float64Array[]
  readonly rows: number
}

const ENDINGS = ['.csv', '.csv.gz']

/**
 * Reads `<folder>/<name>.csv` or `.csv.gz`.
 *
 * @throws QtError `io` without such a file, `data` for what is no number
 */
export function readDataset(folder: string, name: string): Dataset {
  const path = ENDINGS.map((ending) => join(folder, name + ending)).find(existsSync)
  if (path === undefined) throw absent(folder, name)
  return parseDataset(name, textOf(path), basename(path))
}

function absent(folder: string, name: string): QtError {
  const expected = ENDINGS.map((ending) => name + ending).join(' or ')
  return new QtError(
    'io',
    `${folder}: ${expected} expected, neither is there`,
    'another folder: --data <folder>',
  )
}

function textOf(path: string): string {
  const bytes = readFileSync(path)
  if (!path.endsWith('.gz')) return bytes.toString()
  try {
    return new TextDecoder().decode(gunzipSync(bytes))
  } catch (error) {
    const reason = (error as Error).message
    throw new QtError('data', `${basename(path)}: truncated or broken gzip file (${reason})`)
  }
}

/** @param file name of the file in messages */
export function parseDataset(name: string, text: string, file: string): Dataset {
  const [header = '', ...lines] = text.trimEnd().split(/\r?\n/)
  const [, ...names] = header.split(',')
  if (names.length === 0)
    throw new QtError('data', `${file}: a header 'date,<series>,…' expected, got '${header}'`)
  if (lines.length < 2) throw new QtError('data', `${file}: rows expected, got ${lines.length}`)
  const columns = names.map(() => new Float64Array(lines.length))
  lines.forEach((line, row) => {
    parseRow(line, row, names, columns, file)
  })
  return { name, intervalMinutes: intervalOf(lines, file), names, columns, rows: lines.length }
}

function parseRow(
  line: string,
  row: number,
  names: readonly string[],
  columns: readonly Float64Array[],
  file: string,
): void {
  const cells = line.split(',')
  if (cells.length !== names.length + 1)
    throw new QtError(
      'data',
      `${file} row ${row + 1}: ${names.length + 1} cells expected, got ${cells.length}`,
    )
  for (let c = 0; c < names.length; c++) {
    const value = parseNumber(cells[c + 1]!)
    if (!Number.isFinite(value))
      throw new QtError(
        'data',
        `${file} row ${row + 1}, ${names[c]}: a number expected, got '${cells[c + 1]}'`,
      )
    columns[c]![row] = value
  }
}

function intervalOf(lines: readonly string[], file: string): number {
  const [first, second] = lines.map((line) => line.slice(0, line.indexOf(',')))
  const minutes = (timeOf(second!) - timeOf(first!)) / 60_000
  if (minutes > 0) return minutes
  throw new QtError('data', `${file}: dates that go up expected, got '${first}' and '${second}'`)
}

/** Some of the published files write `2016/7/1 0:00`. */
const timeOf = (text: string): number =>
  parseTime(
    text.replace(
      /^(\d{4})\/(\d{1,2})\/(\d{1,2}) (\d{1,2}):/,
      (_, year, month, day, hour) => `${year}-${two(month)}-${two(day)} ${two(hour)}:`,
    ),
  )

const two = (digits: string): string => digits.padStart(2, '0')
