import { describe, expect, it } from 'vitest'
import { checkRules } from '../../src/engine/check-rules.ts'
import { PROFILE_NAMES, PROFILES } from '../../src/engine/profiles.ts'
import { isAllowed, type RuleValue } from '../../src/engine/rule-value.ts'
import { isRuleValue, RULE_VALUES, type RuleGroup } from '../../src/engine/rule-values.ts'
import { STANDARD_RULES, type TradingRules } from '../../src/engine/rules.ts'

/** The standard rules with one of them otherwise; undefined takes it away. */
function changed(path: string, value: unknown): TradingRules {
  const rules = structuredClone(STANDARD_RULES) as unknown as Record<string, unknown>
  const names = path.split('.')
  const last = names.pop()!
  const group = names.reduce((node, name) => node[name] as Record<string, unknown>, rules)
  if (value === undefined) delete group[last]
  else group[last] = value
  return rules as unknown as TradingRules
}

function leaves(group: RuleGroup, prefix = ''): [path: string, rule: RuleValue][] {
  return Object.entries(group).flatMap(([name, entry]): [string, RuleValue][] =>
    isRuleValue(entry) ? [[`${prefix}${name}`, entry]] : leaves(entry, `${prefix}${name}.`),
  )
}

/** Rules of the kinds that the standard rules choose. */
const ELSEWHERE =
  /^(sizing\.(share|notional)|entry\.(?!kind$).*|venue\.slippage\.(impactBps|share)|leverage)$/
const RULES = leaves(RULE_VALUES).filter(([path]) => !ELSEWHERE.test(path))

it.each(PROFILE_NAMES)('the profile %s can be meant', (name) => {
  expect(() => checkRules(PROFILES[name])).not.toThrow()
})

describe('every rule', () => {
  it.each(RULES)('%s is held to its bounds', (path, rule) => {
    const wrong = rule.kind === 'number' ? [rule.least - 1, rule.most * 2 + 1, Number.NaN, '1'] : ['odd', 1]
    for (const value of wrong)
      expect(() => checkRules(changed(path, value))).toThrow(`rule ${path}: expected`)
    if (rule.kind === 'number' && !rule.isLeastAllowed)
      expect(() => checkRules(changed(path, rule.least))).toThrow(
        `rule ${path}: expected ${rule.isInteger ? 'a whole' : rule.least}`,
      )
    if (rule.kind === 'number' && rule.isInteger)
      expect(() => checkRules(changed(path, 1.5))).toThrow(/a whole number/)
  })

  it.each(RULES)('%s is there, or may be absent', (path, rule) => {
    const check = () => checkRules(changed(path, undefined))
    if (!rule.isOptional) expect(check).toThrow(`rule ${path}: expected`)
    else if (path !== 'exits.targetPct') expect(check).not.toThrow()
  })
})

describe('names that are none', () => {
  it.each([
    ['exits.stopPtc', /unknown rule exits\.stopPtc; did you mean exits\.stopPct\?/],
    ['risk.governor.maxLoss', /unknown rule risk\.governor\.maxLoss/],
    ['risk.govenor', /unknown rule risk\.govenor; did you mean risk\.governor/],
    ['leverages', /unknown rule leverages/],
    ['sizing.share', /unknown rule sizing\.share/],
    ['entry.offsetBps', /unknown rule entry\.offsetBps/],
  ])('%s', (path, message) => {
    expect(() => checkRules(changed(path, 1))).toThrow(message)
  })

  it('of a group that is missing altogether', () => {
    expect(() => checkRules(changed('risk', undefined))).toThrow(/rule risk: expected rules, got undefined/)
    expect(() => checkRules(changed('risk.costs', 5))).toThrow(/rule risk\.costs: expected rules, got 5/)
  })
})

