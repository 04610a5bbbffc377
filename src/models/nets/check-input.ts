import { QtError } from '../../core/error.ts'
import type { NetInput } from './net.ts'

/** What a net asks of its input; absent: any number will do. */
export interface InputNeeds {
  readonly inputLength: number
  readonly channels?: number
}

/** @throws QtError `usage` for windows of another length or number of channels than the net was made for */
export function checkInput(needs: InputNeeds, { history, channels }: NetInput): void {
  const length = history.shape[1]
  if (length !== needs.inputLength)
    throw new QtError('usage', `windows of ${length} bars`, `the net was made for ${needs.inputLength}`)
  if (needs.channels !== undefined && channels !== needs.channels)
    throw new QtError('usage', `windows of ${channels} channels`, `the net was made for ${needs.channels}`)
}
