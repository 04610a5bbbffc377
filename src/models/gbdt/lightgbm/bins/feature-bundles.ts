/**
 * Exclusive feature bundling: sparse features that are (nearly) never non-zero together share one column of bins.
 * The grouping, its random searches and its tolerated conflicts are the original's (src/io/dataset.cpp, FindGroups
 * and FastFeatureBundling). Where two members of a bundle meet in a row, the later one is kept.
 */

import { LightgbmRandom } from '../sampling/random.ts'
import type { BinMapper } from './bin-mapper.ts'
import { binOfValue } from './bin-mapper.ts'

const SEARCHED_GROUPS = 100
/** One row in so many may be in conflict. */
const ROWS_PER_CONFLICT = 10_000
/** Groups that fewer rows use go into one last group. */
const DENSE_SHARE = 0.4

/** A feature as the sample shows it. */
export interface SparseFeature {
  readonly feature: number
  /** Sampled rows whose value is not zero: the order of the second search. */
  readonly nonZero: number
  /** Sampled rows outside the bin that histograms leave out. */
  readonly used: number
  /** Which ones, ascending (positions in the sample). */
  readonly positions: () => Uint32Array
}

/** What the search needs to know of the data. */
interface BundleSample {
  /** Sampled rows. */
  readonly total: number
  /** Rows of the data set: the seed. */
  readonly rows: number
  readonly isEnableSparse: boolean
}

const NONE = new Uint32Array(0)

interface Member {
  readonly feature: number
  readonly used: number
  /** Absent if so many that no group could ever take it: then nobody asks. */
  readonly positions: Uint32Array | undefined
}

/** A group in the making. */
interface Group {
  readonly members: Member[]
  /** [sampled rows] 1 = a member uses the row. */
  readonly marks: Uint8Array
  usedRows: number
  total: number
}

/** Features that go together; `isApart`: only in name, each keeps bins of its own. */
interface Bundle {
  readonly members: readonly Member[]
  readonly isApart: boolean
}

/**
 * Groups of at least two features that share a column: the features of each, ascending.
 *
 * @param features in ascending order
 */
export function findBundles(features: readonly SparseFeature[], sample: BundleSample): number[][] {
  const members = toMembers(features, sample.total)
  const bySize = members.map((_, i) => i).sort((a, b) => features[b]!.nonZero - features[a]!.nonZero)
  const natural = findGroups(members, sample)
  const bigFirst = findGroups(
    bySize.map((i) => members[i]!),
    sample,
  )
  const best = natural.length > bigFirst.length ? bigFirst : natural
  return best
    .filter((bundle) => bundle.members.length > 1 && !bundle.isApart)
    .map((bundle) => bundle.members.map(({ feature }) => feature).sort((a, b) => a - b))
}

/**
 * Sampled rows that are not in the bin that histograms leave out.
 *
 * The original looks at the values after it has sorted them, so row and value do not belong together; what it
 * finds decides the groups, so it is done alike.
 *
 * @param positions rows whose value is not zero
 * @param values    their values: known ones sorted, then what was left where they had been
 */
export function usedPositions(
  mapper: BinMapper,
  total: number,
  positions: Uint32Array,
  values: ArrayLike<number>,
): Uint32Array {
  if (mapper.defaultBin === mapper.mostFreqBin) return positions
  const used: number[] = []
  for (let row = 0, j = 0; row < total; row++) {
    while (j < positions.length && positions[j]! < row) j++
    const isListed = j < positions.length && positions[j] === row
    if (!isListed || binOfValue(mapper, values[j]!) !== mapper.mostFreqBin) used.push(row)
  }
  // An empty list leaves the first one in force.
  return used.length > 0 ? Uint32Array.from(used) : positions
}

function conflictLimit(total: number): number {
  return Math.trunc(total / ROWS_PER_CONFLICT)
}

/** Positions are only asked of features that some group could take, or that a sparse last group may hold. */
function toMembers(features: readonly SparseFeature[], total: number): Member[] {
  const [least = total, second = total] = features.map(({ used }) => used).sort((a, b) => a - b)
  return features.map(({ feature, used, positions }) => {
    const smallestOther = used === least ? second : least
    const canShare = used + smallestOther <= total + conflictLimit(total) || used < DENSE_SHARE * total
    return { feature, used, positions: canShare ? positions() : undefined }
  })
}

function findGroups(members: readonly Member[], sample: BundleSample): Bundle[] {
  const groups = firstRound(members, sample)
  const isDense = (group: Group) => !sample.isEnableSparse || group.usedRows / sample.total >= DENSE_SHARE
  const bundles: Bundle[] = groups
    .filter(isDense)
    .map((group) => ({ members: group.members, isApart: false }))
  const rest = groups.filter((group) => !isDense(group)).flatMap((group) => group.members)
  if (rest.length > 0) bundles.push({ members: rest, isApart: !hasFewConflicts(rest, sample.total) })
  return bundles
}

/** Each feature joins the first group searched that can take it, or founds one. */
function firstRound(members: readonly Member[], sample: BundleSample): Group[] {
  const random = new LightgbmRandom(sample.rows)
  const groups: Group[] = []
  for (const member of members) {
    const taker = searchGroups(groups, member, sample.total, random).find((group) =>
      join(group, member, sample.total),
    )
    if (!taker) groups.push(found(member, sample.total))
  }
  return groups
}

/** The last group that has room, then others that have. */
function searchGroups(
  groups: readonly Group[],
  member: Member,
  total: number,
  random: LightgbmRandom,
): Group[] {
  const available = groups.filter((group) => group.total + member.used <= total + conflictLimit(total))
  const last = available.at(-1)
  if (!last) return []
  const others = random.sample(available.length - 1, Math.min(available.length - 1, SEARCHED_GROUPS - 1))
  return [last, ...others.map((i) => available[i]!)]
}

/** Takes the member into the group unless they conflict too often. */
function join(group: Group, member: Member, total: number): boolean {
  const allowed = conflictLimit(total) - group.total + group.usedRows
  const conflicts = countConflicts(group.marks, member.positions)
  if (conflicts > allowed || conflicts > Math.trunc(member.used / 2)) return false
  group.members.push(member)
  group.total += member.used
  group.usedRows += member.used - conflicts
  markUsed(group.marks, member.positions)
  return true
}

function found(member: Member, total: number): Group {
  const marks = new Uint8Array(member.positions ? total : 0)
  markUsed(marks, member.positions)
  return { members: [member], marks, usedRows: member.used, total: member.used }
}

/** Whether features that all go together meet in no more rows than allowed. */
function hasFewConflicts(members: readonly Member[], total: number): boolean {
  const marks = new Uint8Array(total)
  let conflicts = 0
  for (const { positions } of members) {
    conflicts += countConflicts(marks, positions)
    if (conflicts > conflictLimit(total)) return false
    markUsed(marks, positions)
  }
  return true
}

function countConflicts(marks: Uint8Array, positions: Uint32Array = NONE): number {
  let conflicts = 0
  for (const position of positions) conflicts += marks[position]!
  return conflicts
}

function markUsed(marks: Uint8Array, positions: Uint32Array = NONE): void {
  for (const position of positions) marks[position] = 1
}