describe('rules of other kinds', () => {
  it.each([
    ['sizing', { kind: 'share' }],
    ['sizing', { kind: 'share', share: 0.5 }],
    ['sizing', { kind: 'notional', notional: 10 }],
    ['entry', { kind: 'limit', offsetBps: -5, lifeBars: 2, isPostOnly: true }],
    ['venue.slippage', { kind: 'none' }],
    ['venue.slippage', { kind: 'volumeShare', bps: 1, impactBps: 10 }],
    ['venue.slippage', { kind: 'atrShare', bps: 1, share: 0.1 }],
    ['leverage', 12.5],
    ['leverage', { kind: 'auto', least: 5, most: 20, cushionAtrs: 2 }],
  ])('%s %j', (path, value) => {
    expect(() => checkRules(changed(path, value))).not.toThrow()
  })

  it.each([
    ['sizing', { kind: 'notional' }, /rule sizing\.notional: .* got undefined/],
    ['sizing', { kind: 'all' }, /rule sizing\.kind: expected share or notional or risk, got all/],
    ['entry', { kind: 'limit', offsetBps: 5, lifeBars: 0, isPostOnly: false }, /entry\.lifeBars/],
    ['venue.slippage', { kind: 'volumeShare', bps: 1 }, /venue\.slippage\.impactBps/],
    ['leverage', { kind: 'auto', least: 5, most: 20 }, /rule leverage\.cushionAtrs/],
    [
      'leverage',
      { kind: 'automatic' },
      /rule leverage: expected 1 ≤ … ≤ 125, or auto, got \{"kind":"automatic"\}/,
    ],
    ['leverage', undefined, /rule leverage: expected/],
    ['risk.governor.isFlattening', 1, /rule risk\.governor\.isFlattening: expected true or false, got 1/],
  ])('%s %j is refused', (path, value, message) => {
    expect(() => checkRules(changed(path, value))).toThrow(message)
  })
})

describe('rules that do not go together', () => {
  const { exits } = STANDARD_RULES
  const { stopPct: _, stopAtrs: __, ...noStop } = exits
  const { targetPct: ___, ...noTarget } = exits
  it.each([
    [{ exits: noTarget }, /exits\.breakEvenAt .* needs exits\.targetPct/],
    [{ exits: noStop }, /sizing\.kind risk .* needs exits\.stopPct or exits\.stopAtrs/],
    [
      {
        exits: noStop,
        sizing: { kind: 'share' },
        leverage: { kind: 'auto', least: 5, most: 20, cushionAtrs: 2 },
      },
      /leverage auto .* needs exits\.stopPct/,
    ],
    [
      { leverage: { kind: 'auto', least: 21, most: 20, cushionAtrs: 2 } },
      /leverage\.least \(21\) is above leverage\.most/,
    ],
    [changed('sizing.minNotional', 5001), /sizing\.minNotional \(5001\) is above sizing\.maxNotional/],
    [changed('sizing.normalFrom', 0.71), /sizing\.normalFrom \(0.71\) is above sizing\.raisedFrom/],
    [changed('sizing.raisedFrom', 0.86), /sizing\.raisedFrom \(0.86\) is above sizing\.highFrom/],
    [changed('risk.policy.leastRisk', 1.6), /risk\.policy\.leastRisk \(1.6\) is above/],
  ] as [Partial<TradingRules>, RegExp][])('%#', (wrong, message) => {
    expect(() => checkRules({ ...STANDARD_RULES, ...wrong })).toThrow(message)
  })

  it('a stop in ATRs is a stop', () => {
    expect(() => checkRules({ ...STANDARD_RULES, exits: { ...noStop, stopAtrs: 1 } })).not.toThrow()
  })
})

it('a bound that is allowed is told from one that is not', () => {
  const from = { kind: 'number', least: 0, most: 1, isLeastAllowed: true } as const
  expect([0, 1, -0.1, 1.1].map((value) => isAllowed(from, value))).toEqual([true, true, false, false])
  expect(isAllowed({ ...from, isLeastAllowed: false }, 0)).toBe(false)
})
