/** What the kernel exports for products of matrices and attention. Addresses and counts; float32 throughout. */
export interface MatrixExports {
  /** out = dy where y > 0, else 0. */
  reluGradient(dy: number, y: number, count: number, out: number): void
  /** Sums of the columns of x, [rows × columns]. */
  columnSums(x: number, rows: number, columns: number, out: number): void
  /** Bytes of work space that a product needs. */
  productSpace(): number
  /** C = A · B + bias, [m × k] · [k × n]; distances in bytes between rows, steps and columns. */
  product(
    a: number,
    aRow: number,
    aStep: number,
    b: number,
    bStep: number,
    bColumn: number,
    m: number,
    k: number,
    n: number,
    bias: number,
    isRelu: number,
    c: number,
    space: number,
  ): void
  /** Bytes of work space that attention needs. */
  attentionSpace(tokens: number, depth: number): number
  /** output = softmax(Q · Kᵀ / √depth + previous) · V; `previous` and `scores` may be 0. */
  attention(
    qkv: number,
    previous: number,
    series: number,
    tokens: number,
    heads: number,
    depth: number,
    output: number,
    scores: number,
    space: number,
  ): void
  /** Gradients of attention; `previous`, `scores`, `dScores` and `dPrevious` may be 0. */
  attentionGradient(
    qkv: number,
    previous: number,
    scores: number,
    dOutput: number,
    dScores: number,
    series: number,
    tokens: number,
    heads: number,
    depth: number,
    dQkv: number,
    dPrevious: number,
    space: number,
  ): void
}
