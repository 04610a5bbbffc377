import { exponentText } from './general-text.ts'

/** A number as Python prints it, in the fewest digits that read back: `2.0`, `0.0001`, `1e-05`, `1e+16`, `nan`. */
export function pythonText(x: number): string {
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'nan' : x > 0 ? 'inf' : '-inf'
  const [mantissa, power] = x.toExponential().split('e') as [string, string]
  const exponent = Number(power)
  if (exponent < -4 || exponent >= 16) return mantissa + exponentText(exponent)
  return Number.isInteger(x) ? x.toFixed(1) : String(x)
}
