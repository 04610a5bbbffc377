import { describe, expect, it } from 'vitest'
import { FEATURE_GROUPS } from '../../src/features/definition.ts'
import { featureCatalogue } from '../../src/features/feature-catalogue.ts'

const catalogue = featureCatalogue()

describe('featureCatalogue', () => {
  it('goes group by group and leaves none out', () => {
    const groups = catalogue.map(({ group }) => group)
    expect([...new Set(groups)]).toEqual([...FEATURE_GROUPS])
    expect(groups).toEqual(groups.toSorted((a, b) => FEATURE_GROUPS.indexOf(a) - FEATURE_GROUPS.indexOf(b)))
  })

  it('says of a feature what a user asks', () => {
    expect(catalogue.find(({ name }) => name === 'adx')).toEqual({
      name: 'adx',
      group: 'trend',
      summary: expect.stringContaining('TA-Lib ADX'),
      clock: 'bar',
      inputs: ['high', 'low', 'close'],
      sources: 0,
      params: { period: { default: 14, min: 2, max: 1000, unit: 'bars' } },
      outputs: ['adx', 'plusDi', 'minusDi'],
      memory: 'infinite',
      lookback: 27,
    })
  })

  it.each(catalogue.map((entry) => [entry.name, entry] as const))('%s keeps its own rules', (_, entry) => {
    expect(entry.name).toMatch(/^[a-z][A-Za-z0-9]*$/)
    expect(entry.summary.length).toBeGreaterThan(10)
    expect(entry.sources).toBeLessThanOrEqual(entry.inputs.length)
    for (const param of Object.values(entry.params)) {
      expect(param.default).toBeGreaterThanOrEqual(param.min)
      expect(param.default).toBeLessThanOrEqual(param.max)
    }
  })
})
