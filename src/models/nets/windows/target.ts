import type { Head } from '../net.ts'

/**
 * What a window is judged by: the rows after its origin, the label at its origin, or nothing (a prediction, which
 * may begin where the data ends).
 */
export type Target = 'series' | 'label' | 'none'

/** What a net with this head learns from. */
export function targetOf(head: Head): Target {
  return head.kind === 'classes' ? 'label' : 'series'
}
