import { QtError } from '../../../core/error.ts'
import { checkWhole } from '../check.ts'
import { checkHead } from '../heads/head.ts'
import type { NetConfig } from '../net.ts'

/** The architecture of a DLinear. */
export interface DlinearConfig extends NetConfig {
  /** Bars of the moving average that makes the trend, an odd number. */
  readonly span: number
}

const DEFAULTS: Omit<DlinearConfig, 'horizon'> = { inputLength: 336, span: 25, head: { kind: 'point' } }

/** A whole configuration of what is given and the defaults. */
export function dlinearConfig(given: Partial<DlinearConfig> & Pick<DlinearConfig, 'horizon'>): DlinearConfig {
  return { ...DEFAULTS, ...given }
}

/** @throws QtError `usage` that names the first member that cannot be */
export function checkDlinear({ inputLength, horizon, span, head }: DlinearConfig): void {
  checkWhole('inputLength of DLinear', inputLength)
  checkWhole('horizon of DLinear', horizon)
  checkWhole('span of DLinear', span)
  if (span % 2 === 0) throw new QtError('usage', `span of DLinear: ${span}`, 'allowed: an odd number')
  checkHead(head)
}
