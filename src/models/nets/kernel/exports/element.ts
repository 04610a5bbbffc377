/**
 * What the kernel exports for activations, dropout, normalisation, pooling and the optimiser. Addresses and counts;
 * float32 throughout. `limit`, `kept` and `key` say a dropout mask (`layers/dropout.ts`).
 */
export interface ElementExports {
  /** Bytes of work space that `dropout`, `residual` and `gelu` need. */
  elementSpace(): number
  /** out = x times its mask. */
  dropout(
    x: number,
    count: number,
    limit: number,
    kept: number,
    key: number,
    space: number,
    out: number,
  ): void
  /** out = x + y times its mask. */
  residual(
    x: number,
    y: number,
    count: number,
    limit: number,
    kept: number,
    key: number,
    space: number,
    out: number,
  ): void
  /** out = x · Φ(x) times its mask. */
  gelu(x: number, count: number, limit: number, kept: number, key: number, space: number, out: number): void
  /** out = dy times its mask times the derivative of x · Φ(x). */
  geluGradient(
    x: number,
    dy: number,
    count: number,
    limit: number,
    kept: number,
    key: number,
    space: number,
    out: number,
  ): void
  /** Bytes of work space that `columnMoments`, `normalise` and the gradients need. */
  normSpace(columns: number): number
  /** Mean and biased variance of each column. */
  columnMoments(x: number, rows: number, columns: number, space: number, mean: number, variance: number): void
  /** out = (x − mean) · gain / √(variance + ε) + offset, each column by its own. */
  normalise(
    x: number,
    rows: number,
    columns: number,
    mean: number,
    variance: number,
    gain: number,
    offset: number,
    epsilon: number,
    space: number,
    out: number,
  ): void
  batchNormGradient(
    x: number,
    dy: number,
    rows: number,
    columns: number,
    mean: number,
    variance: number,
    gain: number,
    epsilon: number,
    follows: number,
    space: number,
    dx: number,
    dGain: number,
    dOffset: number,
  ): void
  /** Each row by its own mean and biased variance. */
  layerNorm(
    x: number,
    rows: number,
    columns: number,
    gain: number,
    offset: number,
    epsilon: number,
    out: number,
  ): void
  layerNormGradient(
    x: number,
    dy: number,
    rows: number,
    columns: number,
    gain: number,
    epsilon: number,
    space: number,
    dx: number,
    dGain: number,
    dOffset: number,
  ): void
  /** Largest number and mean of groups of `size` along rows. */
  poolMax(x: number, rows: number, length: number, size: number, out: number): void
  poolAverage(x: number, rows: number, length: number, size: number, out: number): void
  poolMaxGradient(x: number, dy: number, rows: number, length: number, size: number, out: number): void
  poolAverageGradient(dy: number, rows: number, length: number, size: number, out: number): void
  /** One step of Adam on weights and moments, in place. */
  adam(
    weight: number,
    gradient: number,
    mean: number,
    square: number,
    count: number,
    scale: number,
    coupled: number,
    shrink: number,
    rest1: number,
    beta2: number,
    rest2: number,
    step: number,
    root: number,
    epsilon: number,
  ): void
  /** out = √ Σ x². */
  norm(x: number, count: number, out: number): void
}
