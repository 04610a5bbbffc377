import { closest, QtError } from '../core/error.ts'
import { conflictOf } from './rule-conflicts.ts'
import { allowedText, isAllowed, type RuleValue } from './rule-value.ts'
import { AUTO_LEVERAGE_VALUES, isRuleValue, RULE_VALUES, type RuleGroup, VARIANTS } from './rule-values.ts'
import type { TradingRules } from './rules.ts'

/** Refuses trading rules that cannot be meant: percent for shares, unknown names, numbers that are none. */
export function checkRules(rules: TradingRules): void {
  const { leverage, ...others } = rules
  if (typeof leverage === 'number') checkRule('leverage', leverage, RULE_VALUES.leverage)
  else checkLeverage(leverage)
  const { leverage: _, ...groups } = RULE_VALUES
  checkGroup('', others, groups)
  const conflict = conflictOf(rules)
  if (conflict) throw new QtError('config', conflict)
}

function checkLeverage(leverage: unknown): void {
  const { kind, ...bounds } = (leverage ?? {}) as Readonly<Record<string, unknown>>
  if (kind !== 'auto') throw refused('leverage', leverage, `${allowedText(RULE_VALUES.leverage)}, or auto`)
  checkGroup('leverage.', bounds, AUTO_LEVERAGE_VALUES)
}

function checkGroup(prefix: string, values: unknown, group: RuleGroup): void {
  if (typeof values !== 'object' || values === null) throw refused(prefix.slice(0, -1), values, 'rules')
  const given = values as Readonly<Record<string, unknown>>
  const names = namesOf(prefix, given, group)
  const unknown = Object.keys(given).find((name) => given[name] !== undefined && !names.includes(name))
  if (unknown !== undefined) throw unknownRule(prefix, unknown, names)
  for (const name of names) {
    const entry = group[name]!
    if (isRuleValue(entry)) checkRule(`${prefix}${name}`, given[name], entry)
    else checkGroup(`${prefix}${name}.`, given[name], entry)
  }
}

/** What a group may hold: where it comes in kinds, what belongs to the kind that is given. */
function namesOf(prefix: string, given: Readonly<Record<string, unknown>>, group: RuleGroup): string[] {
  const variants = VARIANTS[prefix.slice(0, -1)]
  if (!variants) return Object.keys(group)
  const { kind } = given
  checkRule(`${prefix}kind`, kind, group.kind as RuleValue)
  return ['kind', ...variants[kind as string]!]
}

function checkRule(path: string, value: unknown, rule: RuleValue): void {
  if (!isAllowed(rule, value)) throw refused(path, value, allowedText(rule))
}

function unknownRule(prefix: string, name: string, names: readonly string[]): QtError {
  const near = closest(name, names)
  return new QtError(
    'config',
    `unknown rule ${prefix}${name}${near ? `; did you mean ${prefix}${near}?` : ''}`,
    `allowed: ${names.join(', ')}`,
  )
}

function refused(name: string, value: unknown, allowed: string): QtError {
  const shown = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return new QtError('config', `rule ${name}: expected ${allowed}, got ${shown}`)
}
