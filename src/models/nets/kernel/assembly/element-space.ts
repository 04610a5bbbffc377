/** Bytes of work space that dropout, residual and gelu need for their tables. */
export function elementSpace(): i32 {
  return 128
}
