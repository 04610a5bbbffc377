import type { LightgbmTree } from './model.ts'

/** A tree of one leaf, which gives every row the same value. @param rows that it was fitted to */
export function constantTree(value: number, rows: number): LightgbmTree {
  return {
    leafCount: 1,
    numCat: 0,
    splitFeature: new Int32Array(0),
    splitGain: new Float32Array(0),
    threshold: new Float64Array(0),
    decisionType: new Uint8Array(0),
    leftChild: new Int32Array(0),
    rightChild: new Int32Array(0),
    internalValue: new Float64Array(0),
    internalWeight: new Float64Array(0),
    internalCount: new Int32Array(0),
    leafValue: Float64Array.of(value),
    leafWeight: new Float64Array(0),
    leafSampleCount: Int32Array.of(rows),
    catBoundaries: new Int32Array(0),
    catThreshold: new Uint32Array(0),
    shrinkage: 1,
  }
}
