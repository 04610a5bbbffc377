/** Bytes of work space that normalisations need: two float64 and three float32 a column, of whole vectors of columns. */
export function normSpace(columns: i32): i32 {
  return (columns + 3 & ~3) * 28
}
