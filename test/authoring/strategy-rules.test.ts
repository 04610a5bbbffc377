import { describe, expect, it } from 'vitest'
import { buy, defineStrategy } from '../../src/strategy.ts'

const base = { name: 'own', summary: '', params: {}, features: () => ({}), decide: () => buy() }

describe('what a strategy brings with it', () => {
  it('may be a profile and rules, risk in part', () => {
    const strategy = defineStrategy({
      ...base,
      profile: 'safe',
      rules: { risk: { portfolio: { maxPositions: 3 }, costs: { kind: 'none' } }, leverage: 3 },
    })
    expect(strategy).toMatchObject({ profile: 'safe', rules: { leverage: 3 } })
  })

  it('has names that are there', () => {
    // @ts-expect-error no such profile
    expect(() => defineStrategy({ ...base, profile: 'bold' })).toThrow(
      /own: profile must be one of plain, default, safe, aggressive, got bold/,
    )
    // @ts-expect-error the venue is not the strategy's
    expect(() => defineStrategy({ ...base, rules: { venue: {} } })).toThrow(
      /own: unknown rule 'venue'; allowed: leverage, marginMode, sizing, entry, exits, risk/,
    )
  })
})
