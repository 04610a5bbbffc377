import { Digest } from '../../../src/core/hash.ts'
import { type Fill, type FundingPayment, REASON_CODE } from '../../../src/market/records.ts'

/** What two runs must have in common to be the same. */
export interface Traces {
  readonly fills: Iterable<Fill> & { readonly length: number }
  readonly fundingPayments: readonly FundingPayment[]
  readonly equity: Float64Array
}

/** sha256 over every field of every fill, every funding payment, and the equity at the end of every bar. */
export function fingerprintOf({ fills, fundingPayments, equity }: Traces): string {
  const numbers = new Float64Array(fills.length * 9 + fundingPayments.length * 2)
  let at = 0
  for (const fill of fills) {
    const { time, instrument, side, lots, price, reference, fee, isMaker, reason } = fill
    numbers.set(
      [time, instrument, side, lots, price, reference, fee, Number(isMaker), REASON_CODE[reason]],
      at,
    )
    at += 9
  }
  for (const { time, payment } of fundingPayments) {
    numbers[at++] = time
    numbers[at++] = payment
  }
  return new Digest().array(numbers).array(equity).hex()
}
