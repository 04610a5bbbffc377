import { QtError } from '../../../core/error.ts'
import { sha256 } from '../../../core/hash.ts'
import { unpackJson } from '../../../core/json.ts'
import type { WeightValues } from '../weights.ts'
import type { Scaling } from '../windows/scaling.ts'
import { MEASURES } from '../windows/statistics.ts'
import { checksumOf, FORMAT, type NetDocument, type TensorPlace, VERSION } from './document.ts'
import type { NetModel } from './net-model.ts'
import { specFrom } from './spec.ts'
import { FLOAT_BYTES, type NetParts } from './write.ts'

/**
 * The model that two parts hold. Both must be as they were written: the document and the binary carry checksums.
 *
 * @param source name of the file, for errors
 * @throws QtError `data`: what is wrong with it, and where
 */
export function readNet({ document: text, binary }: NetParts, source: string): NetModel {
  try {
    const document = documentOf(text)
    checkBinary(document, binary)
    return {
      spec: specFrom(document.kind, document.config),
      scaling: scalingOf(document.scaling),
      weights: weightsIn(document, binary),
      training: unpackJson(document.training),
    }
  } catch (error) {
    if (!(error instanceof QtError)) throw error
    throw new QtError(error.code, `${source}: ${error.message}`, error.hint, { cause: error })
  }
}

function documentOf(text: string): NetDocument {
  const document = parsed(text)
  if (document?.format !== FORMAT) throw new QtError('data', `no net: "format": "${FORMAT}" expected`)
  if (document.version !== VERSION) throw otherVersion(document.version)
  if (document.sha256 !== checksumOf(document))
    throw new QtError(
      'data',
      'its checksum does not fit: it was changed after it was written',
      'save it again',
    )
  if (!Array.isArray(document.weights?.tensors) || !document.weights.tensors.every(isPlace))
    throw new QtError('data', 'weights: a list of names, shapes and offsets expected')
  return document
}

function isPlace(place: Partial<TensorPlace> | null): boolean {
  const { name, shape, offset } = place ?? {}
  const isLength = (length: unknown) => Number.isInteger(length) && Number(length) > 0
  return typeof name === 'string' && Array.isArray(shape) && shape.every(isLength) && Number.isInteger(offset)
}

function parsed(text: string): NetDocument | null {
  try {
    return JSON.parse(text) as NetDocument | null
  } catch (cause) {
    throw new QtError('data', `no JSON, or not all of it: ${(cause as Error).message}`, undefined, { cause })
  }
}

function otherVersion(version: unknown): QtError {
  const hint = 'it was written by a newer release: use that one to read it'
  return new QtError('data', `version ${version} of the format; ${VERSION} is known here`, hint)
}

function checkBinary({ weights: { bytes, sha256: expected } }: NetDocument, binary: Uint8Array): void {
  if (binary.length !== bytes)
    throw new QtError('data', `weights of ${bytes} bytes expected, got ${binary.length}`)
  if (sha256(binary) === expected) return
  throw new QtError(
    'data',
    'the checksum of the weights does not fit: they are damaged or those of another net',
    'the two files of a net belong together',
  )
}

function scalingOf(scaling: string): Scaling {
  if (Object.hasOwn(MEASURES, scaling)) return scaling as Scaling
  throw new QtError('data', `scaling: ${scaling}`, `known: ${Object.keys(MEASURES).join(', ')}`)
}

function weightsIn({ weights }: NetDocument, binary: Uint8Array): Map<string, WeightValues> {
  const view = new DataView(binary.buffer, binary.byteOffset, binary.byteLength)
  const found = new Map<string, WeightValues>()
  for (const { name, shape, offset } of weights.tensors) {
    const size = shape.reduce((product, length) => product * length, 1)
    if (!(offset >= 0 && offset + size * FLOAT_BYTES <= binary.length))
      throw new QtError('data', `weight ${name}: lies outside of the ${binary.length} bytes of weights`)
    const values = Float32Array.from({ length: size }, (_, i) =>
      view.getFloat32(offset + i * FLOAT_BYTES, true),
    )
    found.set(name, { shape, values })
  }
  return found
}
