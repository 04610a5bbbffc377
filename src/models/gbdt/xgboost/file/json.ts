import { excerpt, fileFault } from '../../file/file-fault.ts'
import type { XgboostModel } from '../model.ts'
import { FilePlace } from './document.ts'
import { modelOf } from './document-model.ts'
import { JsonTextReader } from './json-text-reader.ts'

export { writeXgboostJson } from './json-writer.ts'

/**
 * Reads the official JSON of a model (`save_model('model.json')`), of any library version since 1.0.
 *
 * @param source name of the file, for errors
 * @throws QtError `data`: where the file is broken and what is allowed there
 */
export function parseXgboostJson(text: string, source = 'XGBoost model'): XgboostModel {
  refuseOtherFormats(text, source)
  return modelOf(new FilePlace(source, '', new JsonTextReader(text, source).document()))
}

const OTHER_FORMATS: readonly [start: RegExp, problem: string, hint?: string][] = [
  [/^\uFEFF/, 'begins with a byte order mark', 'save it as plain UTF-8'],
  [/^tree\r?\n/, 'a LightGBM model, no XGBoost model', 'read it as LightGBM text'],
  [/^\{[LiUIl]/, 'binary JSON (UBJSON) given as text', 'read it as a .ubj file'],
  [/^binf/, 'the binary format of XGBoost before 3.1', 'load and save it as .json with XGBoost 1.0 … 3.0'],
]

function refuseOtherFormats(text: string, source: string): void {
  const other = OTHER_FORMATS.find(([start]) => start.test(text))
  if (other) throw fileFault(source, '', other[1], other[2])
  if (/^\s*\{/.test(text)) return
  throw fileFault(source, '', `no XGBoost model: JSON that begins with "{" expected, got ${excerpt(text)}`)
}
