import { describe, expect, it } from 'vitest'
import { parseLightgbmText, writeLightgbmText } from '../../../../../src/models/gbdt/lightgbm/file/text.ts'
import { officialFiles, officialText } from '../../../../support/gbdt/files.ts'

const read = (name: string) => parseLightgbmText(officialText(`lightgbm-${name}.txt`))

/** The text without the line of a field, in the header and in trees, and without sizes, which would not fit. */
function without(text: string, name: string): string {
  return text.replaceAll(new RegExp(`^(?:${name}|tree_sizes)(?:=.*)?\n`, 'gm'), '')
}

describe('round trip', () => {
  it.each(officialFiles('lightgbm-', '.txt'))('%s: the same bytes', (name) => {
    expect(writeLightgbmText(parseLightgbmText(officialText(name), name))).toBe(officialText(name))
  })

  it('the format before v4: the same bytes', () => {
    const text = officialText('old-lightgbm-3.3.5-default.txt')
    expect(parseLightgbmText(text).version).toBe('v3')
    expect(writeLightgbmText(parseLightgbmText(text))).toBe(text)
  })
})

describe('reading', () => {
  it('a plain model', () => {
    const model = read('default')
    expect(model).toMatchObject({
      library: 'lightgbm',
      version: 'v4',
      numClass: 1,
      treesPerIteration: 1,
      labelIndex: 0,
      objective: 'regression',
      averageOutput: false,
      featureNames: ['Column_0', 'Column_1', 'Column_2', 'Column_3'],
      monotoneConstraints: [],
      tail: 'pandas_categorical:null',
    })
    expect(model).not.toHaveProperty('importanceLines')
    expect(model.parameters).toHaveLength(121)
    expect(model.trees[0]).toMatchObject({ leafCount: 5, numCat: 0, shrinkage: 1 })
    expect(model.trees[1]!.shrinkage).toBe(0.1)
  })

  it('an infinite threshold', () => {
    const [tree] = read('infinity').trees
    expect(tree!.threshold[0]).toBe(Number.POSITIVE_INFINITY)
    expect(writeLightgbmText(read('infinity'))).toContain('\nthreshold=inf ')
  })

  it('a tree of one leaf', () => {
    const [tree] = read('constant').trees
    expect(tree).toMatchObject({
      leafCount: 1,
      leafSampleCount: Int32Array.of(120),
      threshold: new Float64Array(0),
    })
    expect(tree!.leafValue).toHaveLength(1)
  })

  it('a class that is not split, among others that are', () => {
    const { trees, treesPerIteration, objective } = read('constant-class')
    expect({ treesPerIteration, objective }).toEqual({
      treesPerIteration: 3,
      objective: 'multiclass num_class:3',
    })
    expect(trees.map(({ leafCount }) => leafCount === 1)).toEqual([false, false, true, false, false, true])
  })

  it('no trees', () => {
    expect(read('no-trees').trees).toEqual([])
  })

  it('a forest, whose output is a mean', () => {
    expect(read('forest').averageOutput).toBe(true)
  })

  it('categorical splits', () => {
    const [tree] = read('categories').trees
    const split = tree!.decisionType.findIndex((type) => (type & 1) === 1)
    expect(tree!.numCat).toBe(1)
    expect(tree!.threshold[split]).toBe(0)
    expect(tree!.catBoundaries).toEqual(Int32Array.of(0, 2))
    expect(tree!.catThreshold).toHaveLength(2)
    expect(read('categories').featureInfos[3]).toMatch(/^-?\d+(:-?\d+)+$/)
  })

  it('kinds of missing values', () => {
    const types = (name: string) => new Set(read(name).trees.flatMap((tree) => Array.from(tree.decisionType)))
    expect(types('default')).toEqual(new Set([2]))
    expect(types('missing')).toEqual(new Set([8, 10]))
    expect(types('zero-as-missing')).toEqual(new Set([4, 6]))
  })

  it('monotone constraints, names beyond ASCII, names with "="', () => {
    expect(read('monotone').monotoneConstraints).toEqual([1, 0, -1, 0])
    expect(read('names').featureNames).toEqual(['é😀', 'a=b', 'close/open', 'naïve'])
  })

  it('importances that are not the split counts, as they are', () => {
    expect(read('gain-importance-argument').importanceLines).toContainEqual(
      expect.stringMatching(/^Column_1=\d{3}$/),
    )
    expect(read('many-features')).not.toHaveProperty('importanceLines')
  })

  it.each([
    ['version', 'default'],
    ['num_tree_per_iteration', 'default'],
    ['objective', 'default'],
    ['average_output', 'forest'],
    ['monotone_constraints', 'monotone'],
    ['split_gain', 'default'],
    ['decision_type', 'default'],
    ['leaf_weight', 'default'],
    ['leaf_count', 'default'],
    ['internal_value', 'default'],
    ['internal_weight', 'default'],
    ['internal_count', 'default'],
    ['is_linear', 'default'],
    ['shrinkage', 'default'],
  ])('does not need the field %s', (name, file) => {
    const text = without(officialText(`lightgbm-${file}.txt`), name)
    expect(text).not.toContain(`\n${name}`)
    const model = parseLightgbmText(text)
    expect(model.trees[0]!.threshold).toEqual(read(file).trees[0]!.threshold)
    expect(parseLightgbmText(writeLightgbmText(model)).trees).toEqual(model.trees)
  })

  it('takes zeros where a field is absent, and a shrinkage of 1', () => {
    const text = ['split_gain', 'leaf_count', 'shrinkage'].reduce(
      without,
      officialText('lightgbm-default.txt'),
    )
    const [, tree] = parseLightgbmText(text).trees
    expect(tree).toMatchObject({
      shrinkage: 1,
      leafSampleCount: new Int32Array(5),
      splitGain: new Float32Array(4),
    })
  })

  it('does not need the three blocks after the trees', () => {
    const text = officialText('lightgbm-default.txt').split('\nfeature_importances:')[0]!
    const { parameters, tail } = parseLightgbmText(text)
    expect({ parameters, tail }).toEqual({ parameters: undefined, tail: undefined })
    expect(writeLightgbmText(parseLightgbmText(text))).toMatch(
      /end of trees\n\nfeature_importances:\n(Column_\d=\d\n)+$/,
    )
    expect(read('no-parameters')).not.toHaveProperty('parameters')
    expect(read('no-parameters').tail).toBe('pandas_categorical:null')
  })

  it('lines that end as on Windows, which are written as they should be', () => {
    const text = officialText('lightgbm-names.txt')
    expect(writeLightgbmText(parseLightgbmText(text.replaceAll('\n', '\r\n')))).toBe(text)
  })

  it('fields of a tree in any order', () => {
    const text = without(officialText('lightgbm-default.txt'), 'tree_sizes')
    const swapped = text.replaceAll(/(left_child=.*\n)(right_child=.*\n)/g, '$2$1')
    expect(swapped).not.toBe(text)
    expect(parseLightgbmText(swapped)).toEqual(read('default'))
  })
})

