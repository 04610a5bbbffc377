import { QtError } from '../../../core/error.ts'
import { checkChoice, checkRate, checkWhole } from '../check.ts'
import { checkHead } from '../heads/head.ts'
import type { NetConfig } from '../net.ts'

/** The architecture of a PatchTST. */
export interface PatchtstConfig extends NetConfig {
  /** Bars of a patch. */
  readonly patchLength: number
  /** Bars from one patch to the next. */
  readonly stride: number
  /** Encoder layers. */
  readonly layers: number
  /** Width of a token (D). */
  readonly width: number
  /** Attention heads; they share the width evenly. */
  readonly heads: number
  /** Width inside the feed-forward part (F). */
  readonly feedForward: number
  /** Share dropped after the embedding, the attention, and twice in the feed-forward part. */
  readonly dropout: number
  /** Share dropped of all tokens together before the head; the official one drops nothing there. */
  readonly headDropout: number
  /** What follows each half of a layer: batch statistics (official) or those of each token (neuralforecast). */
  readonly norm: 'batch' | 'layer'
  /** RevIN's learnable gain and offset of each channel. */
  readonly affine: boolean
  /** Channels of a sample; asked for by `affine` and by a class head, else any number will do. */
  readonly channels?: number
}

/** The official ETTh1 set-up, on 128 bars. */
const DEFAULTS: Omit<PatchtstConfig, 'horizon'> = {
  inputLength: 128,
  patchLength: 16,
  stride: 8,
  layers: 3,
  width: 16,
  heads: 4,
  feedForward: 128,
  dropout: 0.3,
  headDropout: 0,
  norm: 'batch',
  affine: false,
  head: { kind: 'point' },
}

/** A whole configuration of what is given and the defaults. */
export function patchtstConfig(
  given: Partial<PatchtstConfig> & Pick<PatchtstConfig, 'horizon'>,
): PatchtstConfig {
  return { ...DEFAULTS, ...given }
}

/** Patches of a window whose last value is repeated a stride beyond its end: ⌊(L − P) / S⌋ + 2. */
export function patchesOf({ inputLength, patchLength, stride }: PatchtstConfig): number {
  return Math.floor((inputLength - patchLength) / stride) + 2
}

const WHOLE = [
  'inputLength',
  'horizon',
  'patchLength',
  'stride',
  'layers',
  'width',
  'heads',
  'feedForward',
] as const

/** @throws QtError `usage` that names the first member that cannot be */
export function checkPatchtst(config: PatchtstConfig): void {
  for (const member of WHOLE) checkWhole(`${member} of PatchTST`, config[member])
  checkChoice('norm of PatchTST', config.norm, ['batch', 'layer'])
  checkRate('dropout of PatchTST', config.dropout)
  checkRate('headDropout of PatchTST', config.headDropout)
  checkHead(config.head)
  checkChannels(config)
  const { inputLength, patchLength, width, heads } = config
  if (inputLength < patchLength)
    throw new QtError(
      'usage',
      `PatchTST: a patch has ${patchLength} bars, a window ${inputLength}`,
      'choose inputLength no shorter than patchLength',
    )
  if (width % heads !== 0)
    throw new QtError(
      'usage',
      `PatchTST: width ${width} among ${heads} heads`,
      'choose a multiple of the heads',
    )
}

function checkChannels({ channels, affine, head }: PatchtstConfig): void {
  if (channels !== undefined) checkWhole('channels of PatchTST', channels)
  else if (affine || head.kind === 'classes')
    throw new QtError(
      'usage',
      'channels of PatchTST: not given',
      'a class head and RevIN with affine weights need the number of channels of a sample',
    )
}
