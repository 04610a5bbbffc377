import { QtError } from '../../../core/error.ts'
import type { FlagValues } from '../../command.ts'
import { textFlag } from '../../flags.ts'

/** The dataset's name, without which nothing can be written. */
export function requiredName(flags: FlagValues): string {
  const name = textFlag(flags, 'name')
  if (name === undefined) throw new QtError('usage', '--name: the name of the dataset is required')
  return name
}
