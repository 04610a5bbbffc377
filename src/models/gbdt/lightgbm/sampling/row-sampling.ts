/** Chooses the rows that the trees of a round are grown on. */
export interface RowSampler {
  /**
   * @param pairs [classes × rows × 2] gradients and hessians of the round; GOSS scales those that it draws
   * @returns the rows, ascending; undefined: all
   */
  nextRound(round: number, pairs: Float32Array): Uint32Array | undefined
}
