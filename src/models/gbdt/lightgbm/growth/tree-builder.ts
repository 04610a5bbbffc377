import type { LightgbmTree } from '../model.ts'
import { roundedToZero } from './leaf-output.ts'

/** One split of a leaf: the leaf keeps its number on the left side, the right side gets the next one. */
interface TreeSplit {
  readonly leaf: number
  /** Of the data set. */
  readonly feature: number
  readonly threshold: number
  readonly decisionType: number
  readonly gain: number
  readonly left: Side
  readonly right: Side
}

interface Side {
  readonly output: number
  readonly weight: number
  readonly count: number
}

/** A tree in the making, leaf-wise. */
export class TreeBuilder {
  readonly #splits: TreeSplit[] = []
  readonly #leftChild: number[] = []
  readonly #rightChild: number[] = []
  readonly #internalValue: number[] = []
  readonly #leaves: Side[]
  /** Inner node above each leaf. */
  readonly #parent: number[] = [-1]

  constructor(root: Side) {
    this.#leaves = [root]
  }

  get leafCount(): number {
    return this.#leaves.length
  }

  /** @returns number of the right side's leaf */
  split(split: TreeSplit): number {
    const node = this.#splits.length
    const { leaf } = split
    const right = this.#leaves.length
    this.#hang(this.#parent[leaf]!, leaf, node)
    this.#splits.push(split)
    this.#leftChild.push(~leaf)
    this.#rightChild.push(~right)
    this.#internalValue.push(this.#leaves[leaf]!.output)
    this.#leaves[leaf] = split.left
    this.#leaves.push(split.right)
    this.#parent[leaf] = node
    this.#parent.push(node)
    return right
  }

  /** Node takes the place of a leaf under its parent. */
  #hang(parent: number, leaf: number, node: number): void {
    if (parent < 0) return
    const children = this.#leftChild[parent] === ~leaf ? this.#leftChild : this.#rightChild
    children[parent] = node
  }

  /**
   * The finished tree.
   *
   * @param shrinkage factor of all values
   * @param bias      added to all values afterwards; with one, the file says shrinkage 1
   */
  build(shrinkage: number, bias: number): LightgbmTree {
    const value = (raw: number) => {
      const shrunk = roundedToZero(raw * shrinkage)
      return bias === 0 ? shrunk : roundedToZero(shrunk + bias)
    }
    const splits = this.#splits
    return {
      leafCount: this.#leaves.length,
      numCat: 0,
      splitFeature: Int32Array.from(splits, (split) => split.feature),
      splitGain: Float32Array.from(splits, (split) => split.gain),
      threshold: Float64Array.from(splits, (split) => split.threshold),
      decisionType: Uint8Array.from(splits, (split) => split.decisionType),
      leftChild: Int32Array.from(this.#leftChild),
      rightChild: Int32Array.from(this.#rightChild),
      internalValue: Float64Array.from(this.#internalValue, value),
      internalWeight: Float64Array.from(splits, ({ left, right }) => left.weight + right.weight),
      internalCount: Int32Array.from(splits, ({ left, right }) => left.count + right.count),
      leafValue: Float64Array.from(this.#leaves, (leaf) => value(leaf.output)),
      leafWeight: Float64Array.from(this.#leaves, (leaf) => leaf.weight),
      leafSampleCount: Int32Array.from(this.#leaves, (leaf) => leaf.count),
      catBoundaries: new Int32Array(0),
      catThreshold: new Uint32Array(0),
      shrinkage: bias === 0 ? shrinkage : 1,
    }
  }
}
