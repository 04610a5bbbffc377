import type { GovernorChange, GovernorMode } from '../risk/governor.ts'

/** A time in which the governor let not everything pass. */
export interface GovernorEpisode {
  readonly mode: Exclude<GovernorMode, 'ACTIVE'>
  readonly from: number
  readonly to: number
}

/**
 * The times between changes of mode in which the mode was not ACTIVE; one that lasts at the end ends there.
 *
 * @param changes in the order in which they happened
 */
export function governorEpisodes(changes: readonly GovernorChange[], endTime: number): GovernorEpisode[] {
  const episodes: GovernorEpisode[] = []
  for (const [k, { mode, time }] of changes.entries()) {
    const to = changes[k + 1]?.time ?? endTime
    const last = episodes.at(-1)
    if (mode === 'ACTIVE' || to === time) continue
    if (last?.mode === mode && last.to === time) episodes[episodes.length - 1] = { ...last, to }
    else episodes.push({ mode, from: time, to })
  }
  return episodes
}

/** Neighbours of one mode drawn as one where the gap between them is too small to be seen. */
export function joinEpisodes(episodes: readonly GovernorEpisode[], gapMs: number): GovernorEpisode[] {
  const joined: GovernorEpisode[] = []
  for (const episode of episodes) {
    const last = joined.at(-1)
    if (last?.mode === episode.mode && episode.from - last.to < gapMs) {
      joined[joined.length - 1] = { ...last, to: episode.to }
    } else joined.push(episode)
  }
  return joined
}

/** Share of the time of a run in which the governor was in any of the modes. */
export function shareOfTime(episodes: readonly GovernorEpisode[], lengthMs: number): number {
  return episodes.reduce((sum, { from, to }) => sum + to - from, 0) / lengthMs
}
