import { Random } from '../../../src/core/random.ts'
import { dlinearConfig } from '../../../src/models/nets/baselines/dlinear-config.ts'
import type { NetSpec } from '../../../src/models/nets/create-net.ts'
import type { NetTask } from '../../../src/models/nets/fit.ts'
import { nhitsConfig } from '../../../src/models/nets/nhits/config.ts'
import { patchtstConfig } from '../../../src/models/nets/patchtst/config.ts'
import type { Panel } from '../../../src/models/nets/windows/panel.ts'
import { recipeOf, series } from './training/support.ts'

const random = new Random(11, 'panels')
const season = (period: number) =>
  series(260, (row) => Math.sin((2 * Math.PI * row) / period) + 0.2 * random.normal())

/** Two series on one clock, the second with a hole. */
export const PANELS: readonly Panel[] = [12, 8].map((period) => ({ channels: [season(period)] }))
PANELS[1]!.channels[0]![70] = Number.NaN

const shape = { inputLength: 24, horizon: 6 }

/** One small net of each kind, with all that draws from a seed. */
export const SPECS: readonly NetSpec[] = [
  { kind: 'nhits', config: nhitsConfig({ ...shape, widths: [16, 16], dropout: 0.1 }) },
  {
    kind: 'patchtst',
    config: patchtstConfig({
      ...shape,
      patchLength: 8,
      stride: 4,
      layers: 1,
      width: 8,
      heads: 2,
      feedForward: 16,
    }),
  },
  { kind: 'dlinear', config: dlinearConfig({ ...shape, span: 5 }) },
]

const range = (from: number, to: number) => Uint32Array.from({ length: to - from }, (_, i) => from + i)

export function taskOf(net: NetSpec, seed = 1): NetTask {
  return {
    net,
    recipe: recipeOf({ steps: 12, batch: 20, microBatch: 8, evaluateEvery: 4, clipNorm: 1 }),
    seed,
    train: [range(24, 124), range(24, 124)],
    validation: [range(130, 160), range(130, 160)],
    predict: [range(200, 210), range(60, 80)],
  }
}
