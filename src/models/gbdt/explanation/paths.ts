import type { Forest, ForestTree } from '../prediction/forest.ts'

/** What TreeSHAP asks about the edges that lead to a tree's nodes. Arrays are [nodes]. */
export interface Paths {
  /** Feature that the edge decides on. */
  readonly features: Int32Array
  /** Node of the nearest edge above of the same feature; 0: none. */
  readonly earlier: Int32Array
  /** Share of the parent's training data that takes the edge. */
  readonly shares: Float64Array
  /** Product of the shares of all edges of this feature down to here; 1 at the root. */
  readonly featureShares: Float64Array
  /** Share of all training data that comes by. */
  readonly reach: Float64Array
  /** Most different features on the way to a leaf. */
  readonly featuresMost: number
}

/** A share of nothing still divides: nothing of the result depends on it. */
const SMALLEST_SHARE = 1e-30

export function pathsOf(forest: Forest, tree: ForestTree): Paths {
  const count = tree.children.length
  const features = new Int32Array(count).fill(-1)
  const parents = new Int32Array(count)
  const earlier = new Int32Array(count)
  const shares = new Float64Array(count).fill(1)
  const featureShares = new Float64Array(count).fill(1)
  const reach = new Float64Array(count).fill(1)
  const different = new Int32Array(count)
  for (let parent = 0; parent < count; parent++) {
    const first = tree.children[parent]!
    if (first === 0) continue
    const feature = forest.inputs[tree.inputs[parent]!]!.feature
    const above = edgeOf(feature, parent, features, parents)
    for (const node of [first, first + 1]) {
      features[node] = feature
      parents[node] = parent
      earlier[node] = above
      shares[node] = shareOf(tree.covers[node]!, tree.covers[parent]!)
      featureShares[node] = featureShares[above]! * shares[node]!
      reach[node] = reach[parent]! * shares[node]!
      different[node] = different[parent]! + (above === 0 ? 1 : 0)
    }
  }
  return {
    features,
    earlier,
    shares,
    featureShares,
    reach,
    featuresMost: different.reduce((a, b) => Math.max(a, b)),
  }
}

/** The lowest node from `node` up whose edge decides on a feature; 0: none. */
function edgeOf(feature: number, node: number, features: Int32Array, parents: Int32Array): number {
  let at = node
  while (at > 0 && features[at] !== feature) at = parents[at]!
  return at
}

function shareOf(cover: number, parentCover: number): number {
  return parentCover > 0 ? Math.max(SMALLEST_SHARE, cover / parentCover) : 0.5
}
