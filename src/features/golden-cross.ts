import { defineFeature } from './definition.ts'
import { MaCrossKernel } from './ma-cross.ts'

export const goldenCross = defineFeature({
  name: 'goldenCross',
  group: 'trend',
  summary:
    'SMA 50 against SMA 200, with the outputs of maCross. event: 1 in the bar of a golden cross, −1 in that of a death cross, else 0.',
  clock: 'bar',
  inputs: ['close', 'barIndex'],
  sources: 1,
  params: {},
  outputs: ['ratio', 'side', 'event'],
  memory: 'window',
  lookback: () => 200,
  kernel: () => new MaCrossKernel(50, 200),
})
