import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseLightgbmText, writeLightgbmText } from '../../../../../src/models/gbdt/lightgbm/file/text.ts'
import type { LightgbmModel, LightgbmTree } from '../../../../../src/models/gbdt/lightgbm/model.ts'
import { edited, edits, officialFiles, officialText, readOrRefuse } from '../../../../support/gbdt/files.ts'

/** Without sizes, which refuse nearly every edit before it is looked at; and without most of the parameters. */
const TEXTS = officialFiles('lightgbm-', '.txt').map((name) =>
  officialText(name)
    .replace(/^tree_sizes=.*\n/m, '')
    .replace(/(\nparameters:\n(?:.*\n){3})(?:\[.*\n)*/, '$1'),
)

/** Splits and leaves met on all ways from split 0; fails on one met twice. */
function walk({ leftChild, rightChild, splitFeature, leafCount }: LightgbmTree, features: number): number {
  const met = new Set<number>()
  const open = [leafCount === 1 ? -1 : 0]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    expect(met.has(node)).toBe(false)
    met.add(node)
    if (node < 0) continue
    expect(splitFeature[node]! >= 0 && splitFeature[node]! < features).toBe(true)
    open.push(leftChild[node]!, rightChild[node]!)
  }
  return met.size
}

function expectSound(model: LightgbmModel | undefined): void {
  if (!model) return
  expect(model.trees.length % model.treesPerIteration).toBe(0)
  for (const tree of model.trees) {
    expect(walk(tree, model.featureNames.length)).toBe(2 * tree.leafCount - 1)
    expect(tree.leafValue).toHaveLength(tree.leafCount)
    for (const [split, type] of tree.decisionType.entries()) {
      if (type & 1)
        expect(tree.catBoundaries[tree.threshold[split]! + 1]).toBeLessThanOrEqual(tree.catThreshold.length)
    }
  }
  const text = writeLightgbmText(model)
  expect(writeLightgbmText(parseLightgbmText(text))).toBe(text)
}

const HOSTILE = [
  '1e999',
  '-1',
  '2147483648',
  '99999999999999999999',
  'nan',
  'inf',
  '',
  ' ',
  '0.5',
  '=',
  '\n',
  '\r\n',
  '\0',
]

describe('files that are cut, edited and spliced', () => {
  it('a sound model or a refusal', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TEXTS), fc.constantFrom(...TEXTS), edits, (file, donor, list) => {
        const text = edited(file, donor, list, (parts) => parts.join(''))
        expectSound(readOrRefuse(() => parseLightgbmText(text)))
      }),
      { numRuns: 1500 },
    )
  })

  it('with other values: a sound model or a refusal', () => {
    fc.assert(
      fc.property(fc.constantFrom(...TEXTS), fc.nat(), fc.constantFrom(...HOSTILE), (file, at, value) => {
        const numbers = [...file.matchAll(/-?\d+(?:\.\d+)?(?:e[+-]\d+)?/g)]
        const { index, 0: number } = numbers[at % numbers.length]!
        const text = file.slice(0, index) + value + file.slice(index + number.length)
        expectSound(readOrRefuse(() => parseLightgbmText(text)))
      }),
      { numRuns: 1500 },
    )
  })

  it('any text: a refusal', () => {
    fc.assert(fc.property(fc.string(), (text) => readOrRefuse(() => parseLightgbmText(text)) === undefined))
    fc.assert(
      fc.property(
        fc.string(),
        (text) => readOrRefuse(() => parseLightgbmText(`tree\n${text}`)) === undefined,
      ),
    )
  })
})
