import { QtError } from '../../../core/error.ts'
import { sha256 } from '../../../core/hash.ts'
import { packJson } from '../../../core/json.ts'
import type { WeightValues } from '../weights.ts'
import { checksumOf, FORMAT, type NetDocument, type TensorPlace, VERSION } from './document.ts'
import type { NetModel } from './net-model.ts'

/** A net in two parts: what it is, and the numbers of its weights. */
export interface NetParts {
  readonly document: string
  readonly binary: Uint8Array
}

/** Bytes of a float32. */
export const FLOAT_BYTES = 4

/** @throws QtError `usage` for what is no model */
export function writeNet(model: NetModel): NetParts {
  checkModel(model)
  const { spec, scaling, weights, training } = model
  const { tensors, bytes } = placesOf(weights)
  const binary = binaryOf(weights, bytes)
  const members: Omit<NetDocument, 'sha256'> = {
    format: FORMAT,
    version: VERSION,
    kind: spec.kind,
    config: spec.config,
    scaling,
    training: packJson(training),
    weights: { bytes, sha256: sha256(binary), tensors },
  }
  const document = { ...members, sha256: checksumOf(members) }
  return { document: `${JSON.stringify(document, undefined, 2)}\n`, binary }
}

function checkModel({ spec, weights }: NetModel): void {
  if (!(spec && weights instanceof Map))
    throw new QtError('usage', 'no model of a net', 'make one: modelOfFit(task, fit), or netModel(net, …)')
}

/** One weight after the other. */
function placesOf(weights: ReadonlyMap<string, WeightValues>): { tensors: TensorPlace[]; bytes: number } {
  let offset = 0
  const tensors = [...weights].map(([name, { shape, values }]) => {
    const place = { name, shape, offset }
    offset += values.length * FLOAT_BYTES
    return place
  })
  return { tensors, bytes: offset }
}

function binaryOf(weights: ReadonlyMap<string, WeightValues>, bytes: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(bytes))
  let at = 0
  for (const { values } of weights.values()) {
    for (const value of values) {
      view.setFloat32(at, value, true)
      at += FLOAT_BYTES
    }
  }
  return new Uint8Array(view.buffer)
}
