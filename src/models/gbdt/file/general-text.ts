/**
 * A number as C prints it with `%.<digits>g`: `0.1`, `1e-05`, `1.2345679e+17`, `inf`, `nan`. Ties go to the even
 * digit (in JavaScript away from zero).
 *
 * @param digits significant ones, 1 … 17
 */
export function generalText(x: number, digits: number): string {
  if (Number.isInteger(x) && Math.abs(x) < PLAIN[digits]!) return Object.is(x, -0) ? '-0' : String(x)
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'nan' : x > 0 ? 'inf' : '-inf'
  const [mantissa, power] = evenExponential(Math.abs(x), digits - 1).split('e') as [string, string]
  const sign = x < 0 ? '-' : ''
  const exponent = Number(power)
  if (exponent < -4 || exponent >= digits) return `${sign}${trimmed(mantissa)}${exponentText(exponent)}`
  return sign + trimmed(fixedText(mantissa.replace('.', ''), exponent))
}

/** Whole numbers below have no more digits than asked for, and no exponent. */
const PLAIN = Array.from({ length: 18 }, (_, digits) => Math.min(10 ** digits, 2 ** 53))

/** Like `toExponential`, ties to even. */
function evenExponential(x: number, decimals: number): string {
  const text = x.toExponential(decimals)
  if (!isTie(x, decimals)) return text
  const below = x.toExponential(decimals + 1) // exact; without its last digit it is rounded down
  const cut = below.indexOf('e') - 1
  const isDownEven = Number(below.slice(0, cut).at(-1)) % 2 === 0
  return isDownEven ? below.slice(0, cut) + below.slice(cut + 1) : text
}

/** Whether x lies exactly half-way between two numbers with so many decimals. */
function isTie(x: number, decimals: number): boolean {
  const longer = x.toExponential(decimals + 1)
  if (longer[decimals + 2] !== '5' || Number(longer) !== x) return false
  return /^0*e/.test(x.toExponential(100).slice(decimals + 3))
}

/** As C and Python print it: a sign and at least two digits. */
export function exponentText(exponent: number): string {
  return `e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}

function fixedText(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`
  return `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`
}

/** `1.500` → `1.5`, `2.` → `2`. */
function trimmed(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '').replace(/\.$/, '') : text
}
