import type { FeatureMatrix } from '../feature-matrix.ts'
import { createKernel, type Kernel } from '../kernel/kernel.ts'
import type { Forest } from './forest.ts'
import { createLeaves, type Leaves } from './leaves.ts'
import type { Link } from './link.ts'
import type { KeyBits } from './loaded-forest.ts'
import { once } from './once.ts'
import { createSums, type Sums } from './sums.ts'
import { createWalker, rowsPerBlock, type Walker } from './walker.ts'

/** A walker and what is made of its walks. */
export interface Station {
  readonly walker: Walker
  readonly sums: Sums
  readonly leaves: () => Leaves
}

/** Stations of one predictor, made when they are first needed. */
export interface Stations {
  for(matrix: FeatureMatrix): Station
  /** For single rows. */
  forOne(): Station
}

export function createStations(forest: Forest, link: Link): Stations {
  const kernel = createKernel()
  const inputs = forest.inputs.length
  const narrow = once(() => createStation(kernel, forest, link, 32, rowsPerBlock(inputs, 32)))
  const wide = once(() => createStation(kernel, forest, link, 64, rowsPerBlock(inputs, 64)))
  // Numbers of any precision may come, and float64 holds them all; XGBoost rounds to float32 anyway.
  const single = once(() => createStation(kernel, forest, link, forest.library === 'xgboost' ? 32 : 64, 1))
  return {
    for: (matrix) => (keyBitsOf(forest, matrix) === 32 ? narrow() : wide()),
    forOne: single,
  }
}

/** XGBoost computes in float32; LightGBM in float64, which float32 columns do not need. */
export function keyBitsOf(forest: Forest, { columns }: FeatureMatrix): KeyBits {
  if (forest.library === 'xgboost') return 32
  return columns.every((column) => column instanceof Float32Array) ? 32 : 64
}

function createStation(kernel: Kernel, forest: Forest, link: Link, bits: KeyBits, rows: number): Station {
  const walker = createWalker(kernel, forest, bits, rows)
  return {
    walker,
    sums: createSums(kernel, forest, link, walker),
    leaves: once(() => createLeaves(kernel, forest, walker)),
  }
}
