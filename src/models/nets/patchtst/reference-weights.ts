import { QtError } from '../../../core/error.ts'
import type { WeightValues } from '../weights.ts'
import { type PatchtstConfig, patchesOf } from './config.ts'

/** Members of a PyTorch state that are no weights of ours: a fixed scale and a counter. */
const LEFT_OUT = /\.(?:sdp_attn\.scale|num_batches_tracked)$/

const PROJECTION = /^(.*\.)W_([QKV])\.(weight|bias)$/

/**
 * Weights of the official PatchTST or neuralforecast's (a PyTorch `state_dict`) as ours: queries, keys and values one
 * below the other in W_QKV, and the head's columns, width major there, tokens major here. Both are a matter of
 * place, so gradients and moments may be brought over in the same way.
 *
 * @throws QtError `data` when a part of W_QKV is missing, or the head has not a column for every token
 */
export function fromReference(
  reference: ReadonlyMap<string, WeightValues>,
  config: PatchtstConfig,
): Map<string, WeightValues> {
  const ours = new Map<string, WeightValues>()
  for (const [fullName, weight] of reference) {
    const name = fullName.replace(/^model\./, '')
    const [, layer, part, kind] = PROJECTION.exec(name) ?? []
    if (LEFT_OUT.test(name)) continue
    if (part === undefined)
      ours.set(name, name === 'head.linear.weight' ? tokensFirst(weight, config) : weight)
    else if (part === 'Q') ours.set(`${layer}W_QKV.${kind}`, joined(reference, fullName, kind!))
  }
  return ours
}

/** The rows of W_Q, W_K and W_V one below the other. */
function joined(reference: ReadonlyMap<string, WeightValues>, query: string, kind: string): WeightValues {
  const parts = ['Q', 'K', 'V'].map((part) => {
    const name = query.replace(/W_Q\.\w+$/, `W_${part}.${kind}`)
    const weight = reference.get(name)
    if (!weight) throw new QtError('data', `weight ${name}: missing`)
    return weight
  })
  const rows = parts.reduce((sum, { shape }) => sum + shape[0]!, 0)
  const values = new Float32Array(parts.reduce((sum, part) => sum + part.values.length, 0))
  let at = 0
  for (const part of parts) {
    values.set(part.values, at)
    at += part.values.length
  }
  return { shape: [rows, ...parts[0]!.shape.slice(1)], values }
}

/** Columns [channels,] width, tokens → [channels,] tokens, width. */
function tokensFirst({ shape, values }: WeightValues, config: PatchtstConfig): WeightValues {
  const [width, tokens] = [config.width, patchesOf(config)]
  const flat = width * tokens
  if (values.length % flat !== 0)
    throw new QtError(
      'data',
      `weight head.linear.weight: a multiple of ${flat} columns expected, got ${shape[1]}`,
    )
  const moved = new Float32Array(values.length)
  for (let i = 0; i < values.length; i++) {
    const place = i % flat
    const [unit, token] = [Math.floor(place / tokens), place % tokens]
    moved[i - place + token * width + unit] = values[i]!
  }
  return { shape, values: moved }
}
