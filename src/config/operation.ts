/** What the parts around the engine are told: universe, runners, learning. Seconds and hours; amounts in quote units. */
export interface OperationSettings {
  readonly universe: UniverseSettings
  readonly decision: DecisionSettings
  readonly execution: ExecutionSettings
  readonly model: ModelSettings
  readonly learning: LearningSettings
  readonly supervision: SupervisionSettings
}

/** SPEC §1.7. */
export interface UniverseSettings {
  /** Instrument ids; empty = all. */
  readonly allowed: readonly string[]
  readonly fetch: number
  readonly select: number
  readonly minQuoteVolume: number
}

/** SPEC §6.1. */
export interface DecisionSettings {
  readonly isEnabled: boolean
  readonly checkSeconds: number
  readonly isEventDriven: boolean
}

/** SPEC §0 and §15: paper until everything says otherwise. */
export interface ExecutionSettings {
  readonly isEnabled: boolean
  readonly isReal: boolean
  readonly isTestnet: boolean
  readonly exchange: 'paper' | 'binance-futures'
  readonly marketType: 'usdm_perp'
  readonly paperBalance: number
}

/** SPEC §4. */
export interface ModelSettings {
  readonly kind: 'ensemble' | 'xgb' | 'hybrid'
}

/** SPEC §11. */
export interface LearningSettings {
  readonly isContinuous: boolean
  readonly retrainTrades: number
  readonly retrainHours: number
  readonly retrainSeconds: number
}

/** SPEC §12. */
export interface SupervisionSettings {
  readonly modelSeconds: number
  readonly balancerSeconds: number
}

export const DEFAULT_OPERATION: OperationSettings = {
  universe: { allowed: [], fetch: 200, select: 100, minQuoteVolume: 500_000 },
  decision: { isEnabled: true, checkSeconds: 10, isEventDriven: false },
  execution: {
    isEnabled: true,
    isReal: false,
    isTestnet: false,
    exchange: 'paper',
    marketType: 'usdm_perp',
    paperBalance: 500,
  },
  model: { kind: 'ensemble' },
  learning: { isContinuous: true, retrainTrades: 50, retrainHours: 24, retrainSeconds: 14_400 },
  supervision: { modelSeconds: 300, balancerSeconds: 60 },
}
