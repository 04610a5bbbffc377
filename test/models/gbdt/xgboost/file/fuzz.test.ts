import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseXgboostJson, writeXgboostJson } from '../../../../../src/models/gbdt/xgboost/file/json.ts'
import { parseXgboostUbjson } from '../../../../../src/models/gbdt/xgboost/file/ubjson.ts'
import type { XgboostModel, XgboostTree } from '../../../../../src/models/gbdt/xgboost/model.ts'
import {
  edited,
  edits,
  officialBytes,
  officialFiles,
  officialText,
  readOrRefuse,
} from '../../../../support/gbdt/files.ts'

const TEXTS = [...officialFiles('xgboost-', '.json'), ...officialFiles('old-xgboost-', '.json')].map(
  officialText,
)
const FILES = officialFiles('xgboost-', '.ubj').map(officialBytes)

/** Nodes met on all ways from the root; fails on one met twice. */
function walk({ leftChildren, rightChildren, splitIndices }: XgboostTree, numFeature: number): number {
  const met = new Set<number>()
  const open = [0]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    expect(met.has(node)).toBe(false)
    met.add(node)
    expect(node).toBeLessThan(leftChildren.length)
    if (leftChildren[node] === -1) continue
    expect(splitIndices[node]! >= 0 && splitIndices[node]! < numFeature).toBe(true)
    open.push(leftChildren[node]!, rightChildren[node]!)
  }
  return met.size
}

/** What prediction relies on, and that the model can be written and read again. */
function expectSound(model: XgboostModel | undefined): void {
  if (!model) return
  const outputs = Math.max(model.numClass, model.numTarget, 1)
  expect(model.baseScore).toHaveLength(outputs)
  expect(model.treeInfo).toHaveLength(model.trees.length)
  expect(model.treeInfo.every((output) => output >= 0 && output < outputs)).toBe(true)
  for (const tree of model.trees) {
    expect(walk(tree, model.numFeature) + tree.numDeleted).toBe(tree.leftChildren.length)
    expect(tree.splitConditions).toHaveLength(tree.leftChildren.length)
    expect(tree.defaultLeft).toHaveLength(tree.leftChildren.length)
  }
  const text = writeXgboostJson(model)
  expect(writeXgboostJson(parseXgboostJson(text))).toBe(text)
}

const HOSTILE = [
  '1e999',
  '-1',
  '2147483648',
  '99999999999999999999',
  'NaN',
  '-Infinity',
  '[]',
  '{}',
  'null',
  'true',
  '"a"',
  '0.5',
]

describe('files that are cut, edited and spliced', () => {
  it('JSON: a sound model or a refusal', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TEXTS), fc.constantFrom(...TEXTS), edits, (file, donor, list) => {
        const text = edited(file, donor, list, (parts) => parts.join(''))
        expectSound(readOrRefuse(() => parseXgboostJson(text)))
      }),
      { numRuns: 1500 },
    )
  })

  it('JSON with other values: a sound model or a refusal', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TEXTS), fc.nat(), fc.constantFrom(...HOSTILE), (file, at, value) => {
        const numbers = [...file.matchAll(/-?\d+(?:\.\d+)?(?:E-?\d+)?/g)]
        const { index, 0: number } = numbers[at % numbers.length]!
        const text = file.slice(0, index) + value + file.slice(index + number.length)
        expectSound(readOrRefuse(() => parseXgboostJson(text)))
      }),
      { numRuns: 1500 },
    )
  })

  it('UBJSON: a sound model or a refusal', () => {
    fc.assert(
      fc.property(fc.constantFrom(...FILES), fc.constantFrom(...FILES), edits, (file, donor, list) => {
        const bytes = edited(file, donor, list, (parts) =>
          Uint8Array.from(parts.flatMap((part) => Array.from(part))),
        )
        expectSound(readOrRefuse(() => parseXgboostUbjson(bytes)))
      }),
      { numRuns: 1500 },
    )
  })

  it('UBJSON with other bytes: a sound model or a refusal', () => {
    const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }))
    fc.assert(
      fc.property(
        fc.constantFrom(...FILES),
        fc.array(change, { minLength: 1, maxLength: 3 }),
        (file, changes) => {
          const bytes = Uint8Array.from(file)
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte
          expectSound(readOrRefuse(() => parseXgboostUbjson(bytes)))
        },
      ),
      { numRuns: 1500 },
    )
  })

  it('any text, any bytes: a refusal', () => {
    fc.assert(fc.property(fc.string(), (text) => readOrRefuse(() => parseXgboostJson(text)) === undefined))
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => readOrRefuse(() => parseXgboostUbjson(bytes)) === undefined),
    )
  })
})
