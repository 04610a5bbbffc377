import type { RuleValue } from '../engine/rule-value.ts'

/** What a setting may be. */
export type SettingValue =
  /** `word`: may stand in place of the number. */
  | (RuleValue & { readonly word?: string })
  /** Several names; none of them means no restriction. */
  | { readonly kind: 'names'; readonly isOptional?: false }
  | { readonly kind: 'text'; readonly isOptional?: true }
  /** Never kept: only whether it is set. */
  | { readonly kind: 'secret'; readonly isOptional?: false }

/** A variable of the environment that sets it. */
export interface Variable {
  readonly name: string
  /** Says the opposite: QT_PAPER_TRADING=false is real trading. */
  readonly isNegated?: boolean
}

export interface FlagOf {
  readonly name: string
  /** The flag speaks in percent, the setting in shares. */
  readonly isPercent?: boolean
  /** What the flag decides besides. */
  readonly also?: readonly [path: string, value: string]
}

/** Another setting that decides whether this one matters. */
export interface Condition {
  readonly path: string
  /** Absent: anything but none. */
  readonly values?: readonly unknown[]
}

/** Where a setting may be given: everywhere, in the environment and `.env` alone, or in the process alone. */
export type Scope = 'anywhere' | 'environment' | 'process'

/** What is said of a setting in the tables of this folder. */
export interface Description {
  /** One line. */
  readonly help: string
  readonly unit?: string
  readonly env?: Variable['name'] | readonly Variable[]
  readonly flag?: string | FlagOf
  /** It matters while any of these holds; absent = always. */
  readonly when?: readonly Condition[]
  readonly scope?: Scope
}

export interface Setting {
  /** `exits.stopPct`: its place in the file, and its name for --set. */
  readonly path: string
  readonly value: SettingValue
  /** undefined = none. */
  readonly default: unknown
  readonly help: string
  readonly unit: string
  readonly variables: readonly Variable[]
  readonly flag: FlagOf | undefined
  readonly when: readonly Condition[]
  readonly scope: Scope
  /** Does any part of the program read it? */
  readonly isConsumed: boolean
}

/** One description for each field. */
export type Described<T> = { readonly [K in keyof T]-?: Description }

export function settingOf(
  path: string,
  value: SettingValue,
  initial: unknown,
  isConsumed: boolean,
  { help, unit = '', env = [], flag, when = [], scope = 'anywhere' }: Description,
): Setting {
  const variables = typeof env === 'string' ? [{ name: env }] : env
  const ownFlag = typeof flag === 'string' ? { name: flag } : flag
  return { path, value, default: initial, help, unit, variables, flag: ownFlag, when, scope, isConsumed }
}
