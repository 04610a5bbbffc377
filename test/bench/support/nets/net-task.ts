import type { NetSpec } from '../../../../src/models/nets/create-net.ts'
import { nhitsConfig } from '../../../../src/models/nets/nhits/config.ts'
import { patchtstConfig } from '../../../../src/models/nets/patchtst/config.ts'
import type { Scaling } from '../../../../src/models/nets/windows/scaling.ts'

/** A net, what it reads and how it is trained: ours and PyTorch's do the same work. */
export interface NetBenchTask {
  readonly spec: Exclude<NetSpec, { readonly kind: 'dlinear' }>
  /** Series of a window. */
  readonly channels: number
  /** Windows a step, and of them at a time. */
  readonly batch: number
  readonly microBatch: number
  /** PatchTST's RevIN is our scaling of windows; the paper's N-HiTS has none. */
  readonly scaling: Scaling
  readonly loss: 'mae' | 'mse'
  /** Rows of the series that windows are cut from. */
  readonly rows: number
  /** Steps of one timed run. */
  readonly steps: number
}

/** N-HiTS as in the paper's search space, 256 windows of one series each. */
export function nhitsTask(pools: readonly number[]): NetBenchTask {
  const config = nhitsConfig({ inputLength: 480, horizon: 96, pools, frequencies: [24, 12, 1] })
  return {
    spec: { kind: 'nhits', config },
    channels: 1,
    batch: 256,
    microBatch: 256,
    scaling: 'none',
    loss: 'mae',
    rows: 8640,
    steps: 10,
  }
}

const patchtstTask: Omit<NetBenchTask, 'spec'> = {
  channels: 7,
  batch: 128,
  microBatch: 128,
  scaling: 'standard',
  loss: 'mse',
  rows: 8640,
  steps: 3,
}

/** PatchTST/42 as published for ETTh1. */
export const PATCHTST_SMALL: NetBenchTask = {
  ...patchtstTask,
  spec: { kind: 'patchtst', config: patchtstConfig({ inputLength: 336, horizon: 96 }) },
}

const WIDE = { width: 128, heads: 16, feedForward: 256, dropout: 0.2 }

/** PatchTST/42 as published for ETTm1; 32 windows go through the net at a time, their gradients add up. */
export const PATCHTST_WIDE: NetBenchTask = {
  ...patchtstTask,
  spec: { kind: 'patchtst', config: patchtstConfig({ inputLength: 336, horizon: 96, ...WIDE }) },
  microBatch: 32,
  rows: 34_560,
  steps: 1,
}

/** The task for windows of a single series, as a trader has them. */
export const ofOneSeries = (task: NetBenchTask): NetBenchTask => ({ ...task, channels: 1 })

/** What peers/nets.py is told. */
export function peerOptions({ spec, channels, batch, steps, loss }: NetBenchTask, threads: number): object {
  return { model: spec.kind, config: peerConfig(spec, channels), threads, batch, steps, loss }
}

function peerConfig({ kind, config }: NetBenchTask['spec'], channels: number): object {
  if (kind === 'nhits')
    return {
      n_time_in: config.inputLength,
      n_time_out: config.horizon,
      n_theta_hidden: config.pools.map(() => config.widths),
      n_pool_kernel_size: config.pools,
      n_freq_downsample: config.frequencies,
    }
  return {
    enc_in: channels,
    seq_len: config.inputLength,
    pred_len: config.horizon,
    patch_len: config.patchLength,
    stride: config.stride,
    d_model: config.width,
    n_heads: config.heads,
    d_ff: config.feedForward,
    e_layers: config.layers,
    dropout: config.dropout,
  }
}
