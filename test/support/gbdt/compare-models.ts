import type { LightgbmModel } from '../../../src/models/gbdt/lightgbm/model.ts'
import type { XgboostModel } from '../../../src/models/gbdt/xgboost/model.ts'
import type { OfficialLightgbm, OfficialXgboost } from './official.ts'
import { type Distance, exactly, sixDigits, ulps32, ulps64 } from './ulps.ts'

/** How far a model is from the official one. */
export interface Comparison {
  /** First place where structure, split features or directions differ; absent: equal. */
  readonly structure?: string
  /** Largest distance of each kind of number that is not the same, and where. */
  readonly worst: Readonly<Record<string, Worst>>
}

export interface Worst {
  /** Units in the last place; of the sixth digit where the file holds no more. */
  readonly distance: number
  readonly place: string
}

/** Fields of a tree: those that must be equal, and those measured, with their measure. */
interface TreeFields<Tree> {
  readonly exact: readonly (keyof Tree & string)[]
  readonly measured: Readonly<Partial<Record<keyof Tree & string, Distance>>>
}

const XGBOOST_FIELDS: TreeFields<OfficialXgboost['trees'][number]> = {
  exact: ['leftChildren', 'rightChildren', 'parents', 'splitIndices', 'defaultLeft'],
  measured: { splitConditions: ulps32, baseWeights: ulps32, lossChanges: ulps32, sumHessian: ulps32 },
}

const LIGHTGBM_FIELDS: TreeFields<OfficialLightgbm['trees'][number]> = {
  exact: [
    'leafCount',
    'numCat',
    'splitFeature',
    'leftChild',
    'rightChild',
    'decisionType',
    'internalCount',
    'leafSampleCount',
    'shrinkage',
  ],
  measured: {
    threshold: ulps64,
    leafValue: ulps64,
    leafWeight: ulps64,
    splitGain: sixDigits,
    internalValue: sixDigits,
    internalWeight: sixDigits,
  },
}

export function compareXgboost(ours: XgboostModel, theirs: OfficialXgboost): Comparison {
  const head = firstDifference([
    ['objective', ours.objective, theirs.objective],
    ['numFeature', ours.numFeature, theirs.numFeature],
    ['numClass', ours.numClass, theirs.numClass],
    ['numParallelTree', ours.numParallelTree, theirs.numParallelTree],
    ['treeInfo', String(ours.treeInfo), String(theirs.treeInfo)],
    ['iterationIndptr', String(ours.iterationIndptr), String(theirs.iterationIndptr)],
  ])
  const trees = compareTrees(ours.trees, theirs.trees, XGBOOST_FIELDS)
  const intercept = worstOf(ours.baseScore, theirs.baseScore, ulps32, 'class')
  return joined(head, intercept ? { baseScore: intercept } : {}, trees)
}

export function compareLightgbm(ours: LightgbmModel, theirs: OfficialLightgbm): Comparison {
  const head = firstDifference([
    ['objective', ours.objective, theirs.objective],
    ['numClass', ours.numClass, theirs.numClass],
    ['treesPerIteration', ours.treesPerIteration, theirs.treesPerIteration],
    ['featureNames', String(ours.featureNames), String(theirs.featureNames)],
    ['featureInfos', String(ours.featureInfos), String(theirs.featureInfos)],
  ])
  return joined(head, {}, compareTrees(ours.trees, theirs.trees, LIGHTGBM_FIELDS))
}

function joined(head: string | undefined, worst: Comparison['worst'], trees: Comparison): Comparison {
  const structure = head ?? trees.structure
  return { ...(structure !== undefined && { structure }), worst: { ...worst, ...trees.worst } }
}

type Member = readonly [name: string, ours: unknown, theirs: unknown]

function firstDifference(members: readonly Member[]): string | undefined {
  const odd = members.find(([, ours, theirs]) => ours !== theirs)
  return odd && `${odd[0]}: ${shortened(odd[1])}, expected ${shortened(odd[2])}`
}

const shortened = (value: unknown): string => {
  const text = String(value)
  return text.length > 60 ? `${text.slice(0, 60)}… (${text.length} characters)` : text
}

/** Numbers are compared only up to the first tree of another structure: behind it they mean something else. */
function compareTrees<Tree extends object>(
  ours: readonly Tree[],
  theirs: readonly Tree[],
  fields: TreeFields<Tree>,
): Comparison {
  const worst: Record<string, Worst> = {}
  for (const [t, expected] of theirs.entries()) {
    const tree = ours[t]
    if (!tree) return { structure: `${ours.length} trees, expected ${theirs.length}`, worst }
    const structure = oddStructure(tree, expected, fields.exact)
    if (structure) return { structure: `tree ${t}, ${structure}`, worst }
    takeWorst(worst, tree, expected, fields.measured, t)
  }
  if (ours.length > theirs.length)
    return { structure: `${ours.length} trees, expected ${theirs.length}`, worst }
  return { worst }
}

function oddStructure<Tree>(
  ours: Tree,
  theirs: Tree,
  fields: readonly (keyof Tree & string)[],
): string | undefined {
  for (const field of fields) {
    const [a, b] = [listOf(ours[field]), listOf(theirs[field])]
    if (a.length !== b.length) return `${field}: ${a.length} of them, expected ${b.length}`
    const odd = worstOf(a, b, exactly, 'node')
    if (odd) return `${field}, ${odd.place}`
  }
  return undefined
}

function takeWorst<Tree>(
  worst: Record<string, Worst>,
  ours: Tree,
  theirs: Tree,
  fields: TreeFields<Tree>['measured'],
  t: number,
): void {
  for (const [field, distance] of Object.entries(fields) as [keyof Tree & string, Distance][]) {
    const found = worstOf(listOf(ours[field]), listOf(theirs[field]), distance, `tree ${t}, node`)
    if (found && found.distance > (worst[field]?.distance ?? 0)) worst[field] = found
  }
}

const listOf = (value: unknown): ArrayLike<number> =>
  typeof value === 'number' ? [value] : (value as ArrayLike<number>)

/** The pair that is furthest apart; absent where all are the same. */
export function worstOf(
  ours: ArrayLike<number>,
  theirs: ArrayLike<number>,
  distance: Distance,
  what: string,
): Worst | undefined {
  if (ours.length !== theirs.length)
    return { distance: Number.POSITIVE_INFINITY, place: `${ours.length} of them, expected ${theirs.length}` }
  let [most, at] = [0, -1]
  for (let i = 0; i < theirs.length; i++) {
    const apart = distance(ours[i]!, theirs[i]!)
    if (apart > most) [most, at] = [apart, i]
  }
  return at < 0 ? undefined : { distance: most, place: `${what} ${at}: ${ours[at]}, expected ${theirs[at]}` }
}
