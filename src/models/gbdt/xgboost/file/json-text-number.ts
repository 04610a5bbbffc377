const BITS = new DataView(new ArrayBuffer(8))

/**
 * Number of a decimal text such that rounding it to float32 gives the float32 closest to the text.
 *
 * Rounding twice (decimal → float64 → float32) goes wrong where the float64 lies exactly half-way between two
 * float32: then the text decides on which side of the middle it is, by one step of the float64.
 */
export function float64OfFloat32Text(text: string): number {
  const number = Number(text)
  const float = Math.fround(number)
  const mirror = 2 * number - float
  if (mirror === float || Math.fround(mirror) !== mirror || !Number.isFinite(mirror)) return number
  const side = compareExactly(text, number)
  return side === 0 ? number : stepFrom(number, side)
}

/** Sign of |text| − |number|, without rounding. */
function compareExactly(text: string, number: number): number {
  const [mantissa, exponent] = number.toExponential(100).replace('-', '').split('e') as [string, string]
  const theirs = decimalOf(text.replace('-', ''))
  const ours = decimalOf(`${mantissa}e${exponent}`)
  const shift = Math.min(theirs.exponent, ours.exponent)
  const difference = scaled(theirs, shift) - scaled(ours, shift)
  return difference > 0n ? 1 : difference < 0n ? -1 : 0
}

interface Decimal {
  readonly digits: bigint
  readonly exponent: number
}

function decimalOf(text: string): Decimal {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e')
  const [whole = '', fraction = ''] = mantissa.split('.')
  return { digits: BigInt(whole + fraction), exponent: Number(exponent) - fraction.length }
}

function scaled(decimal: Decimal, exponent: number): bigint {
  return decimal.digits * 10n ** BigInt(decimal.exponent - exponent)
}

/** The next float64 farther from zero (1) or nearer to it (−1). */
function stepFrom(number: number, step: number): number {
  BITS.setFloat64(0, number)
  BITS.setBigInt64(0, BITS.getBigInt64(0) + BigInt(step))
  return BITS.getFloat64(0)
}
