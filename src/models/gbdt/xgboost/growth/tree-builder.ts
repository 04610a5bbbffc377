import type { GradientSums } from '../../growth/gradient-sums.ts'
import type { Split } from '../../growth/split.ts'
import { NO_PARENT, type XgboostTree } from '../model.ts'
import type { NodeRule } from './node-rule.ts'

/** Node of a tree that grows. */
interface Node {
  readonly parent: number
  left: number
  right: number
  feature: number
  condition: number
  isDefaultLeft: boolean
  baseWeight: number
  gain: number
  hessian: number
}

/** A tree in the making: leaves that become splits. */
export class TreeBuilder {
  readonly #rule: NodeRule
  readonly #learningRate: number
  readonly #nodes: Node[] = []

  /** @param learningRate float32 */
  constructor(root: GradientSums, rule: NodeRule, learningRate: number) {
    this.#rule = rule
    this.#learningRate = learningRate
    this.#addLeaf(NO_PARENT, root)
    // The original scales a leaf's own record of its weight, but not that of a root.
    this.#nodes[0]!.baseWeight = rule.weightOf(root)
  }

  /** @returns number of the left child; the right one follows */
  split(number: number, split: Split, condition: number): number {
    const node = this.#nodes[number]!
    const { left, right } = split
    const whole = { gradient: left.gradient + right.gradient, hessian: left.hessian + right.hessian }
    node.feature = split.feature
    node.condition = condition
    node.isDefaultLeft = split.isDefaultLeft
    node.baseWeight = this.#rule.weightOf(whole)
    node.gain = split.gain
    node.hessian = whole.hessian
    node.left = this.#addLeaf(number, left)
    node.right = this.#addLeaf(number, right)
    return node.left
  }

  #addLeaf(parent: number, sums: GradientSums): number {
    const value = Math.fround(this.#rule.weightOf(sums) * this.#learningRate)
    return (
      this.#nodes.push({
        parent,
        left: -1,
        right: -1,
        feature: 0,
        condition: value,
        isDefaultLeft: false,
        baseWeight: value,
        gain: 0,
        hessian: sums.hessian,
      }) - 1
    )
  }

  leafValue(number: number): number {
    return this.#nodes[number]!.condition
  }

  finish(): XgboostTree {
    const nodes = this.#nodes
    return {
      leftChildren: Int32Array.from(nodes, (node) => node.left),
      rightChildren: Int32Array.from(nodes, (node) => node.right),
      parents: Int32Array.from(nodes, (node) => node.parent),
      splitIndices: Int32Array.from(nodes, (node) => node.feature),
      splitConditions: Float32Array.from(nodes, (node) => node.condition),
      defaultLeft: Uint8Array.from(nodes, (node) => Number(node.isDefaultLeft)),
      baseWeights: Float32Array.from(nodes, (node) => node.baseWeight),
      lossChanges: Float32Array.from(nodes, (node) => node.gain),
      sumHessian: Float32Array.from(nodes, (node) => node.hessian),
      numDeleted: 0,
    }
  }
}
