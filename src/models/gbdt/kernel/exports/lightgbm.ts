/** What the kernel exports for making LightGBM's bins. Addresses and counts. */
export interface LightgbmExports {
  /** Sorts float32 (no NaN) ascending; scratch as long, and 2048 counters. */
  sortFloats(values: number, count: number, scratch: number, counts: number): void
  /** Writes the bins of a block of values into rows of bins. */
  binLightgbm(
    values: number,
    isDouble: number,
    count: number,
    bounds: number,
    boundCount: number,
    missingBin: number,
    omitted: number,
    base: number,
    target: number,
    stride: number,
    isWide: number,
  ): void
}
