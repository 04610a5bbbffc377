import { PackedLog } from '../columns/packed-log.ts'
import { type Fill, ORDER_REASONS, REASON_CODE, type Side } from '../market/records.ts'

/** Every fill of a run, in order. */
export class FillLog extends PackedLog<Fill> {
  constructor() {
    super(9)
  }

  push(fill: Fill): void {
    const at = this.grow()
    const { values } = this
    values[at] = fill.time
    values[at + 1] = fill.instrument
    values[at + 2] = fill.side
    values[at + 3] = fill.lots
    values[at + 4] = fill.price
    values[at + 5] = fill.reference
    values[at + 6] = fill.fee
    values[at + 7] = fill.isMaker ? 1 : 0
    values[at + 8] = REASON_CODE[fill.reason]
  }

  protected override read(at: number): Fill {
    const { values } = this
    return {
      sequence: at / 9,
      time: values[at]!,
      instrument: values[at + 1]!,
      side: values[at + 2]! as Side,
      lots: values[at + 3]!,
      price: values[at + 4]!,
      reference: values[at + 5]!,
      fee: values[at + 6]!,
      isMaker: values[at + 7] === 1,
      reason: ORDER_REASONS[values[at + 8]!]!,
    }
  }
}
