/**
 * Chaikin's money-flow volume of one bar: its volume times the place of the close between low (−1) and high (+1);
 * 0 where the bar has no range.
 */
export function moneyFlowVolume(high: number, low: number, close: number, volume: number): number {
  const range = high - low
  return range === 0 ? 0 * close * volume : ((close - low - (high - close)) / range) * volume
}
