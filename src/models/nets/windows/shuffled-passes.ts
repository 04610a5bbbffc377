import { QtError } from '../../../core/error.ts'
import { Random, type RandomState } from '../../../core/random.ts'

/** Where a sequence of passes stands: plain data. */
export interface PassesState {
  /** Windows in the order of this pass. */
  readonly order: Uint32Array
  /** How many of them have been drawn. */
  readonly drawn: number
  readonly random: RandomState
}

/**
 * Windows in random order, each once a pass. A batch that the end of a pass cannot fill takes its rest from the next
 * pass, so that all batches have one size and no window is left out for good.
 */
export class ShuffledPasses {
  private order: Uint32Array
  private drawn: number
  private readonly random: Random

  constructor(windows: number, random: Random) {
    if (windows < 1) throw new QtError('data', 'no window to train on')
    this.order = Uint32Array.from({ length: windows }, (_, i) => i)
    this.drawn = windows
    this.random = random
  }

  static resume({ order, drawn, random }: PassesState): ShuffledPasses {
    const passes = new ShuffledPasses(order.length, Random.resume(random))
    passes.order = order.slice()
    passes.drawn = drawn
    return passes
  }

  state(): PassesState {
    return { order: this.order.slice(), drawn: this.drawn, random: this.random.state() }
  }

  /** The next `size` windows. */
  next(size: number): Uint32Array {
    const picks = new Uint32Array(size)
    for (let i = 0; i < size; i++) {
      if (this.drawn === this.order.length) this.shuffle()
      picks[i] = this.order[this.drawn++]!
    }
    return picks
  }

  /** Fisher and Yates' shuffle. */
  private shuffle(): void {
    for (let last = this.order.length - 1; last > 0; last--) {
      const other = this.random.integer(0, last)
      const moved = this.order[last]!
      this.order[last] = this.order[other]!
      this.order[other] = moved
    }
    this.drawn = 0
  }
}
