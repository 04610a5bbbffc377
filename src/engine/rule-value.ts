/** What a rule may be. */
export type RuleValue = NumberValue | ChoiceValue | SwitchValue

interface MaybeAbsent {
  /** May be absent, which means: no such rule. */
  readonly isOptional?: boolean
}

/** A number inside bounds; `isLeastAllowed` tells [least, most] from (least, most]. */
export interface NumberValue extends MaybeAbsent {
  readonly kind: 'number'
  readonly least: number
  readonly most: number
  readonly isLeastAllowed: boolean
  readonly isInteger?: boolean
}

export interface ChoiceValue extends MaybeAbsent {
  readonly kind: 'choice'
  readonly choices: readonly string[]
}

export interface SwitchValue extends MaybeAbsent {
  readonly kind: 'switch'
}

/** One kind of value for each field. */
export type ValuesOf<T> = { readonly [K in keyof T]-?: RuleValue }

export const from = (least: number, most: number): NumberValue => ({
  kind: 'number',
  least,
  most,
  isLeastAllowed: true,
})

export const above = (least: number, most: number): NumberValue => ({
  kind: 'number',
  least,
  most,
  isLeastAllowed: false,
})

export const whole = (least: number, most: number): NumberValue => ({ ...from(least, most), isInteger: true })

export const oneOf = (...choices: readonly string[]): ChoiceValue => ({ kind: 'choice', choices })

export const yesOrNo: SwitchValue = { kind: 'switch' }

export const optional = <V extends RuleValue>(value: V): V & { isOptional: true } => ({
  ...value,
  isOptional: true,
})

export function isAllowed(rule: RuleValue, value: unknown): boolean {
  if (value === undefined) return rule.isOptional === true
  if (rule.kind === 'choice') return rule.choices.includes(value as string)
  if (rule.kind === 'switch') return typeof value === 'boolean'
  if (typeof value !== 'number' || !(value <= rule.most)) return false
  const isAboveLeast = rule.isLeastAllowed ? value >= rule.least : value > rule.least
  return isAboveLeast && (!rule.isInteger || Number.isInteger(value))
}

/** `0 < … ≤ 0.99`, `cross or isolated`. */
export function allowedText(rule: RuleValue): string {
  if (rule.kind === 'choice') return rule.choices.join(' or ')
  if (rule.kind === 'switch') return 'true or false'
  const range = `${rule.least} ${rule.isLeastAllowed ? '≤' : '<'} … ≤ ${rule.most}`
  return rule.isInteger ? `a whole number ${range}` : range
}
