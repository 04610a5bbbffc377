import { QtError } from '../../../core/error.ts'
import { checkChoice, checkRate, checkWhole } from '../check.ts'
import { checkHead } from '../heads/head.ts'
import type { Pooling } from '../layers/pool.ts'
import type { NetConfig } from '../net.ts'
import type { Interpolation } from './interpolation.ts'

/** How many covariates of each kind a net reads. */
export interface CovariateCounts {
  readonly past: number
  readonly ahead: number
  readonly fixed: number
}

/** The architecture of an N-HiTS. Lists run over the stacks, coarse to fine. */
export interface NhitsConfig extends NetConfig {
  /** Blocks of each stack. */
  readonly blocks: readonly number[]
  /** Bars that are pooled to one before a stack's blocks read them. */
  readonly pools: readonly number[]
  /** Steps of the horizon to one knot of a stack's forecast (the paper's inverse expressivity). */
  readonly frequencies: readonly number[]
  /** Hidden layers of every block. With `neuralforecast` the first has neither activation nor dropout. */
  readonly widths: readonly number[]
  /** The paper's block, or the deeper one of the neuralforecast library. */
  readonly block: 'paper' | 'neuralforecast'
  readonly pooling: Pooling
  readonly interpolation: Interpolation
  /** Share of hidden units dropped in training. */
  readonly dropout: number
  readonly covariates: CovariateCounts
}

/** The paper's blocks on 120 bars, with the pools and frequencies that neuralforecast starts from. */
const DEFAULTS: Omit<NhitsConfig, 'horizon'> = {
  inputLength: 120,
  blocks: [1, 1, 1],
  pools: [2, 2, 1],
  frequencies: [4, 2, 1],
  widths: [512, 512],
  block: 'paper',
  pooling: 'max',
  interpolation: 'linear',
  dropout: 0,
  covariates: { past: 0, ahead: 0, fixed: 0 },
  head: { kind: 'point' },
}

/** A whole configuration of what is given and the defaults. */
export function nhitsConfig(given: Partial<NhitsConfig> & Pick<NhitsConfig, 'horizon'>): NhitsConfig {
  return { ...DEFAULTS, ...given }
}

/** @throws QtError `usage` that names the first member that cannot be */
export function checkNhits(config: NhitsConfig): void {
  checkWhole('inputLength of N-HiTS', config.inputLength)
  checkWhole('horizon of N-HiTS', config.horizon)
  checkStacks(config)
  checkEach('widths', config.widths)
  checkChoice('block of N-HiTS', config.block, ['paper', 'neuralforecast'])
  checkChoice('pooling of N-HiTS', config.pooling, ['max', 'average'])
  checkChoice('interpolation of N-HiTS', config.interpolation, ['linear', 'nearest'])
  checkRate('dropout of N-HiTS', config.dropout)
  for (const [kind, count] of Object.entries(config.covariates))
    checkWhole(`${kind} covariates of N-HiTS`, count, 0)
  checkHead(config.head)
}

function checkStacks({ blocks, pools, frequencies, inputLength }: NhitsConfig): void {
  if (blocks.length !== pools.length || pools.length !== frequencies.length)
    throw new QtError(
      'usage',
      `N-HiTS: ${blocks.length} numbers of blocks, ${pools.length} pools, ${frequencies.length} frequencies`,
      'give one of each for every stack',
    )
  checkEach('blocks', blocks)
  checkEach('pools', pools)
  checkEach('frequencies', frequencies)
  const wide = pools.find((pool) => pool > inputLength)
  if (wide === undefined) return
  throw new QtError(
    'usage',
    `N-HiTS: a pool of ${wide} bars, but a window has ${inputLength}`,
    'choose pools no longer than inputLength',
  )
}

function checkEach(member: string, values: readonly number[]): void {
  if (values.length === 0) throw new QtError('usage', `${member} of N-HiTS: none given`)
  values.forEach((value, i) => {
    checkWhole(`${member}[${i}] of N-HiTS`, value)
  })
}
