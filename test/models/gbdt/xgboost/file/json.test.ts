import { describe, expect, it } from 'vitest'
import { parseXgboostJson, writeXgboostJson } from '../../../../../src/models/gbdt/xgboost/file/json.ts'
import type { XgboostModel } from '../../../../../src/models/gbdt/xgboost/model.ts'
import { officialFiles, officialText } from '../../../../support/gbdt/files.ts'

const read = (name: string) => parseXgboostJson(officialText(`xgboost-${name}.json`))

/** The first tree of the default model, one member replaced; numbers keep the form that they have in the text. */
function withMember(name: string, value: string | undefined, file = 'default'): string {
  const member = new RegExp(`,?"${name}":(\\[[^\\]]*\\]|"[^"]*"|\\{[^}]*\\}|\\d+)`)
  const text = officialText(`xgboost-${file}.json`)
  expect(text).toMatch(member)
  const replaced = text.replace(member, (found) =>
    value === undefined ? '' : `${found.startsWith(',') ? ',' : ''}"${name}":${value}`,
  )
  return replaced.replaceAll('{,', '{')
}

describe('round trip', () => {
  it.each(officialFiles('xgboost-', '.json'))('%s: the same bytes', (name) => {
    expect(writeXgboostJson(parseXgboostJson(officialText(name), name))).toBe(officialText(name))
  })

  it.each(officialFiles('old-xgboost-2.1.4', '.json'))(
    '%s: the same bytes, in the form of its version',
    (name) => {
      expect(writeXgboostJson(parseXgboostJson(officialText(name), name))).toBe(officialText(name))
    },
  )
})

describe('reading', () => {
  it('a plain model', () => {
    const model = read('default')
    expect(model).toMatchObject({
      library: 'xgboost',
      version: [3, 4, 1],
      objective: 'reg:squarederror',
      objectiveParams: { scale_pos_weight: '1' },
      boostFromAverage: true,
      numFeature: 4,
      numClass: 0,
      numTarget: 1,
      numParallelTree: 1,
      featureNames: [],
      attributes: {},
    })
    expect(model).not.toHaveProperty('objectiveText')
    expect(model.iterationIndptr).toEqual(Int32Array.of(0, 1, 2))
    expect(model.trees[0]!.parents[0]).toBe(2147483647)
  })

  it('an intercept the user gave, and weights of classes', () => {
    const model = read('binary-weighted')
    expect(model).toMatchObject({ boostFromAverage: false, objectiveParams: { scale_pos_weight: '2.5' } })
    expect(model.baseScore).toEqual(Float32Array.of(0.3))
  })

  it('one intercept a class, trees of several classes and of a forest', () => {
    const model = read('forest')
    expect(model).toMatchObject({ numClass: 3, numParallelTree: 3 })
    expect(model.baseScore).toHaveLength(3)
    expect(Array.from(model.treeInfo.subarray(0, 9))).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2])
    expect(model.iterationIndptr).toEqual(Int32Array.of(0, 9, 18))
  })

  it('one intercept for all classes, without brackets, before 3.1', () => {
    const model = parseXgboostJson(officialText('old-xgboost-2.1.4-dart.json'))
    expect(model.baseScore).toEqual(Float32Array.of(0.5, 0.5, 0.5))
    expect(model.weightDrop).toHaveLength(6)
  })

  it('a threshold of −Infinity', () => {
    const { trees } = read('minus-infinity')
    expect(trees[0]!.splitConditions[0]).toBe(Number.NEGATIVE_INFINITY)
  })

  it('dropout weights', () => {
    const { weightDrop, trees } = read('dart')
    expect(weightDrop).toHaveLength(trees.length)
    expect(Math.min(...weightDrop!)).toBeLessThan(1)
  })

  it('categorical splits', () => {
    const { trees } = read('categories')
    const { nodes, sizes, segments, categories, splitType } = trees[0]!.categorical!
    expect(nodes.length).toBeGreaterThan(0)
    expect(splitType[nodes[0]!]).toBe(1)
    expect(categories).toHaveLength(segments.at(-1)! + sizes.at(-1)!)
    expect(trees[0]!.splitConditions[nodes[0]!]).toBe(Math.fround(1e-45))
    expect(read('default').trees[0]).not.toHaveProperty('categorical')
  })

  it('names of categories that a data frame had, as they are', () => {
    expect(read('data-frame').categoriesText).toMatch(/^\{"enc":\[\{"offsets":\[\],"values":\[\]\},/)
    expect(read('categories')).not.toHaveProperty('categoriesText')
  })

  it('names, types and attributes', () => {
    expect(read('names').featureNames).toEqual(['é😀', 'close/open', 'say "hi"', 'back\\slash'])
    expect(read('names').featureTypes).toEqual(['float', 'int', 'i', 'q'])
    const { attributes } = read('early-stopping')
    expect(attributes).toMatchObject({ best_iteration: '0', note: 'é "quoted"\n\x01 \\ /' })
  })

  it('trees of one leaf, no trees, nodes that pruning deleted', () => {
    expect(read('constant').trees[0]!.leftChildren).toEqual(Int32Array.of(-1))
    expect(read('no-trees').trees).toEqual([])
    expect(read('pruned').trees[0]!.numDeleted).toBeGreaterThan(0)
  })

  it('objectives that are not trained here, whole', () => {
    expect(read('reg-quantileerror')).toMatchObject({
      numTarget: 2,
      objectiveParams: { quantile_alpha: '[3E-1,6E-1]' },
    })
    expect(read('rank-ndcg').objectiveText).toContain('"ti+":[1E0,')
  })

  it('files before 1.6: booleans, members that were not there yet', () => {
    const old = parseXgboostJson(officialText('old-xgboost-1.3.3-default.json'))
    expect(old).toMatchObject({ version: [1, 3, 3], numParallelTree: 1, featureNames: [], numTarget: 1 })
    expect(old.trees[0]!.defaultLeft).toEqual(Uint8Array.of(1, 1, 1, 0, 0, 0, 0))
    expect(old.iterationIndptr).toEqual(Int32Array.of(0, 1, 2))
    const forest = parseXgboostJson(officialText('old-xgboost-1.3.3-forest.json'))
    expect(forest.treeInfo).toEqual(Int32Array.of(0, 0, 1, 1, 2, 2))
    expect(forest.baseScore).toEqual(Float32Array.of(0.5, 0.5, 0.5))
  })

  it.each([
    ['attributes', '{}'],
    ['feature_names', '[]'],
    ['feature_types', '[]'],
    ['cats', '{"enc":[],"feature_segments":[],"sorted_idx":[]}'],
    ['iteration_indptr', '[0,1,2]'],
    ['num_parallel_tree', '"1"'],
    ['boost_from_average', '"1"'],
    ['num_target', '"1"'],
    ['num_class', '"0"'],
    ['num_deleted', '"0"'],
    ['size_leaf_vector', '"1"'],
    ['categories', '[]'],
    ['categories_nodes', '[]'],
    ['categories_segments', '[]'],
    ['categories_sizes', '[]'],
    ['split_type', '[0,0,0,0,0]'],
    ['id', '0'],
  ])('does not need the member %s', (name) => {
    const text = withMember(name, undefined)
    expect(text).not.toBe(officialText('xgboost-default.json'))
    expect(writeXgboostJson(parseXgboostJson(text))).toBe(officialText('xgboost-default.json'))
  })

  it('takes a base_score without brackets for all classes', () => {
    const model = parseXgboostJson(withMember('base_score', '"0.25"', 'forest'))
    expect(model.baseScore).toEqual(new Float32Array(3).fill(0.25))
  })

  it('takes the oldest version that fits when there is none', () => {
    expect(parseXgboostJson(withMember('version', undefined)).version).toEqual([3, 1, 0])
  })

  it('takes blanks, whole numbers among floats, and exponents of any form', () => {
    const spread = JSON.stringify(JSON.parse(officialText('xgboost-default.json')), null, '\t')
    expect(writeXgboostJson(parseXgboostJson(spread))).toBe(officialText('xgboost-default.json'))
  })

  it('keeps a backslash before u that is no escape, as XGBoost itself writes and reads it', () => {
    const text = withMember('attributes', '{"path":"C:\\users","tab":"\\u0009é"}')
    const model = parseXgboostJson(text)
    expect(model.attributes).toEqual({ path: 'C:\\users', tab: '\té' })
    expect(writeXgboostJson(model)).toContain('{"path":"C:\\users","tab":"\\té"}')
  })
})

