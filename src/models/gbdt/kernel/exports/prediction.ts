/**
 * What the kernel exports for prediction and explanation. Addresses and counts; `walk` is a record of
 * `layout/forest.ts`.
 */
export interface PredictionExports {
  /** Floats become keys, in place; the count is a multiple of 4. */
  makeKeys32(at: number, count: number): void
  makeKeys64(at: number, count: number): void
  /** Adds leaf values to sums: keys and sums of 32 bits, of 32 and 64, of 64. */
  addFloat32(walk: number): void
  addNarrowFloat64(walk: number): void
  addWideFloat64(walk: number): void
  /** Tells the leaves. */
  tellNarrowLeaves(walk: number): void
  tellWideLeaves(walk: number): void
  /** Adds Shapley values; `shap` is a record of `layout/forest.ts`. */
  explainNarrow(shap: number): void
  explainWide(shap: number): void
  /** Margins become predictions, in place. */
  sigmoid32(at: number, count: number): void
  sigmoid64(at: number, count: number, slope: number): void
  softmax32(at: number, rows: number, classes: number): void
  softmax64(at: number, rows: number, classes: number): void
  exponential32(at: number, count: number): void
  exponential64(at: number, count: number): void
}
