/**
 * What a strategy file imports, and all that it needs.
 *
 *   import { buy, defineStrategy, ema, hold, int, sell } from '../src/strategy.ts'
 */
export { buy, close, closeLong, closeShort, hold, sell } from './authoring/decisions.ts'
export { int, num } from './authoring/params.ts'
export { defineStrategy } from './authoring/strategy.ts'
export * from './features/catalogue.ts'
export { column } from './features/column.ts'
export { defineFeature, type FeatureDefinition, type FeatureSpec } from './features/definition.ts'
export { onTimeframe } from './features/higher-timeframe.ts'
export type { Kernel, KernelState } from './features/kernel.ts'
export { StatefulKernel } from './features/state.ts'
export { stateless } from './features/stateless.ts'
export type { Decision } from './market/decision.ts'
