import { describe, expect, it } from 'vitest'
import { parseXgboostJson } from '../../../../../src/models/gbdt/xgboost/file/json.ts'
import { officialFiles, officialText, refusalOf } from '../../../../support/gbdt/files.ts'

const refusal = (text: string) => refusalOf(() => parseXgboostJson(text, 'm.json'))
const DEFAULT = officialText('xgboost-default.json')
const TREE = 'm.json: learner.gradient_booster.model.trees[0]'

type Json = string | number | boolean | null | Json[] | { [name: string]: Json }

/** The file with one value replaced (undefined: removed) at a path such as `learner.trees.0.id`. */
function withValue(path: string, value: Json | undefined, file = 'default'): string {
  const document: Json = JSON.parse(officialText(`xgboost-${file}.json`))
  const steps = path.split('.')
  const last = steps.pop()!
  let parent = document as Record<string, Json>
  for (const step of steps) parent = parent[step] as Record<string, Json>
  expect(parent).toHaveProperty([last])
  if (value === undefined) delete parent[last]
  else parent[last] = value
  return JSON.stringify(document)
}

const inTree = (name: string, value: Json | undefined, file?: string) =>
  refusal(withValue(`learner.gradient_booster.model.trees.0.${name}`, value, file))
const inModel = (name: string, value: Json | undefined, file?: string) =>
  refusal(withValue(`learner.gradient_booster.model.${name}`, value, file))
const inParam = (name: string, value: Json | undefined, file?: string) =>
  refusal(withValue(`learner.learner_model_param.${name}`, value, file))

describe('a text that is no XGBoost JSON', () => {
  it.each([
    ['', 'm.json: no XGBoost model: JSON that begins with "{" expected, got ""'],
    ['hello', 'got "hello"'],
    ['[1,2]', 'JSON that begins with "{" expected'],
    ['{}', 'm.json: no XGBoost model: the member "learner" is missing'],
    ['\uFEFF{}', 'm.json: begins with a byte order mark — save it as plain UTF-8'],
    [
      '{"Model":{},"Config":{}}',
      'a snapshot of a training session, not a model — save it with save_model or save_raw',
    ],
    ['{"name":"tree","tree_info":[]}', 'a LightGBM dump, no XGBoost model'],
    ['{L\0\0\0\0\0\0\0\x07learner', 'binary JSON (UBJSON) given as text — read it as a .ubj file'],
    ['binf\0\0\0?', 'the binary format of XGBoost before 3.1'],
    [officialText('lightgbm-default.txt'), 'a LightGBM model, no XGBoost model — read it as LightGBM text'],
    ['{"learner":[]}', 'm.json: learner: an object expected, got an array'],
    ['{"learner":{}}', 'm.json: learner.learner_model_param: missing'],
  ])('%j', (text, message) => {
    expect(refusal(text)).toContain(message)
  })

  it.each(officialFiles('refused-xgboost', '.json'))('%s says what is not read', (name) => {
    expect(refusal(officialText(name))).toMatch(/vector leaves are not read|booster "gblinear" is not read/)
  })
})

describe('broken JSON', () => {
  it.each([
    ['{"a":1,"a":2}', 'character 12: the member "a" is there twice'],
    ['{"a":1e999}', 'character 6: "1e999" is too large for a number'],
    ['{"a":[1,1e999]}', '"1e999" is too large for a number'],
    ['{"a":01}', '"," or "}" expected'],
    ['{"a":[01]}', '"," or "]" expected'],
    ['{"a":+1}', 'a value expected'],
    ['{"a":[1,]}', 'a value expected'],
    ['{"a":.5}', 'a value expected'],
    ['{"a":-}', 'a value expected'],
    ['{"a":nul}', 'a value expected'],
    ['{"a" 1}', '":" expected'],
    ['{a:1}', 'the name of a member expected'],
    ['{"a":"b}', 'character 6: the text that begins here does not end'],
    ['{"a":"\\x"}', 'an escape that JSON does not know'],
    ['{"a":"\\ud800"}', 'half of a surrogate pair in a text'],
    ['{"a":"\ud800"}', 'half of a surrogate pair in a text'],
    ['{"a":1}}', 'nothing more expected, got "}"'],
    ['{"a":1}\0', 'nothing more expected'],
    ['{"a":1', '"," or "}" expected, got the end of the file'],
    [`{"a":${'['.repeat(1e6)}`, 'more than 32 arrays and objects within each other'],
    [`{"a":${'{"a":'.repeat(1e5)}`, 'more than 32 arrays and objects within each other'],
    [`{"a":0.${'1'.repeat(1e6)}}`, 'a number of at most 1000 characters expected'],
  ])('%.40j', (text, message) => {
    expect(refusal(text)).toContain(message)
  })

  it('every cut of a file', () => {
    for (let length = 0; length < DEFAULT.length; length++)
      expect(refusal(DEFAULT.slice(0, length))).toContain('m.json: ')
  })
})

