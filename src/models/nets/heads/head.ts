import { QtError } from '../../../core/error.ts'
import { checkChoice } from '../check.ts'
import type { Head } from '../net.ts'

/** Numbers a head says of one step (point 1, quantiles one a level), or of a sample (classes one a class). */
export function outputsOf(head: Head): number {
  if (head.kind === 'classes') return head.count
  return head.kind === 'quantiles' ? head.levels.length : 1
}

/** @throws QtError `usage` for an unknown kind, levels that do not rise within (0, 1), or fewer than two classes */
export function checkHead(head: Head): void {
  checkChoice('kind of the head', head.kind, ['point', 'quantiles', 'classes'])
  if (head.kind === 'quantiles') checkLevels(head.levels, 'quantile levels of the head')
  if (head.kind === 'classes' && !(Number.isInteger(head.count) && head.count >= 2))
    throw new QtError('usage', `classes of the head: ${head.count}`, 'allowed: a whole number from 2')
}

/** @throws QtError `usage` unless the levels rise within (0, 1) */
export function checkLevels(levels: readonly number[], what = 'quantile levels'): void {
  const rises = levels.every((level, i) => level > (levels[i - 1] ?? 0) && level < 1)
  if (levels.length > 0 && rises) return
  throw new QtError(
    'usage',
    `${what}: [${levels.join(', ')}]`,
    'allowed: one or more numbers between 0 and 1, rising',
  )
}
