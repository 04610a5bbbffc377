import { describe, expect, it } from 'vitest'
import { HONEST } from './support/honest.ts'
import { leakMarket } from './support/market.ts'
import { certify } from './support/subject.ts'

const data = leakMarket()

describe('the leak certificate clears', () => {
  it.each(Object.entries(HONEST))('%s', (_, make) => {
    const { findings, isClean, coverage } = certify(make, data)
    expect(findings).toEqual([])
    expect(isClean).toBe(true)
    expect(coverage).toMatchObject({ isEveryBar: true, instruments: 2 })
    expect(coverage.wholeCuts).toBeGreaterThan(0.6 * data.instruments[0]!.bars.times.length)
  })

  it('at least fifty strategies', () => {
    expect(Object.keys(HONEST).length).toBeGreaterThanOrEqual(50)
  })
})
