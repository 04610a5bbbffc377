/** Rows at which the parts of a dataset end: [0, train), [train, validation), [validation, test). */
export interface Borders {
  readonly train: number
  readonly validation: number
  readonly test: number
}

/** 12, 4 and 4 months of 30 days, in hours; what comes after them is not used. */
const HOURS: Borders = { train: 8640, validation: 11_520, test: 14_400 }
const QUARTERS_AN_HOUR = 4

/**
 * The published split (Informer, Autoformer, PatchTST), by the dataset's name: `ETTh…` in months of hours, `ETTm…`
 * in the same months of quarter hours, every other 70 % for training, the last 20 % for the test and validation
 * between them (`int(0.7 n)`, `int(0.2 n)`).
 *
 * @returns undefined where the dataset is too short for its split
 */
export function bordersOf(name: string, rows: number): Borders | undefined {
  const borders = /^ETT[hm]/.test(name) ? monthsOf(name) : sharesOf(rows)
  return borders.test <= rows ? borders : undefined
}

function monthsOf(name: string): Borders {
  const a = name.startsWith('ETTm') ? QUARTERS_AN_HOUR : 1
  return { train: a * HOURS.train, validation: a * HOURS.validation, test: a * HOURS.test }
}

function sharesOf(rows: number): Borders {
  const test = Math.trunc(rows * 0.2)
  return { train: Math.trunc(rows * 0.7), validation: rows - test, test: rows }
}
