import { PackedLog } from '../columns/packed-log.ts'
import { type Fill, ORDER_REASONS, REASON_CODE, type Side } from '../market/records.ts'

/** Every fill of a run, in order. */
export class FillLog extends PackedLog<Fill> {
  constructor() {
    super(10)
  }

  protected override write(chunk: Float64Array, at: number, fill: Fill): void {
    chunk[at] = fill.time
    chunk[at + 1] = fill.instrument
    chunk[at + 2] = fill.side
    chunk[at + 3] = fill.lots
    chunk[at + 4] = fill.price
    chunk[at + 5] = fill.reference
    chunk[at + 6] = fill.fee
    chunk[at + 7] = fill.isMaker ? 1 : 0
    chunk[at + 8] = REASON_CODE[fill.reason]
    chunk[at + 9] = fill.isAmbiguous ? 1 : 0
  }

  protected override read(chunk: Float64Array, at: number, index: number): Fill {
    return {
      sequence: index,
      time: chunk[at]!,
      instrument: chunk[at + 1]!,
      side: chunk[at + 2]! as Side,
      lots: chunk[at + 3]!,
      price: chunk[at + 4]!,
      reference: chunk[at + 5]!,
      fee: chunk[at + 6]!,
      isMaker: chunk[at + 7] === 1,
      reason: ORDER_REASONS[chunk[at + 8]!]!,
      isAmbiguous: chunk[at + 9] === 1,
    }
  }
}
