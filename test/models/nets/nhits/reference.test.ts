import { describe, expect, test } from 'vitest'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import type { Tensor2D, Tensor3D } from '../../../../src/models/nets/kit/tensorflow.ts'
import type { NetInput } from '../../../../src/models/nets/net.ts'
import { type NhitsConfig, nhitsConfig } from '../../../../src/models/nets/nhits/config.ts'
import { createNhits } from '../../../../src/models/nets/nhits/nhits.ts'
import { fromReference } from '../../../../src/models/nets/nhits/reference-weights.ts'
import {
  BACKENDS,
  checkAgainstReference,
  kitOn,
  type ReferenceCase,
  referenceCase,
  tensorOf,
} from '../reference-case.ts'

/** The options of the two libraries that the cases name. */
interface OriginalOptions {
  n_time_in: number
  n_time_out: number
  n_theta_hidden: number[][]
  n_pool_kernel_size: number[]
  n_freq_downsample: number[]
  pooling_mode?: 'max' | 'average'
  interpolation_mode?: 'linear' | 'nearest'
}

interface NeuralforecastOptions {
  h: number
  input_size: number
  mlp_units: number[][]
  n_pool_kernel_size: number[]
  n_freq_downsample: number[]
  n_blocks?: number[]
  pooling_mode?: 'MaxPool1d' | 'AvgPool1d'
  interpolation_mode?: 'linear' | 'nearest'
  hist_exog_list?: string[]
  futr_exog_list?: string[]
  stat_exog_list?: string[]
}

function originalConfig(given: ReferenceCase): NhitsConfig {
  const options = given.config as unknown as OriginalOptions
  return nhitsConfig({
    inputLength: options.n_time_in,
    horizon: options.n_time_out,
    widths: options.n_theta_hidden[0]!,
    pools: options.n_pool_kernel_size,
    frequencies: options.n_freq_downsample,
    pooling: options.pooling_mode ?? 'max',
    interpolation: options.interpolation_mode ?? 'linear',
  })
}

function neuralforecastConfig({ config, loss }: ReferenceCase): NhitsConfig {
  const options = config as unknown as NeuralforecastOptions
  const { mlp_units: units } = options
  return nhitsConfig({
    block: 'neuralforecast',
    inputLength: options.input_size,
    horizon: options.h,
    blocks: options.n_blocks ?? [1, 1, 1],
    widths: [units[0]![0]!, ...units.map((pair) => pair[1]!)],
    pools: options.n_pool_kernel_size,
    frequencies: options.n_freq_downsample,
    pooling: options.pooling_mode === 'AvgPool1d' ? 'average' : 'max',
    interpolation: options.interpolation_mode ?? 'linear',
    covariates: {
      past: options.hist_exog_list?.length ?? 0,
      ahead: options.futr_exog_list?.length ?? 0,
      fixed: options.stat_exog_list?.length ?? 0,
    },
    head: loss.name === 'mqloss' ? { kind: 'quantiles', levels: loss.options.quantiles } : { kind: 'point' },
  })
}

function inputOf({ tf }: Kit, { inputs }: ReferenceCase, { inputLength }: NhitsConfig): NetInput {
  const history: Tensor2D = tf.reshape(tensorOf(inputs.insample_y!), [-1, inputLength])
  /** [samples, steps, features] → [samples, features, steps] */
  const covariate = (name: string) =>
    inputs[name] ? tf.transpose(tensorOf<Tensor3D>(inputs[name]), [0, 2, 1]) : undefined
  const [past, ahead] = [covariate('hist_exog'), covariate('futr_exog')]
  return {
    samples: history.shape[0],
    channels: 1,
    history,
    ...(past ? { past } : {}),
    ...(ahead ? { ahead } : {}),
    ...(inputs.stat_exog ? { fixed: tensorOf<Tensor2D>(inputs.stat_exog) } : {}),
  }
}

/** Not here: the three cases with masked values. Windows with unknown values are left out, so nets have no mask. */
const CASES = [
  'nhits-original-max-linear',
  'nhits-original-average-nearest',
  'nhits-original-ceil-max',
  'nhits-neuralforecast-mae',
  'nhits-neuralforecast-quantiles',
  'nhits-neuralforecast-covariates',
]

describe.each(BACKENDS)('N-HiTS as PyTorch computes it, on %s', (backend) => {
  test.each(CASES)('%s', async (name) => {
    const kit = await kitOn(backend)
    const given = referenceCase(name)
    const config = name.includes('original') ? originalConfig(given) : neuralforecastConfig(given)
    const net = createNhits(kit, config, 1)
    const input = inputOf(kit, given, config)
    checkAgainstReference(kit, given, {
      net,
      toOurs: fromReference,
      forecast: (mode) => net.forward(kit, input, mode),
    })
    expect(net.weights.kept.size).toBe(0)
  })
})
