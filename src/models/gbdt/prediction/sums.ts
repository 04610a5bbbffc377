import type { Kernel } from '../kernel/kernel.ts'
import type { Forest } from './forest.ts'
import type { LoadedForest } from './loaded-forest.ts'
import type { Link } from './transform.ts'
import type { Walker } from './walker.ts'

/** float32 (XGBoost) or float64 (LightGBM), as the official libraries add. */
export type Predictions = Float32Array | Float64Array

/** Sums of leaf values of a block of rows: [rows × classes], in the kernel's memory. */
export interface Sums {
  /** Margins of the rows that the walker has read; the view lives until the next block. */
  margins(rows: number): Predictions
  /** Margins as predictions. */
  predictions(rows: number): Predictions
}

export function createSums(kernel: Kernel, forest: Forest, link: Link, walker: Walker): Sums {
  const isSingle = forest.library === 'xgboost'
  const capacity = walker.rowsPerBlock * forest.classes
  const at = kernel.take(capacity * (isSingle ? 4 : 8))
  const all: Predictions = isSingle ? kernel.f32(at, capacity) : kernel.f64(at, capacity)
  const values = writeLeafValues(kernel, forest, walker.loaded)
  const target = { values, output: at, width: forest.classes }
  const add = adderOf(kernel, isSingle, walker.loaded.bits)
  const transform = transformOf(kernel, isSingle, link, at, forest.classes)
  const margins = (rows: number): Predictions => {
    const sums = all.subarray(0, rows * forest.classes)
    startSums(sums, forest.intercepts)
    add(walker.walk(0, forest.trees.length, target))
    return sums
  }
  return {
    margins,
    predictions(rows) {
      const sums = margins(rows)
      if (forest.divisor !== 1) for (let i = 0; i < sums.length; i++) sums[i]! /= forest.divisor
      transform(rows)
      return sums
    },
  }
}

function startSums(sums: Predictions, intercepts: Float64Array): void {
  if (intercepts.length === 1) sums.fill(intercepts[0]!)
  else for (let i = 0; i < sums.length; i += intercepts.length) sums.set(intercepts, i)
}

/** @returns the address of the values by slot */
function writeLeafValues(kernel: Kernel, forest: Forest, { firstSlots }: LoadedForest): number {
  const slots = firstSlots[forest.trees.length]!
  const isSingle = forest.library === 'xgboost'
  const at = kernel.take(slots * (isSingle ? 4 : 8))
  const values = isSingle ? kernel.f32(at, slots) : kernel.f64(at, slots)
  forEachLeaf(forest, (tree, node, slot) => {
    values[slot] = forest.trees[tree]!.values[node]!
  })
  return at
}

/** Leaves in the order of their slots. */
export function forEachLeaf(forest: Forest, visit: (tree: number, node: number, slot: number) => void): void {
  let slot = 0
  forest.trees.forEach((tree, t) => {
    tree.children.forEach((child, node) => {
      if (child === 0) visit(t, node, slot++)
    })
  })
}

function adderOf({ exports }: Kernel, isSingle: boolean, bits: 32 | 64): (walk: number) => void {
  if (isSingle) return exports.addFloat32
  return bits === 32 ? exports.addNarrowFloat64 : exports.addWideFloat64
}

function transformOf({ exports }: Kernel, isSingle: boolean, link: Link, at: number, classes: number) {
  const { transform, slope } = link
  const single = {
    sigmoid: (rows: number) => exports.sigmoid32(at, rows * classes),
    softmax: (rows: number) => exports.softmax32(at, rows, classes),
    exp: (rows: number) => exports.exponential32(at, rows * classes),
  }
  const double = {
    sigmoid: (rows: number) => exports.sigmoid64(at, rows * classes, slope),
    softmax: (rows: number) => exports.softmax64(at, rows, classes),
    exp: (rows: number) => exports.exponential64(at, rows * classes),
  }
  if (!transform || transform === 'identity') return () => {}
  return (isSingle ? single : double)[transform]
}
