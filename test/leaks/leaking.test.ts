import { describe, expect, it } from 'vitest'
import { LEAKS } from './support/leaking.ts'
import { leakMarket } from './support/market.ts'
import { certify } from './support/subject.ts'

const data = leakMarket()

describe('the leak certificate catches', () => {
  it.each(Object.entries(LEAKS))('%s', (_, { make, place = 'feature', kind = 'lookAhead', ahead }) => {
    const { isClean, findings } = certify(make, data)
    expect(isClean).toBe(false)
    const places = findings.filter((finding) => finding.kind === kind).map((finding) => finding.place)
    expect(places).toContain(place)
    if (ahead === undefined) return
    const measured = findings.find((finding) => finding.ahead)?.ahead
    if (ahead === 'end') expect(measured).toMatchObject({ isToTheEnd: true })
    else expect([measured?.nearest, measured?.farthest, measured?.isToTheEnd]).toEqual([...ahead, false])
  })

  it('at least fifty leaks, half of them to the bar', () => {
    const all = Object.values(LEAKS)
    expect(all.length).toBeGreaterThanOrEqual(50)
    expect(all.filter(({ ahead }) => ahead !== undefined).length).toBeGreaterThanOrEqual(all.length / 2)
  })
})
