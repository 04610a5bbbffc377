/** Rows of history before the first row of a block: as many as the longest pattern looks back on. */
export const HISTORY = 13

/**
 * Bars as patterns look at them: columns of one block, with `HISTORY` rows before it. What a pattern compares a bar
 * with is measured on the bars *before* it, as in TA-Lib.
 *
 * Everything is computed without branches: colours are 0 or 1, a choice is a product. Half of all bars are white, and
 * a processor that has to guess which ones takes several times as long.
 */
export class Candles {
  readonly opens: Float64Array
  readonly highs: Float64Array
  readonly lows: Float64Array
  readonly closes: Float64Array
  /** 1 where close ≥ open, else 0. */
  readonly whites: Float64Array
  /** |close − open|; the higher of the two and the lower. */
  readonly bodies: Float64Array
  readonly tops: Float64Array
  readonly bottoms: Float64Array
  /** A body above this is long, one below it short: the mean body of the 10 bars before. */
  readonly usualBodies: Float64Array
  /** A doji's body, a very short shadow: a tenth of the mean range of the 10 bars before. */
  readonly tinies: Float64Array
  /** Near: a fifth of the mean range of the 5 bars before; far is three times that. */
  readonly nears: Float64Array
  private readonly pairs: Float64Array
  private readonly quads: Float64Array

  constructor(rows: number) {
    const column = () => new Float64Array(rows).fill(Number.NaN)
    this.opens = column()
    this.highs = column()
    this.lows = column()
    this.closes = column()
    this.whites = column()
    this.bodies = column()
    this.tops = column()
    this.bottoms = column()
    this.usualBodies = column()
    this.tinies = column()
    this.nears = column()
    this.pairs = column()
    this.quads = column()
  }

  /** Colours and bodies of rows [0, end). */
  shape(end: number): void {
    const { opens, closes, whites, bodies, tops, bottoms } = this
    for (let i = 0; i < end; i++) {
      const open = opens[i]!
      const close = closes[i]!
      const white = +(close >= open)
      whites[i] = white
      bodies[i] = Math.abs(close - open)
      tops[i] = close * white + open * (1 - white)
      bottoms[i] = open * white + close * (1 - white)
    }
  }

  /** Usual bodies, from row 10 on. */
  measureBodies(end: number): void {
    const { bodies, usualBodies, pairs, quads } = this
    for (let i = 1; i < end; i++) pairs[i] = bodies[i]! + bodies[i - 1]!
    for (let i = 3; i < end; i++) quads[i] = pairs[i]! + pairs[i - 2]!
    for (let i = 10; i < end; i++) usualBodies[i] = (quads[i - 1]! + quads[i - 5]! + pairs[i - 9]!) / 10
  }

  /** `tinies` from row 10 and `nears` from row 5 on. */
  measureRanges(end: number): void {
    const { highs, lows, tinies, nears, pairs, quads } = this
    for (let i = 1; i < end; i++) pairs[i] = highs[i]! - lows[i]! + (highs[i - 1]! - lows[i - 1]!)
    for (let i = 3; i < end; i++) quads[i] = pairs[i]! + pairs[i - 2]!
    for (let i = 5; i < end; i++) nears[i] = 0.2 * ((quads[i - 1]! + (highs[i - 5]! - lows[i - 5]!)) / 5)
    for (let i = 10; i < end; i++) tinies[i] = 0.1 * ((quads[i - 1]! + quads[i - 5]! + pairs[i - 9]!) / 10)
  }
}
