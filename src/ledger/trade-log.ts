import { PackedLog } from '../columns/packed-log.ts'
import { ORDER_REASONS, REASON_CODE, type Side, type Trade } from '../market/records.ts'

/** Every closed trade of a run, by close time. */
export class TradeLog extends PackedLog<Trade> {
  constructor() {
    super(13)
  }

  push(trade: Trade): void {
    const at = this.grow()
    const { values } = this
    values[at] = trade.instrument
    values[at + 1] = trade.side
    values[at + 2] = trade.openTime
    values[at + 3] = trade.closeTime
    values[at + 4] = trade.entryPrice
    values[at + 5] = trade.exitPrice
    values[at + 6] = trade.quantity
    values[at + 7] = trade.grossProfit
    values[at + 8] = trade.fees
    values[at + 9] = trade.funding
    values[at + 10] = REASON_CODE[trade.exitReason]
    values[at + 11] = trade.fillCount
    values[at + 12] = trade.confidence
  }

  /** How many trades there are, and how many of them made a profit. */
  tally(): { count: number; wins: number } {
    const { values } = this
    let wins = 0
    for (let at = 0; at < this.length * 13; at += 13) {
      if (values[at + 7]! - values[at + 8]! - values[at + 9]! > 0) wins++
    }
    return { count: this.length, wins }
  }

  protected override read(at: number): Trade {
    const { values } = this
    const grossProfit = values[at + 7]!
    const fees = values[at + 8]!
    const funding = values[at + 9]!
    return {
      instrument: values[at]!,
      side: values[at + 1]! as Side,
      openTime: values[at + 2]!,
      closeTime: values[at + 3]!,
      entryPrice: values[at + 4]!,
      exitPrice: values[at + 5]!,
      quantity: values[at + 6]!,
      grossProfit,
      fees,
      funding,
      profit: grossProfit - fees - funding,
      exitReason: ORDER_REASONS[values[at + 10]!]!,
      fillCount: values[at + 11]!,
      confidence: values[at + 12]!,
    }
  }
}