describe('writing', () => {
  const numbers = /"(?:base_weights|loss_changes|split_conditions|sum_hessian)":\[([^\]]*)\]/g
  const integers =
    /"(?:left_children|parents|right_children|split_indices|default_left|tree_info)":\[([^\]]*)\]/g
  const text = writeXgboostJson(read('missing'))

  it('gives every float an exponent and no whole number a point', () => {
    for (const [, list] of text.matchAll(numbers)) {
      for (const number of list!.split(',')) expect(number).toMatch(/^-?\d(\.\d+)?E-?\d+$|Infinity|NaN/)
    }
    for (const [, list] of text.matchAll(integers)) {
      for (const number of list!.split(',')) expect(number).toMatch(/^-?\d+$/)
    }
  })

  it('writes infinities and NaN as words', () => {
    const model = read('default')
    const [tree] = model.trees
    const splitConditions = Float32Array.of(-Infinity, Infinity, Number.NaN, 1, 2, 3, 4).slice(
      0,
      tree!.parents.length,
    )
    const odd: XgboostModel = { ...model, trees: [{ ...tree!, splitConditions }, model.trees[1]!] }
    const written = writeXgboostJson(odd)
    expect(written).toContain('"split_conditions":[-Infinity,Infinity,NaN,1E0')
    expect(parseXgboostJson(written).trees[0]!.splitConditions).toEqual(splitConditions)
  })

  it('writes dropout weights where the version has them, and none without trees', () => {
    const model = read('dart')
    expect(writeXgboostJson({ ...model, version: [3, 3, 0] })).toMatch(
      /"name":"dart","weight_drop":\[.*\]\},"learner_model/,
    )
    const empty = { ...read('no-trees'), weightDrop: new Float32Array(0) }
    expect(writeXgboostJson(empty)).toBe(officialText('xgboost-no-trees.json'))
  })

  it('sorts members by their UTF-8 bytes, not by UTF-16 units', () => {
    const attributes = { '\u{1F600}': 'emoji', '\uFF21': 'wide', b: '2', B: '1', '10': 'ten', '9': 'nine' }
    const written = writeXgboostJson({ ...read('default'), attributes })
    expect(written).toContain('{"10":"ten","9":"nine","B":"1","b":"2","\uFF21":"wide","\u{1F600}":"emoji"}')
  })
})
