import { QtError } from '../../../core/error.ts'
import type { WindowShape } from './usable.ts'

/**
 * @param what the windows, in a message
 * @param whose what the expected lengths are, in a hint: 'the net was made for'
 * @throws QtError `usage` unless there are windows, of the expected inputLength and horizon
 */
export function checkLengths(what: string, set: WindowShape, expected: WindowShape, whose: string): void {
  if (!set) throw new QtError('usage', `${what}: none given`, 'usableWindows and windowsAt name them')
  for (const name of ['inputLength', 'horizon'] as const) {
    if (set[name] === expected[name]) continue
    throw new QtError('usage', `${name} of the ${what}: ${set[name]}`, `${whose} ${expected[name]}`)
  }
}
