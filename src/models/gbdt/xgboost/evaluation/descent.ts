import type { FeatureColumn } from '../../feature-matrix.ts'
import type { Crew } from '../../kernel/crew.ts'
import type { Kernel } from '../../kernel/kernel.ts'
import {
  DESCENT_BYTES,
  DESCENT_CLASSES,
  DESCENT_DEPTH,
  DESCENT_MARGINS,
  DESCENT_ROOT,
  DESCENT_ROWS,
  FORK_BYTES,
  FORK_COLUMN,
  FORK_CONDITION,
  FORK_LEFT,
  FORK_MISSING,
  FORK_RIGHT,
  FORK_VALUE,
  OP_XGBOOST_DESCEND,
} from '../../kernel/layout/xgboost.ts'
import { RecordRoom } from '../../kernel/record-room.ts'
import type { XgboostTree } from '../model.ts'

/** Rows of raw values that walk down trees as these grow, and the margins that the leaves raise. */
export class Descent {
  /** Address of the margins. float32 [rows × classes] */
  readonly margins: number
  readonly #kernel: Kernel
  readonly #crew: Crew
  readonly #rows: number
  readonly #record: number
  readonly #columns: number
  readonly #forks: RecordRoom

  /** @param intercepts margins to begin with, one a class */
  constructor(
    kernel: Kernel,
    crew: Crew,
    columns: readonly FeatureColumn[],
    rows: number,
    intercepts: Float32Array,
  ) {
    this.#kernel = kernel
    this.#crew = crew
    this.#rows = rows
    this.#columns = kernel.take(columns.length * rows * 4)
    for (const [f, column] of columns.entries()) kernel.f32(this.#columnOf(f), rows).set(column)
    const classes = intercepts.length
    this.margins = kernel.take(rows * classes * 4)
    const margins = kernel.f32(this.margins, rows * classes)
    for (let i = 0; i < margins.length; i++) margins[i] = intercepts[i % classes]!
    this.#forks = new RecordRoom(kernel, FORK_BYTES)
    this.#record = kernel.take(DESCENT_BYTES)
    kernel.u32(this.#record + DESCENT_ROWS, 1)[0] = rows
    kernel.u32(this.#record + DESCENT_CLASSES, 1)[0] = classes
  }

  /** Every row adds the value of its leaf to the margin of the class. */
  add(tree: XgboostTree, classIndex: number): void {
    const root = this.#forks.take(tree.leftChildren.length)
    for (const node of tree.leftChildren.keys()) this.#writeFork(root, tree, node)
    const field = this.#kernel.u32(this.#record, DESCENT_BYTES / 4)
    field[DESCENT_ROOT / 4] = root
    field[DESCENT_DEPTH / 4] = depthOf(tree)
    field[DESCENT_MARGINS / 4] = this.margins + classIndex * 4
    this.#crew.perform(this.#kernel, OP_XGBOOST_DESCEND, this.#record)
  }

  #columnOf(feature: number): number {
    return this.#columns + feature * this.#rows * 4
  }

  #writeFork(root: number, tree: XgboostTree, node: number): void {
    const at = root + node * FORK_BYTES
    const isLeaf = tree.leftChildren[node]! < 0
    const left = isLeaf ? at : root + tree.leftChildren[node]! * FORK_BYTES
    const right = isLeaf ? at : root + tree.rightChildren[node]! * FORK_BYTES
    const field = this.#kernel.u32(at, FORK_BYTES / 4)
    field[FORK_COLUMN / 4] = this.#columnOf(tree.splitIndices[node]!)
    field[FORK_LEFT / 4] = left
    field[FORK_RIGHT / 4] = right
    field[FORK_MISSING / 4] = tree.defaultLeft[node] === 1 ? left : right
    const real = this.#kernel.f32(at, FORK_BYTES / 4)
    real[FORK_CONDITION / 4] = tree.splitConditions[node]!
    real[FORK_VALUE / 4] = tree.splitConditions[node]!
  }
}

/** Steps from the root to the farthest leaf. */
function depthOf({ parents }: XgboostTree): number {
  const depths = new Int32Array(parents.length)
  for (let node = 1; node < depths.length; node++) depths[node] = depths[parents[node]!]! + 1
  return depths.reduce((a, b) => Math.max(a, b))
}