describe('a document that is no tree model', () => {
  const nodes = parseXgboostJson(DEFAULT).trees[0]!.parents.length
  const zeros = new Array<number>(nodes).fill(0)

  it('has trees of 7 nodes', () => {
    expect(nodes).toBe(7)
  })

  it.each<[name: string, value: Json | undefined, message: string]>([
    ['num_feature', undefined, 'm.json: learner.learner_model_param.num_feature: missing'],
    ['num_feature', 'four', 'a whole number 0 … 2147483647 expected, got "four"'],
    ['num_feature', '-4', 'a whole number 0 … 2147483647 expected, got "-4"'],
    ['num_feature', '99999999999999999999', 'a whole number 0 … 2147483647 expected'],
    ['num_feature', '1', 'trees[0]: node 0: splits feature 1: 0 … 0 expected, for num_feature is 1'],
    ['num_class', '2000000000', 'at most 65536 classes or targets expected, got 2000000000'],
    ['base_score', '', 'a value expected'],
    ['base_score', 'half', 'm.json: learner.learner_model_param.base_score: character 1: a value expected'],
    ['base_score', '[0.1,0.2]', '1 numbers expected, one an output, got 2'],
    ['base_score', '["a"]', 'base_score[0]: a number expected, got the text "a"'],
    ['base_score', '1e39', 'is too large for a float32 number'],
    ['boost_from_average', '2', 'a whole number 0 … 1 expected, got "2"'],
  ])('learner_model_param %s %j', (name, value, message) => {
    expect(inParam(name, value)).toContain(message)
  })

  it.each<[name: string, value: Json | undefined, message: string]>([
    ['gbtree_model_param.num_trees', '1000000000', '1000000000 trees claimed, the file has 2'],
    ['gbtree_model_param.num_trees', undefined, 'gbtree_model_param.num_trees: missing'],
    ['tree_info', [0], '2 items expected'],
    ['tree_info', [0, 1], 'tree_info[1]: a whole number 0 … 0 expected, got 1'],
    ['tree_info', [0, -1], 'tree_info[1]: a whole number 0 … 0 expected, got -1'],
    ['iteration_indptr', [0, 2, 1, 2], 'rising numbers from 0 to 2 expected'],
    ['iteration_indptr', [0, 1], 'rising numbers from 0 to 2 expected'],
    ['iteration_indptr', [], 'rising numbers from 0 to 2 expected'],
    ['trees', {}, 'trees: an array expected, got an object'],
    ['trees', [1, 2], 'trees[0]: an object expected, got 1'],
    ['trees.1.id', 0, 'trees[1].id: 1 expected'],
  ])('model %s %j', (name, value, message) => {
    expect(inModel(name, value)).toContain(message)
  })

  it.each<[name: string, value: Json | undefined, message: string]>([
    ['tree_param.num_nodes', '1000000000', 'left_children: 1000000000 items expected, got 7'],
    ['tree_param.num_nodes', '0', 'left_children: 0 items expected'],
    ['tree_param.num_deleted', '1', 'tree_param: num_deleted is 1, but 0 nodes are not in the tree'],
    ['left_children', [1], `${TREE}.left_children: 7 items expected, got 1`],
    [
      'left_children',
      [1, 3, 5, -1, -1, -1, 1.5],
      'left_children[6]: a whole number -2147483648 … 2147483647 expected, got 1.5',
    ],
    ['left_children', [1, 3, 5, -1, -1, -1, null], 'a value expected, got "null'],
    [
      'left_children',
      [1, 3, 99, -1, -1, -1, -1],
      `${TREE}: node 2: child 99: 1 … 6 expected, or −1 on both sides of a leaf`,
    ],
    ['left_children', [1, 3, 0, -1, -1, -1, -1], 'node 2: child 0: 1 … 6 expected'],
    ['left_children', [1, 3, -7, -1, -1, -1, -1], 'node 2: child -7: 1 … 6 expected'],
    [
      'left_children',
      [1, 3, -1, -1, -1, -1, -1],
      'node 2: child -1: 1 … 6 expected, or −1 on both sides of a leaf',
    ],
    ['left_children', [1, 3, 3, -1, -1, -1, -1], 'node 3: child of both node 1 and node 2'],
    ['left_children', [2, 3, 5, -1, -1, -1, -1], 'node 2: child of both node 0 and node 0'],
    ['parents', [2147483647, 0, 0, 1, 1, 2, 1], 'node 6: parent 1, but child of node 2'],
    ['parents', [3, 0, 0, 1, 1, 2, 2], 'node 0: the root has the parent 3'],
    ['right_children', zeros.map(() => -1), 'node 0: child -1'],
    [
      'split_indices',
      [4, 0, 0, 0, 0, 0, 0],
      'node 0: splits feature 4: 0 … 3 expected, for num_feature is 4',
    ],
    ['split_indices', [-1, 0, 0, 0, 0, 0, 0], 'node 0: splits feature -1'],
    ['split_indices', 'none', `${TREE}.split_indices: an array of numbers expected, got the text "none"`],
    ['split_conditions', [1, 2, 3], 'split_conditions: 7 items expected, got 3'],
    [
      'split_conditions',
      [1, 2, 3, 4, 5, 6, 1e39],
      'split_conditions[6]: 1e+39 is too large for a float32 number',
    ],
    ['split_conditions', undefined, `${TREE}.split_conditions: missing`],
    ['default_left', [0, 1, 2, 0, 0, 0, 0], 'default_left[2]: a whole number 0 … 1 expected, got 2'],
    [
      'default_left',
      [true, false, 1, true, true, true, true],
      'default_left[2]: true or false expected, got 1',
    ],
    ['base_weights', null, 'base_weights: an array of numbers expected, got null'],
    ['split_type', [0, 1], 'split_type: 7 items expected, got 2'],
    [
      'split_type',
      [1, 0, 0, 0, 0, 0, 0],
      'categories_nodes must list the nodes of split_type 1 (0 …) in their order',
    ],
    ['categories_nodes', [0], 'categories_segments: 1 items expected, got 0'],
  ])('tree %s %j', (name, value, message) => {
    expect(inTree(name, value)).toContain(message)
  })

  it('a cycle apart from the tree', () => {
    const document = JSON.parse(DEFAULT)
    Object.assign(document.learner.gradient_booster.model.trees[0], {
      left_children: [1, -1, -1, 4, -1, 3, -1],
      right_children: [2, -1, -1, 5, -1, 6, -1],
      parents: [2147483647, 0, 0, 5, 3, 3, 5],
    })
    expect(refusal(JSON.stringify(document))).toContain(`${TREE}: node 3: no way leads here from the root`)
  })

  it('a class or objective with a name that JavaScript knows', () => {
    const model = parseXgboostJson(DEFAULT.replace('"name":"reg:squarederror"', '"name":"__proto__"'))
    expect(model.objective).toBe('__proto__')
    expect(model.objectiveText).toContain('{"name":"__proto__","reg_loss_param"')
    expect(parseXgboostJson(DEFAULT.replace('reg:squarederror', 'toString')).objective).toBe('toString')
  })

  it('NaN among indices', () => {
    const text = DEFAULT.replace(/"split_indices":\[\d/, '"split_indices":[NaN')
    expect(refusal(text)).toContain(
      'split_indices[0]: a whole number -2147483648 … 2147483647 expected, got NaN',
    )
  })

  it.each<[name: string, value: Json, message: string]>([
    ['categories_sizes', [1e6], 'categories_sizes[0]: a whole number 0 … 4 expected, got 1000000'],
    ['categories_segments', [-1], 'a whole number 0'],
    ['categories', [-1], 'categories[0]: a whole number 0 … 16777215 expected, got -1'],
    ['categories', [], 'expected'],
  ])('categories: %s %j', (name, value, message) => {
    expect(inTree(name, value, 'categories')).toContain(message)
  })

  it('lists of names that do not fit, texts that are none', () => {
    expect(refusal(withValue('learner.feature_names', ['a']))).toContain(
      '4 items expected, one a feature, or none; got 1',
    )
    expect(refusal(withValue('learner.feature_names', [1, 2, 3, 4]))).toContain(
      'feature_names[0]: a text expected, got 1',
    )
    expect(refusal(withValue('learner.attributes', { a: 1 }))).toContain(
      'learner.attributes.a: a text expected, got 1',
    )
    expect(refusal(withValue('learner.objective', {}))).toContain('learner.objective.name: missing')
    expect(refusal(withValue('version', [3, 4]))).toContain('version: three whole numbers expected')
  })

  it('weights of DART that do not fit', () => {
    expect(inModel('weight_drop', [1], 'dart')).toContain('weight_drop: 4 items expected')
  })
})
