import type { ProfileName } from '../engine/profiles.ts'
import type { EntryRules, SizingRules, TradingRules } from '../engine/rules.ts'
import type { AutoLeverage, ExitRules, RiskRules } from '../risk/rules.ts'
import type { SlippageModel } from '../venue/costs.ts'
import type { VenueRules } from '../venue/rules.ts'
import type { ExecutionSettings, OperationSettings } from './operation.ts'

/** A field that may be absent can be switched off. */
type Value<T, K extends keyof T> = undefined extends T[K] ? Exclude<T[K], undefined> | 'none' : T[K]
type Fields<T> = { readonly [K in keyof T]?: Value<T, K> }
type Groups<T> = { readonly [K in keyof T]?: Fields<T[K]> }

/** All fields of the kinds that a group comes in. */
type Merged<T, K = T extends unknown ? keyof T : never> = {
  readonly [P in K & PropertyKey]?: T extends unknown ? (P extends keyof T ? T[P] : never) : never
}

type Operation = Omit<OperationSettings, 'execution'> & {
  readonly execution: Omit<ExecutionSettings, 'isReal'>
}

/** What `qt.config.ts` may say: any part of it. Shares are not percent. */
export type Config = Groups<Operation> & {
  readonly profile?: ProfileName
  readonly initialEquity?: number
  readonly leverage?: number | 'auto'
  readonly autoLeverage?: Partial<Omit<AutoLeverage, 'kind'>>
  readonly marginMode?: TradingRules['marginMode']
  readonly sizing?: Merged<SizingRules>
  readonly entry?: Merged<EntryRules>
  readonly exits?: Fields<ExitRules>
  readonly risk?: Groups<RiskRules>
  readonly venue?: Fields<Omit<VenueRules, 'slippage'>> & { readonly slippage?: Merged<SlippageModel> }
}

/** Hands a configuration on, so that an editor knows what may stand in it; it is checked where it is read. */
export function defineConfig(config: Config): Config {
  return config
}