describe('writing', () => {
  it('sizes of trees are bytes from one "Tree=" to the next', () => {
    const bytes = Buffer.from(writeLightgbmText(read('names')))
    const sizes = /tree_sizes=(.*)/.exec(bytes.toString())![1]!.split(' ').map(Number)
    const start = bytes.indexOf('Tree=0')
    expect(bytes.subarray(start + sizes[0]!, start + sizes[0]! + 7).toString()).toBe('Tree=1\n')
    expect(bytes.subarray(start + sizes[0]! + sizes[1]!).toString()).toMatch(/^end of trees\n/)
  })

  it('writes blanks in names as underscores, and refuses names that no line can hold', () => {
    const named = (name: string) =>
      writeLightgbmText({ ...read('default'), featureNames: ['a', name, 'c', 'd'] })
    expect(named('funding rate 8h')).toContain('feature_names=a funding_rate_8h c d\n')
    expect(named('funding rate 8h')).toMatch(/\nfunding_rate_8h=\d\n/)
    expect(() => named('')).toThrow('a LightGBM file cannot hold the feature name ""')
    expect(() => named('a\nb')).toThrow('cannot hold the feature name "a\\nb"')
  })

  it('never ends a line as Windows does', () => {
    expect(
      officialFiles('lightgbm-', '.txt').some((name) =>
        writeLightgbmText(parseLightgbmText(officialText(name))).includes('\r'),
      ),
    ).toBe(false)
  })

  it('lists the most used features first, ties in the order of the features', () => {
    const text = writeLightgbmText(read('many-features'))
    expect(text).toMatch(
      /feature_importances:\nColumn_11=5\nColumn_25=5\nColumn_1=4\nColumn_29=3\nColumn_2=2\n/,
    )
  })
})
