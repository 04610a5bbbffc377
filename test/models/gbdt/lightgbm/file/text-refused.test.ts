import { describe, expect, it } from 'vitest'
import { parseLightgbmText } from '../../../../../src/models/gbdt/lightgbm/file/text.ts'
import { officialFiles, officialText, refusalOf } from '../../../../support/gbdt/files.ts'

const refusal = (text: string) => refusalOf(() => parseLightgbmText(text, 'm.txt'))
const DEFAULT = officialText('lightgbm-default.txt')
const SIZES = /^tree_sizes=.*\n/m

/** The file with the first line of a field replaced (undefined: removed), without sizes. */
function withField(name: string, value: string | undefined, file = 'default'): string {
  const text = officialText(`lightgbm-${file}.txt`).replace(SIZES, '')
  const line = new RegExp(`^${name}=.*\n`, 'm')
  expect(text).toMatch(line)
  return text.replace(line, value === undefined ? '' : `${name}=${value}\n`)
}

describe('a text that is no LightGBM model', () => {
  it.each([
    ['', 'm.txt: no LightGBM model: "tree" expected in line 1, got ""'],
    ['trees\n', 'got "trees"'],
    ['tree\nversion=\ud800', 'half of a surrogate pair in a text'],
    ['\uFEFFtree\n', 'begins with a byte order mark — save it as plain UTF-8'],
    [officialText('xgboost-default.json'), 'an XGBoost model, no LightGBM model — read it as XGBoost JSON'],
    ['{L\0\0\0\0\0\0\0\x07learner', 'a binary XGBoost model, no LightGBM model'],
    [
      '{"name":"tree"}',
      'JSON, no LightGBM model — save LightGBM models as text with save_model, not dump_model',
    ],
    ['tree\n', 'm.txt: the header, num_class: missing'],
    ['tree\nfoo=1\n', 'm.txt: line 2: the header has no field "foo"'],
    ['tree\nnum_class=1\nnum_class=1\n', 'm.txt: line 3: the header has the field num_class twice'],
  ])('%.30j', (text, message) => {
    expect(refusal(text)).toContain(message)
  })

  it.each(officialFiles('refused-lightgbm', '.txt'))('%s: linear leaves', (name) => {
    expect(refusal(officialText(name))).toMatch(
      /line \d+, tree 0, is_linear: trees with linear leaves are not read/,
    )
  })
})

describe('a broken header', () => {
  it.each([
    ['version', 'v2', 'line 2, the header, version: v3 or v4 expected, got "v2"'],
    ['num_class', undefined, 'num_class: missing'],
    ['num_class', '0', 'item 0: a whole number 1 … 2147483647 expected, got "0"'],
    ['num_class', '2000000000', 'at most 65536 expected, got 2000000000'],
    ['num_tree_per_iteration', '3', 'the number of trees, 2, is no multiple of 3 a round'],
    ['label_index', undefined, 'label_index: missing'],
    ['max_feature_idx', undefined, 'max_feature_idx: missing'],
    ['max_feature_idx', '1000000000', 'feature_names: 1000000001 items expected, max_feature_idx + 1, got 4'],
    ['max_feature_idx', '1e1', 'max_feature_idx: item 0: a whole number 0 … 2147483647 expected, got "1e1"'],
    ['max_feature_idx', '1 2', 'max_feature_idx: one number expected'],
    ['feature_names', undefined, 'feature_names: missing'],
    ['feature_names', 'a b c', 'feature_names: 4 items expected'],
    ['feature_infos', undefined, 'feature_infos: missing'],
  ])('%s=%s', (name, value, message) => {
    expect(refusal(withField(name, value))).toContain(message)
  })

  it('monotone constraints out of range', () => {
    expect(refusal(withField('monotone_constraints', '1 0 2 0', 'monotone'))).toContain(
      'item 2: a whole number -1 … 1',
    )
  })
})

describe('sizes of trees', () => {
  it.each([
    [/tree_sizes=\d+/, 'tree_sizes=7', 'tree_sizes says 7 bytes for tree 0'],
    [/tree_sizes=(\d+) \d+/, 'tree_sizes=$1', 'tree_sizes lists 1 trees, the file has 2'],
    [/tree_sizes=\d+/, 'tree_sizes=-5', 'item 0: a whole number 1 …'],
    [/tree_sizes=.*/, `tree_sizes=${'9 '.repeat(1e5)}9`, 'tree_sizes says 9 bytes for tree 0'],
    [/leaf_value=-?\d/, 'leaf_value=11', 'tree_sizes says'],
  ])('%s', (found, replacement, message) => {
    expect(refusal(DEFAULT.replace(found, replacement))).toContain(message)
  })
})

