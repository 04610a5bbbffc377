/** What can be evaluated, the plainest first. */
export const MODELS = ['repeat-last', 'ridge', 'dlinear', 'nhits', 'patchtst'] as const
export type ModelName = (typeof MODELS)[number]

/** Those that are trained, with a seed. */
export type NetName = 'dlinear' | 'nhits' | 'patchtst'

export const isNet = (model: ModelName): model is NetName => model !== 'repeat-last' && model !== 'ridge'

export const TITLES: Readonly<Record<ModelName, string>> = {
  'repeat-last': 'repeat-last',
  ridge: 'ridge',
  dlinear: 'DLinear',
  nhits: 'N-HiTS',
  patchtst: 'PatchTST',
}

/** The horizons of the published tables. */
export const HORIZONS: readonly number[] = [96, 192, 336, 720]
