import { PackedLog } from '../columns/packed-log.ts'
import { ORDER_REASONS, REASON_CODE, type Side, type Trade } from '../market/records.ts'

/** Every closed trade of a run, by close time. */
export class TradeLog extends PackedLog<Trade> {
  /** Trades with a profit after fees and funding. */
  wins = 0

  constructor() {
    super(22)
  }

  override push(trade: Trade): void {
    if (trade.profit > 0) this.wins++
    super.push(trade)
  }

  override clear(): void {
    this.wins = 0
    super.clear()
  }

  protected override write(chunk: Float64Array, at: number, trade: Trade): void {
    chunk[at] = trade.instrument
    chunk[at + 1] = trade.side
    chunk[at + 2] = trade.openTime
    chunk[at + 3] = trade.closeTime
    chunk[at + 4] = trade.entryPrice
    chunk[at + 5] = trade.exitPrice
    chunk[at + 6] = trade.quantity
    chunk[at + 7] = trade.grossProfit
    chunk[at + 8] = trade.fees
    chunk[at + 9] = trade.funding
    chunk[at + 10] = REASON_CODE[trade.exitReason]
    chunk[at + 11] = trade.fillCount
    chunk[at + 12] = trade.confidence
    chunk[at + 13] = trade.proposedTime
    chunk[at + 14] = trade.partialTime
    chunk[at + 15] = trade.trailingTime
    chunk[at + 16] = trade.adverseExcursion
    chunk[at + 17] = trade.favourableExcursion
    chunk[at + 18] = trade.initialRisk
    chunk[at + 19] = trade.regime
    chunk[at + 20] = trade.leverage
    chunk[at + 21] = trade.isAmbiguous ? 1 : 0
  }

  protected override read(chunk: Float64Array, at: number): Trade {
    const grossProfit = chunk[at + 7]!
    const fees = chunk[at + 8]!
    const funding = chunk[at + 9]!
    return {
      instrument: chunk[at]!,
      side: chunk[at + 1]! as Side,
      openTime: chunk[at + 2]!,
      closeTime: chunk[at + 3]!,
      entryPrice: chunk[at + 4]!,
      exitPrice: chunk[at + 5]!,
      quantity: chunk[at + 6]!,
      grossProfit,
      fees,
      funding,
      profit: grossProfit - fees - funding,
      exitReason: ORDER_REASONS[chunk[at + 10]!]!,
      fillCount: chunk[at + 11]!,
      isAmbiguous: chunk[at + 21] === 1,
      confidence: chunk[at + 12]!,
      proposedTime: chunk[at + 13]!,
      partialTime: chunk[at + 14]!,
      trailingTime: chunk[at + 15]!,
      adverseExcursion: chunk[at + 16]!,
      favourableExcursion: chunk[at + 17]!,
      initialRisk: chunk[at + 18]!,
      regime: chunk[at + 19]!,
      leverage: chunk[at + 20]!,
    }
  }
}
