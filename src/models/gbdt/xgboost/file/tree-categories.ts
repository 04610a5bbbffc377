import type { XgboostCategoricalSplits } from '../model.ts'
import type { FilePlace } from './document.ts'

/** Categories are whole numbers that float32 tells apart. */
const CATEGORY_MAX = 2 ** 24 - 1

/** The categorical splits of a tree; undefined when it has none, or comes from a file before 1.6. */
export function categoricalSplits(tree: FilePlace, nodes: number): XgboostCategoricalSplits | undefined {
  const integers = (name: string, high: number) =>
    tree.has(name) ? tree.member(name).integers(0, high) : new Int32Array(0)
  const splitType = tree.has('split_type') ? tree.member('split_type').flags() : new Uint8Array(nodes)
  if (splitType.length !== nodes)
    tree.member('split_type').refuse(`${nodes} items expected, got ${splitType.length}`)
  const categories = integers('categories', CATEGORY_MAX)
  const splits: XgboostCategoricalSplits = {
    categories,
    nodes: integers('categories_nodes', nodes - 1),
    segments: integers('categories_segments', categories.length),
    sizes: integers('categories_sizes', categories.length),
    splitType,
  }
  checkCategories(tree, splits)
  return splits.nodes.length === 0 ? undefined : splits
}

/** Exactly the nodes of type 1 have a segment of categories, in the order of the nodes. */
function checkCategories(
  tree: FilePlace,
  { categories, nodes, segments, sizes, splitType }: XgboostCategoricalSplits,
): void {
  for (const [name, array] of Object.entries({ categories_segments: segments, categories_sizes: sizes })) {
    if (array.length !== nodes.length)
      tree.member(name).refuse(`${nodes.length} items expected, got ${array.length}`)
  }
  const categorical = Array.from(splitType.keys()).filter((node) => splitType[node] === 1)
  if (categorical.length !== nodes.length || categorical.some((node, i) => node !== nodes[i])) {
    const expected = categorical.slice(0, 5).join(', ')
    tree.refuse(`categories_nodes must list the nodes of split_type 1 (${expected} …) in their order`)
  }
  const odd = segments.findIndex((segment, i) => segment + sizes[i]! > categories.length)
  if (odd >= 0)
    tree.refuse(`node ${nodes[odd]} wants more categories than the ${categories.length} there are`)
}