describe('a broken tree', () => {
  it.each([
    ['Tree', '1', 'tree 0, Tree: 0 expected, the trees are numbered'],
    ['num_leaves', undefined, 'tree 0, num_leaves: missing'],
    ['num_leaves', '0', 'num_leaves: item 0: a whole number 1 …'],
    ['num_leaves', '1000000000', 'leaf_value: 1000000000 items expected, got 5'],
    ['num_leaves', '-1', 'num_leaves: item 0: a whole number 1 …'],
    ['num_cat', undefined, 'num_cat: missing'],
    ['num_cat', '1000000000', 'cat_boundaries: missing'],
    ['split_feature', undefined, 'split_feature: missing'],
    ['split_feature', '0 1 2', 'split_feature: 4 items expected, got 3'],
    ['split_feature', '0 1 2 4', 'split_feature: split 3: feature 4: 0 … 3 expected'],
    ['split_feature', '0 1 2 -1', 'split 3: feature -1'],
    [
      'split_feature',
      '0 1 2 nan',
      'split_feature: item 3: a whole number -2147483648 … 2147483647 expected, got "nan"',
    ],
    ['threshold', undefined, 'threshold: missing'],
    ['threshold', '1 2 3 x', 'line 16, tree 0, threshold: item 3: a number expected, got "x"'],
    ['threshold', '1 2 3 1e999', 'item 3: "1e999" is too large for a number'],
    ['threshold', '1 2 3 0x10', 'item 3: a number expected, got "0x10"'],
    ['threshold', '1  2 3', 'item 1: a number expected, got ""'],
    ['threshold', '1 2 3 Infinity', 'item 3: a number expected, got "Infinity"'],
    ['threshold', '1 2 3 toString', 'item 3: a number expected, got "toString"'],
    ['decision_type', '1 2 2 2', 'threshold: split 0: one of 0 sets of categories expected'],
    ['decision_type', '2 2 2 12', 'decision_type: item 3: a whole number 0 … 11 expected, got "12"'],
    ['left_child', undefined, 'left_child: missing'],
    ['left_child', '0 1 2 3', 'left_child: split 0: child 0: a split 1 … 3 or a leaf -1 … -5 expected'],
    ['left_child', '9 1 2 3', 'split 0: child 9'],
    ['left_child', '-6 1 2 3', 'split 0: child -6'],
    ['left_child', '1 1 2 3', 'has another parent already'],
    ['leaf_value', undefined, 'leaf_value: missing'],
    ['leaf_value', '1 2 3', 'leaf_value: 5 items expected, got 3'],
    ['leaf_count', '1 2 3', 'leaf_count: 5 items expected, got 3'],
    ['leaf_count', '1 2 3 4 5.5', 'leaf_count: item 4: a whole number'],
    ['internal_count', '1 2 3 99999999999', 'internal_count: item 3: a whole number'],
    ['is_linear', '1', 'trees with linear leaves are not read — train with linear_tree=false'],
    ['shrinkage', '', 'shrinkage: 1 items expected, got 0'],
  ])('%s=%s', (name, value, message) => {
    expect(refusal(withField(name, value))).toContain(message)
  })

  it('a cycle apart from the tree', () => {
    const text = withField('left_child', '-1 2 1 -2').replace(/right_child=.*/, 'right_child=3 -3 -4 -5')
    expect(refusal(text)).toContain('left_child: split 1: no way leads here from split 0')
  })

  it('an unknown field, a field twice, a line that is none', () => {
    expect(refusal(withField('num_cat', '0\nfoo=1'))).toContain('tree 0 has no field "foo"')
    expect(refusal(withField('num_cat', '0\nnum_cat=0'))).toContain('tree 0 has the field num_cat twice')
    expect(refusal(withField('num_cat', '0\nhello'))).toContain('tree 0 has no field "hello"')
  })

  it.each([
    ['cat_boundaries', '0 1', 'cat_threshold: 1 items expected, got 2'],
    ['cat_boundaries', '1 2', 'cat_boundaries: rising numbers from 0 expected'],
    ['cat_boundaries', '0', 'cat_boundaries: 2 items expected, got 1'],
    ['cat_boundaries', '0 1000000000', 'cat_threshold: 1000000000 items expected, got 2'],
    ['cat_threshold', '4294967296 0', 'cat_threshold: item 0: a whole number 0 … 4294967295 expected'],
    ['cat_threshold', undefined, 'cat_threshold: missing'],
    ['num_cat', '0', 'one of 0 sets of categories expected, got 0'],
  ])('categories: %s=%s', (name, value, message) => {
    expect(refusal(withField(name, value, 'categories'))).toContain(message)
  })
})

describe('a broken end', () => {
  it('every cut before the end of the parameters', () => {
    const end = DEFAULT.indexOf('\nparameters:')
    for (let length = 0; length < end - 200; length += 3)
      expect(refusal(DEFAULT.slice(0, length))).toContain('m.txt: ')
    expect(refusal(DEFAULT.slice(0, end + 100))).toContain('"end of parameters" expected')
  })

  it('something after it', () => {
    expect(refusal(`${DEFAULT}more`)).toMatch(/line \d+: nothing more expected, got "more"/)
    expect(refusal(DEFAULT.replace('pandas_categorical:null', 'garbage'))).toContain(
      'nothing more expected, got "garbage"',
    )
  })
})
