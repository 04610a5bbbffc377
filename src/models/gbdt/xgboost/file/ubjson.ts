import { fileFault } from '../../file/file-fault.ts'
import type { XgboostModel } from '../model.ts'
import { FilePlace } from './document.ts'
import { modelOf } from './document-model.ts'
import { UbjsonReader } from './ubjson-reader.ts'

/**
 * Reads the official binary JSON of a model (`save_model('model.ubj')`, the default of XGBoost since 2.1).
 *
 * @param source name of the file, for errors
 * @throws QtError `data`: where the file is broken and what is allowed there
 */
export function parseXgboostUbjson(bytes: Uint8Array, source = 'XGBoost model'): XgboostModel {
  refuseOtherFormats(bytes, source)
  return modelOf(new FilePlace(source, '', new UbjsonReader(bytes, source).document()))
}

function refuseOtherFormats(bytes: Uint8Array, source: string): void {
  const start = String.fromCharCode(...bytes.subarray(0, 5))
  if (/^\{\s*"/.test(start)) throw fileFault(source, '', 'JSON text, not binary', 'read it as a .json file')
  if (/^tree\r?\n/.test(start)) {
    throw fileFault(source, '', 'a LightGBM model, no XGBoost model', 'read it as LightGBM text')
  }
  if (!start.startsWith('{'))
    throw fileFault(source, '', 'no XGBoost model: binary JSON that begins with "{" expected')
}
