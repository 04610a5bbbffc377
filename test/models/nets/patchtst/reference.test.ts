import { describe, test } from 'vitest'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import type { Tensor, Tensor2D, Tensor3D } from '../../../../src/models/nets/kit/tensorflow.ts'
import type { Mode } from '../../../../src/models/nets/net.ts'
import { type PatchtstConfig, patchtstConfig } from '../../../../src/models/nets/patchtst/config.ts'
import { createPatchtst } from '../../../../src/models/nets/patchtst/patchtst.ts'
import { fromReference } from '../../../../src/models/nets/patchtst/reference-weights.ts'
import { MEASURES } from '../../../../src/models/nets/windows/statistics.ts'
import {
  BACKENDS,
  checkAgainstReference,
  kitOn,
  type ReferenceCase,
  referenceCase,
  tensorOf,
} from '../reference-case.ts'

/** Options of the official code; neuralforecast's names beside them. */
interface Options {
  seq_len?: number
  input_size?: number
  pred_len?: number
  h?: number
  patch_len: number
  stride: number
  d_model?: number
  hidden_size?: number
  n_heads: number
  d_ff?: number
  linear_hidden_size?: number
  e_layers?: number
  encoder_layers?: number
  enc_in?: number
  affine?: number
  subtract_last?: number
  revin_subtract_last?: boolean
}

function configOf(options: Options): PatchtstConfig {
  return patchtstConfig({
    inputLength: (options.seq_len ?? options.input_size)!,
    horizon: (options.pred_len ?? options.h)!,
    patchLength: options.patch_len,
    stride: options.stride,
    width: (options.d_model ?? options.hidden_size)!,
    heads: options.n_heads,
    feedForward: (options.d_ff ?? options.linear_hidden_size)!,
    layers: (options.e_layers ?? options.encoder_layers)!,
    dropout: 0,
    channels: options.enc_in ?? 1,
    affine: options.affine === 1,
  })
}

/** Windows scaled as ours are, and the forecast brought back: RevIN's statistics. */
function scaledWindows(kit: Kit, given: ReferenceCase, isLast: boolean) {
  const { tf } = kit
  const x = tensorOf<Tensor3D>((given.inputs.x ?? given.inputs.insample_y)!)
  const [samples, length, channels] = x.shape
  const rows: Tensor2D = tf.reshape(tf.transpose(x, [0, 2, 1]), [samples * channels, length])
  const found = (rows.arraySync() as number[][]).map((row) => {
    const into = { shift: 0, scale: 1 }
    MEASURES[isLast ? 'last-standard' : 'standard'](Float64Array.from(row), length, into)
    return into
  })
  const column = (values: number[]) => tf.tensor2d(values, [rows.shape[0], 1])
  const [shift, scale] = [column(found.map((f) => f.shift)), column(found.map((f) => f.scale))]
  return { samples, channels, shift, scale, history: tf.div<Tensor2D>(tf.sub(rows, shift), scale) }
}

const CASES = [
  'patchtst-official',
  'patchtst-official-uneven',
  'patchtst-official-affine-last',
  'patchtst-neuralforecast',
]

describe.each(BACKENDS)('PatchTST as PyTorch computes it, on %s', (backend) => {
  test.each(CASES)('%s', async (name) => {
    const kit = await kitOn(backend)
    const { tf } = kit
    const given = referenceCase(name)
    const options = given.config as unknown as Options
    const config = configOf(options)
    const net = createPatchtst(kit, config, 1)
    const isLast = options.subtract_last === 1 || options.revin_subtract_last === true
    const { samples, channels, history, shift, scale } = scaledWindows(kit, given, isLast)
    const forecast = (mode: Mode): Tensor => {
      const said = tf.reshape(net.forward(kit, { samples, channels, history }, mode), [-1, config.horizon])
      const restored = tf.add(tf.mul(said, scale), shift)
      return tf.transpose(tf.reshape(restored, [samples, channels, config.horizon]), [0, 2, 1])
    }
    checkAgainstReference(kit, given, { net, toOurs: (w) => fromReference(w, config), forecast })
  })
})
