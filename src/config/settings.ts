import { PROFILE_NAMES } from '../engine/profiles.ts'
import { oneOf } from '../engine/rule-value.ts'
import {
  AUTO_LEVERAGE_VALUES,
  isRuleValue,
  RULE_VALUES,
  type RuleGroup,
  VARIANTS,
} from '../engine/rule-values.ts'
import { STANDARD_RULES } from '../engine/rules.ts'
import { STANDARD_AUTO_LEVERAGE } from '../risk/rules.ts'
import { flatten } from './flatten.ts'
import { DEFAULT_OPERATION } from './operation.ts'
import { type Condition, type Description, type Setting, type SettingValue, settingOf } from './setting.ts'
import { OPERATION } from './settings/operation.ts'
import { RISK } from './settings/risk.ts'
import { ACCOUNT, AUTO_LEVERAGE, ENTRY, EXITS, SIZING, SLIPPAGE, VENUE } from './settings/trading.ts'

/** Limit orders that nobody describes further rest at the close for one bar. */
const LIMIT_ORDERS = { 'entry.offsetBps': 0, 'entry.lifeBars': 1, 'entry.isPostOnly': false }

const DEFAULTS: ReadonlyMap<string, unknown> = new Map([
  ...flatten(STANDARD_RULES),
  ...flatten({ autoLeverage: STANDARD_AUTO_LEVERAGE }),
  ...Object.entries(LIMIT_ORDERS),
  ...flatten(DEFAULT_OPERATION),
])

type Descriptions = Readonly<Record<string, Description>>

/** The settings of one group of trading rules. */
function rulesOf(group: string, values: RuleGroup, descriptions: Descriptions): Setting[] {
  const prefix = group === '' ? '' : `${group}.`
  return Object.entries(descriptions).map(([name, description]) => {
    const path = `${prefix}${name}`
    const value = allowedAt(path, values[name]!)
    const when = description.when ?? conditionOf(group, name)
    return settingOf(path, value, DEFAULTS.get(path), true, { ...description, when })
  })
}

function allowedAt(path: string, entry: RuleGroup[string]): SettingValue {
  if (!isRuleValue(entry)) throw new TypeError(`${path} is a group`)
  if (path === 'leverage') return { ...entry, word: 'auto' }
  // What only another kind of a group needs may be absent while this one is chosen.
  return DEFAULTS.has(path) ? entry : { ...entry, isOptional: true }
}

/** Rules of a group that comes in kinds matter while one of theirs is chosen. */
function conditionOf(group: string, name: string): readonly Condition[] {
  if (group === 'autoLeverage') return [{ path: 'leverage', values: ['auto'] }]
  const variants = VARIANTS[group]
  if (!variants || name === 'kind') return []
  const values = Object.keys(variants).filter((kind) => variants[kind]!.includes(name))
  return [{ path: `${group}.kind`, values }]
}

function operationSettings(): Setting[] {
  return Object.entries(OPERATION).flatMap(([section, entries]) =>
    Object.entries(entries).map(([name, { value, isConsumed = false, ...description }]) => {
      const path = `${section}.${name}`
      return settingOf(path, value, DEFAULTS.get(path), isConsumed, description)
    }),
  )
}

const PROFILE = settingOf('profile', oneOf(...PROFILE_NAMES), 'default', true, {
  help: 'what everything starts from',
  env: 'ORCHESTRATOR_PROFILE',
  flag: 'profile',
})

const HOME = settingOf('home', { kind: 'text', isOptional: true }, undefined, true, {
  help: 'folder of datasets, reports, own strategies and configuration; none: the current one',
  env: 'QT_HOME',
  scope: 'process',
})

const secret = (name: string, variable: string, help: string) =>
  settingOf(`secrets.${name}`, { kind: 'secret' }, false, false, {
    help,
    env: variable,
    scope: 'environment',
  })

const SECRETS = [
  secret('binanceKey', 'BINANCE_API_KEY', 'key of the exchange account'),
  secret('binanceSecret', 'BINANCE_API_SECRET', 'its secret'),
  secret('binanceTestnetKey', 'BINANCE_TESTNET_API_KEY', 'key on the test network'),
  secret('binanceTestnetSecret', 'BINANCE_TESTNET_SECRET_KEY', 'its secret'),
]

const { risk, venue } = RULE_VALUES

/** Every setting, in the order in which they are shown: the one table behind all checks, flags and documents. */
export const SETTINGS: readonly Setting[] = [
  PROFILE,
  HOME,
  ...rulesOf('', RULE_VALUES, ACCOUNT),
  ...rulesOf('autoLeverage', AUTO_LEVERAGE_VALUES, AUTO_LEVERAGE),
  ...rulesOf('sizing', RULE_VALUES.sizing, SIZING),
  ...rulesOf('entry', RULE_VALUES.entry, ENTRY),
  ...rulesOf('exits', RULE_VALUES.exits, EXITS),
  ...rulesOf('risk.governor', risk.governor, RISK.governor),
  ...rulesOf('risk.policy', risk.policy, RISK.policy),
  ...rulesOf('risk.lifecycle', risk.lifecycle, RISK.lifecycle),
  ...rulesOf('risk.portfolio', risk.portfolio, RISK.portfolio),
  ...rulesOf('risk.costs', risk.costs, RISK.costs),
  ...rulesOf('risk.funding', risk.funding, RISK.funding),
  ...rulesOf('venue', venue, VENUE),
  ...rulesOf('venue.slippage', venue.slippage, SLIPPAGE),
  ...operationSettings(),
  ...SECRETS,
]

const BY_PATH = new Map(SETTINGS.map((setting) => [setting.path, setting]))

const BY_VARIABLE = new Map(
  SETTINGS.flatMap((setting) => setting.variables.map((variable) => [variable.name, { setting, variable }])),
)

export const PATHS: readonly string[] = [...BY_PATH.keys()]
export const VARIABLES: readonly string[] = [...BY_VARIABLE.keys()]

export const settingAt = (path: string) => BY_PATH.get(path)
export const settingOfVariable = (name: string) => BY_VARIABLE.get(name)

/** `risk.governor` of `risk.governor.reset`. */
export const sectionOf = ({ path }: Setting) => path.split('.').slice(0, -1).join('.')
