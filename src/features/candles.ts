/** Rows of history before the first row of a block: as many as the longest pattern looks back on. */
export const HISTORY = 13
/** Room for the earlier parts of a sum before row 0. */
const AHEAD = 8

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
  /** Sums of 1, 2 and 4 rows, `AHEAD` rows further on than the rows they belong to. */
  private readonly ranges: Float64Array
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
    this.ranges = new Float64Array(rows + AHEAD)
    this.pairs = new Float64Array(rows + AHEAD)
    this.quads = new Float64Array(rows + AHEAD)
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
    let previous = 0
    for (let i = 0; i < end - 1; i++) {
      const pair = bodies[i]! + previous
      const quad = pair + pairs[i + AHEAD - 2]!
      previous = bodies[i]!
      pairs[i + AHEAD] = pair
      quads[i + AHEAD] = quad
      usualBodies[i + 1] = (quad + quads[i + AHEAD - 4]! + pairs[i + AHEAD - 8]!) / 10
    }
  }

  /** `tinies` from row 10 and `nears` from row 5 on. */
  measureRanges(end: number): void {
    const { highs, lows, tinies, nears, ranges, pairs, quads } = this
    let previous = 0
    for (let i = 0; i < end - 1; i++) {
      const range = highs[i]! - lows[i]!
      const pair = range + previous
      const quad = pair + pairs[i + AHEAD - 2]!
      previous = range
      ranges[i + AHEAD] = range
      pairs[i + AHEAD] = pair
      quads[i + AHEAD] = quad
      nears[i + 1] = 0.2 * ((quad + ranges[i + AHEAD - 4]!) / 5)
      tinies[i + 1] = 0.1 * ((quad + quads[i + AHEAD - 4]! + pairs[i + AHEAD - 8]!) / 10)
    }
  }
}
