import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Library } from '../../../support/gbdt/cases.ts'
import type { Shape } from './tree-data.ts'

/** Work that ours and the official library both do on the data of the folder. */
export interface TreeTask extends Shape {
  readonly library: Library
  readonly rounds: number
}

/** Official parameters: what the targets name, the official defaults otherwise. */
export const PARAMS = {
  xgboost: { objective: 'binary:logistic', tree_method: 'hist', max_depth: 6, max_bin: 256 },
  lightgbm: { objective: 'binary', num_leaves: 31 },
} as const

/** Ways in which the official library can be asked for the same model: the quickest is compared. */
export const KINDS = {
  xgboost: ['dmatrix', 'quantile'],
  lightgbm: ['column-wise', 'row-wise'],
} as const

export const THREADS = [1, 2] as const

/** What peers/trees.py is told. */
export function peerOptions({ library, rows, features, rounds }: TreeTask, more: object): object {
  return { library, rows, features, rounds, params: PARAMS[library], ...more }
}

/** A model that the peer left in the folder. */
export function readPeerModel(folder: string, name: string): string {
  return readFileSync(join(folder, `${name}.model`), 'utf8')
}
