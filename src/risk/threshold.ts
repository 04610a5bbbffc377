/** Confidences and thresholds are sums of decimals: what equals a threshold reaches it whatever its binary digits. */
const NOISE = 1e-12

export function reaches(value: number, threshold: number): boolean {
  return value >= threshold - NOISE
}
