/**
 * Solves A · X = B for a symmetric, positive definite A, by A = L · Lᵀ (Golub & Van Loan 2013, §4.2).
 *
 * @param a [size, size]; its lower half becomes L
 * @param b [size, columns]; becomes X
 * @returns false, with both left half-way, when A is not positive definite
 */
export function solveCholesky(a: Float64Array, b: Float64Array, size: number): boolean {
  if (!factorise(a, size)) return false
  const columns = b.length / size
  substituteForward(a, b, size, columns)
  substituteBack(a, b, size, columns)
  return true
}

function factorise(a: Float64Array, size: number): boolean {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = a[row * size + column]!
      for (let k = 0; k < column; k++) sum -= a[row * size + k]! * a[column * size + k]!
      if (row === column && !(sum > 0)) return false
      a[row * size + column] = row === column ? Math.sqrt(sum) : sum / a[column * size + column]!
    }
  }
  return true
}

/** L · Y = B */
function substituteForward(l: Float64Array, b: Float64Array, size: number, columns: number): void {
  for (let row = 0; row < size; row++) {
    for (let k = 0; k < row; k++) subtractRow(b, columns, row, k, l[row * size + k]!)
    divideRow(b, columns, row, l[row * size + row]!)
  }
}

/** Lᵀ · X = Y */
function substituteBack(l: Float64Array, b: Float64Array, size: number, columns: number): void {
  for (let row = size - 1; row >= 0; row--) {
    for (let k = row + 1; k < size; k++) subtractRow(b, columns, row, k, l[k * size + row]!)
    divideRow(b, columns, row, l[row * size + row]!)
  }
}

function subtractRow(b: Float64Array, columns: number, row: number, other: number, factor: number): void {
  for (let i = 0; i < columns; i++) b[row * columns + i]! -= factor * b[other * columns + i]!
}

function divideRow(b: Float64Array, columns: number, row: number, divisor: number): void {
  for (let i = 0; i < columns; i++) b[row * columns + i]! /= divisor
}
