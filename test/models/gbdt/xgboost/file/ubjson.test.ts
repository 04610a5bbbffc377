import { describe, expect, it } from 'vitest'
import { parseXgboostJson, writeXgboostJson } from '../../../../../src/models/gbdt/xgboost/file/json.ts'
import { parseXgboostUbjson } from '../../../../../src/models/gbdt/xgboost/file/ubjson.ts'
import { officialBytes, officialFiles, officialText, refusalOf } from '../../../../support/gbdt/files.ts'

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0))
/** A text with its length, as object members are named. */
const named = (name: string) => `U${String.fromCharCode(name.length)}${name}`

describe('parseXgboostUbjson', () => {
  it.each([...officialFiles('xgboost-', '.ubj'), ...officialFiles('old-xgboost-', '.ubj')])(
    '%s is the model of the JSON file',
    (name) => {
      const model = parseXgboostUbjson(officialBytes(name), name)
      expect(writeXgboostJson(model)).toBe(officialText(name.replace('.ubj', '.json')))
      expect(model).toEqual(parseXgboostJson(officialText(name.replace('.ubj', '.json'))))
    },
  )

  it('reads a view into a larger buffer', () => {
    const file = officialBytes('xgboost-default.ubj')
    const larger = new Uint8Array(file.length + 20).fill(0x7b)
    larger.set(file, 7)
    const view = larger.subarray(7, 7 + file.length)
    expect(writeXgboostJson(parseXgboostUbjson(view))).toBe(officialText('xgboost-default.json'))
  })

  it.each([
    ['nothing', '', 'no XGBoost model'],
    ['JSON text', '{"learner":{}}', 'JSON text, not binary — read it as a .json file'],
    ['a LightGBM model', 'tree\nversion=v4', 'a LightGBM model, no XGBoost model'],
    [
      'a count of 2^40',
      `{${named('a')}[$d#L\0\0\x01\0\0\0\0\0`,
      '4398046511104 more bytes expected, the file has 0',
    ],
    [
      'untyped items counted to 2^40',
      `{${named('a')}[#L\0\0\x01\0\0\0\0\0`,
      '1099511627776 more bytes expected',
    ],
    [
      '2^40 values of no bytes',
      `{${named('a')}[$Z#L\0\0\x01\0\0\0\0\0`,
      'the type of an array of numbers expected',
    ],
    ['an object of 2^40 members', '{#L\0\0\x01\0\0\0\0\0', '1099511627776 more bytes expected'],
    ['a negative count', `{${named('a')}[$d#i\xff`, 'a length ≥ 0 expected, got -1'],
    ['a negative length', '{i\xff', 'a length ≥ 0 expected, got -1'],
    ['a length that is no number', '{Sx', 'a length expected'],
    ['a type without a count', `{${named('a')}[$d`, 'the count of a typed array expected'],
    ['an unknown marker', `{${named('a')}?`, 'the marker of a value expected, got byte 63'],
    ['a text that is no UTF-8', `{${named('a')}SU\x02\xc3\x28`, 'a text in UTF-8 expected'],
    ['a member twice', `{${named('a')}T${named('a')}F}`, 'the member "a" is there twice'],
    ['a value cut short', `{${named('a')}d\0\0`, '4 more bytes expected, the file has 2'],
    ['no end', `{${named('a')}T`, 'more bytes expected'],
    ['something after the end', '{}}', 'nothing more expected, got byte 125'],
    ['no learner', '{}', 'no XGBoost model: the member "learner" is missing'],
    ['depth', `{${named('a')}${'['.repeat(100_000)}`, 'more than 32 arrays and objects within each other'],
  ])('refuses %s', (_, text, message) => {
    expect(refusalOf(() => parseXgboostUbjson(bytes(text), 'm.ubj'))).toContain(`m.ubj: `)
    expect(refusalOf(() => parseXgboostUbjson(bytes(text), 'm.ubj'))).toContain(message)
  })

  it('refuses every cut of a file', () => {
    const file = officialBytes('xgboost-default.ubj')
    for (let length = 0; length < file.length; length++) {
      expect(refusalOf(() => parseXgboostUbjson(file.subarray(0, length), 'cut.ubj'))).toContain('cut.ubj')
    }
  })
})
