import { canonicalJson, sha256 } from '../../../core/hash.ts'

/** What the first member of every document says. */
export const FORMAT = 'quantum-trader net'

/** Rises when a reader of the version before would misread a document. */
export const VERSION = 1

/** Where a weight lies in the binary: float32, little-endian, row-major. */
export interface TensorPlace {
  readonly name: string
  readonly shape: readonly number[]
  /** Bytes before it. */
  readonly offset: number
}

/** The JSON beside the binary of a net. */
export interface NetDocument {
  readonly format: typeof FORMAT
  readonly version: typeof VERSION
  readonly kind: string
  readonly config: unknown
  readonly scaling: string
  /** Packed, so that numbers without a word in JSON survive. */
  readonly training: unknown
  readonly weights: {
    readonly bytes: number
    readonly sha256: string
    readonly tensors: readonly TensorPlace[]
  }
  /** Of all other members. */
  readonly sha256: string
}

/** The checksum of a document: of its members but the checksum, in any order and layout. */
export function checksumOf(document: object): string {
  const members = Object.entries(document).filter(([name]) => name !== 'sha256')
  return sha256(canonicalJson(Object.fromEntries(members)))
}
