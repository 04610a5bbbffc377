import { repeatLast } from '../../src/models/nets/baselines/repeat-last.ts'
import { fitRidge, forecastRidge } from '../../src/models/nets/baselines/ridge.ts'
import { type Benchmark, type Windows, windowsOf } from './benchmark.ts'
import type { ModelName, NetName } from './models.ts'
import { DLINEAR_INPUT } from './recipes/dlinear.ts'
import type { Fitted } from './train.ts'

/** A baseline without chance, fitted to the training windows. */
export function baseline(model: Exclude<ModelName, NetName>, benchmark: Benchmark, horizon: number): Fitted {
  const windows: Windows = { inputLength: DLINEAR_INPUT, horizon, channels: 'joint', stride: 1 }
  if (model === 'repeat-last') return { windows, forecaster: repeatLast }
  const ridge = fitRidge(windowsOf(benchmark, 'train', windows))
  return { windows, forecaster: (some) => forecastRidge(ridge, some) }
}
