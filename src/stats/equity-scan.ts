/**
 * Running peak and deepest fall of an equity column, taken in stretches. Indices are bars; −1 is the start of the
 * run.
 */
export class EquityScan {
  sum = 0
  /** 1 − trough / peak of the deepest fall so far, and where it happened. */
  worst = 0
  worstPeakAt = -1
  worstLowAt = -1
  /** First bar back at the peak; −1 while the fall lasts. */
  worstRecoveredAt = -1
  // The fall in progress.
  private peak: number
  private peakAt = -1
  private low: number
  private lowAt = -1

  constructor(initial: number) {
    this.peak = initial
    this.low = initial
  }

  /** Takes bars [from, to). The one loop over all bars: locals only, and one division a fall, not one a bar. */
  take(equity: Float64Array, from: number, to: number): void {
    let sum = 0
    let { peak, low, peakAt, lowAt } = this
    for (let i = from; i < to; i++) {
      const value = equity[i]!
      sum += value
      if (value < low) {
        low = value
        lowAt = i
      } else if (value >= peak) {
        if (low < peak) {
          this.peak = peak
          this.peakAt = peakAt
          this.low = low
          this.lowAt = lowAt
          this.endFall(i)
        }
        peak = value
        low = value
        peakAt = i
      }
    }
    this.sum += sum
    this.peak = peak
    this.peakAt = peakAt
    this.low = low
    this.lowAt = lowAt
  }

  /** Compares the fall in progress with the deepest; −1 where it has not ended. Of equals the first stays. */
  endFall(recoveredAt: number): void {
    const share = 1 - this.low / this.peak
    if (share <= this.worst) return
    this.worst = share
    this.worstPeakAt = this.peakAt
    this.worstLowAt = this.lowAt
    this.worstRecoveredAt = recoveredAt
  }
}
