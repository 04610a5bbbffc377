import { describe, expect, it } from 'vitest'
import { HONEST } from './support/honest.ts'
import { LEAKS } from './support/leaking.ts'
import { leakMarket } from './support/market.ts'
import { certify, type Maker, ofCloses } from './support/subject.ts'

/** Too long for a cut after every bar. */
const data = leakMarket({ bars: 1500 })

const CAUGHT = [
  'the next close',
  'the sign of the next return',
  'a centred mean of 21',
  'a z-score over the whole sample',
  'labels that overlap the row',
  'the unfinished bar of 4, by index',
  'the settlement at that very instant',
  'on one bar in 37 only',
  'on one instrument only',
  'a feature of the catalogue over a leak',
  'a kernel that reads the next row',
  'a memory beside the columns',
  'a memory between instruments',
]

const CLEARED = [
  'ema-cross',
  'the features of futures',
  'the features of cross-section',
  'a 4-hour average',
  'a rolling z-score',
  'a walk-forward model',
  'the average price of the session so far',
  'a column over a feature',
  'a column that needs thirty bars',
  'volatility by recursion',
  'a memory in the decision',
]

describe('on a long history the leak certificate', () => {
  it.each(CAUGHT)('catches %s', (name) => {
    const { make, place = 'feature' } = LEAKS[name]!
    const { findings, coverage } = certify(make, data)
    expect(coverage.isEveryBar).toBe(false)
    expect(findings.map((finding) => finding.place)).toContain(place)
  })

  it.each(CLEARED)('clears %s', (name) => {
    expect(certify(HONEST[name]!, data).findings).toEqual([])
  })

  it('catches a leak on a single bar of a column that forgets', () => {
    const make: Maker = ofCloses((close) =>
      close.map((v, i) => (i === 911 ? (close[i + 1] ?? v) : v) - (close[i - 1] ?? v)),
    )
    const { findings } = certify(make, leakMarket({ bars: 1500, instruments: 1 }))
    expect(findings[0]).toMatchObject({
      place: 'feature',
      first: { row: 911 },
      ahead: { nearest: 1, farthest: 1 },
    })
  })

  it('says that it cut after a sample, and after every bar where that is not too much', () => {
    const make = HONEST['ema-cross']!
    const [short, long] = [400, 1500].map(
      (bars) => certify(make, leakMarket({ bars, instruments: 1 })).coverage,
    )
    expect(short).toMatchObject({ isEveryBar: true })
    expect(short!.wholeCuts).toBeGreaterThan(380)
    expect(long).toMatchObject({ isEveryBar: false, wholeCuts: 2 })
  })

  it('is the same certificate for the same input', () => {
    const { make } = LEAKS['a centred mean of 21']!
    expect(certify(make, data)).toEqual(certify(make, data))
  })
})
