/**
 * The shortest decimal text that reads back as the same float32, as XGBoost writes it (the algorithm is Ryu):
 * one digit before the point, `E`, no plus sign: `-1.2770173E-1`, `2E0`, `1E-45`, `Infinity`, `NaN`.
 *
 * @param x a float32
 */
export function float32Text(x: number): string {
  if (x === 0) return Object.is(x, -0) ? '-0E0' : '0E0'
  if (!Number.isFinite(x)) return String(x)
  return shortest(x).replace('e+', 'E').replace('e', 'E')
}

/** Fewest digits first found from 8, which most float32 need or exceed. */
function shortest(x: number): string {
  let best = x.toExponential(8) // nine digits always read back
  for (let decimals = 7; decimals >= 0; decimals--) {
    const candidate = nearest(x, decimals)
    if (candidate === undefined) break
    best = candidate
  }
  return withoutTrailingZeros(best)
}

/** The closest text with so many decimals that reads back as x; undefined if none does. */
function nearest(x: number, decimals: number): string | undefined {
  const text = x.toExponential(decimals)
  if (Math.fround(Number(text)) === x) return evenOfTie(x, text, decimals)
  return isPowerOfTwo(x) ? beyond(x, text, decimals) : undefined
}

/** `toExponential` rounds a tie away from zero, Ryu to the even digit. */
function evenOfTie(x: number, text: string, decimals: number): string {
  if (!isOdd(text, decimals) || !isTie(x, decimals)) return text
  const below = neighbour(text, decimals, -1)
  return Math.fround(Number(below)) === x ? below : text
}

/** The gap above a power of two is twice the gap below: the text one step outward may read back, the closest not. */
function beyond(x: number, text: string, decimals: number): string | undefined {
  const outward = neighbour(text, decimals, 1)
  return Math.fround(Number(outward)) === x ? outward : undefined
}

function isPowerOfTwo(x: number): boolean {
  return Number.isInteger(Math.log2(Math.abs(x)))
}

/** Whether x lies half-way between two texts with so many decimals. */
function isTie(x: number, decimals: number): boolean {
  return /^50*$/.test(digitsOf(x.toExponential(100)).slice(decimals + 1))
}

function isOdd(text: string, decimals: number): boolean {
  return Number(digitsOf(text)[decimals]) % 2 === 1
}

function digitsOf(text: string): string {
  return text.slice(0, text.indexOf('e')).replace(/[-.]/g, '')
}

/** The text whose digits are one step nearer to zero (−1) or farther (1). */
function neighbour(text: string, decimals: number, step: number): string {
  const exponent = Number(text.slice(text.indexOf('e') + 1)) - decimals
  const sign = text.startsWith('-') ? '-' : ''
  return Number(`${sign}${Number(digitsOf(text)) + step}e${exponent}`).toExponential(decimals)
}

function withoutTrailingZeros(text: string): string {
  return text.replace(/\.?0+e/, 'e')
}
