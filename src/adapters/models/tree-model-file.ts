import { basename, dirname, extname } from 'node:path'
import { QtError } from '../../core/error.ts'
import { parseLightgbmText, writeLightgbmText } from '../../models/gbdt/lightgbm/file/text.ts'
import type { LightgbmModel } from '../../models/gbdt/lightgbm/model.ts'
import { parseXgboostJson, writeXgboostJson } from '../../models/gbdt/xgboost/file/json.ts'
import { parseXgboostUbjson } from '../../models/gbdt/xgboost/file/ubjson.ts'
import type { XgboostModel } from '../../models/gbdt/xgboost/model.ts'
import { writeStaged } from '../artifacts/staged-files.ts'
import { readBytes } from './read-bytes.ts'

/** The official formats: XGBoost's JSON and UBJSON, LightGBM's text. */
export type TreeModelFormat = 'json' | 'ubjson' | 'text'

/** A string cannot hold more characters than this. */
const MOST_BYTES = 512 * 2 ** 20

const BRACE = 0x7b

/**
 * Opens a model that XGBoost, LightGBM or this platform saved. What it is shows in its first bytes, not its name.
 *
 * @throws QtError `io` when the file cannot be read, `data` when it is no model or not a sound one
 */
export async function openTreeModel(path: string): Promise<XgboostModel | LightgbmModel> {
  const bytes = await readModel(path)
  const format = formatOf(bytes)
  if (format === 'ubjson') return parseXgboostUbjson(bytes, path)
  const text = new TextDecoder().decode(bytes)
  return format === 'json' ? parseXgboostJson(text, path) : parseLightgbmText(text, path)
}

/**
 * Saves a model in the format of its library: XGBoost JSON or LightGBM text. An earlier file of that name is
 * replaced once the new one is safely on disk.
 *
 * @throws QtError `io` when the file cannot be written, `usage` for a name that the official library would misread
 */
export function saveTreeModel(path: string, model: XgboostModel | LightgbmModel): void {
  checkEnding(path, model)
  const content = model.library === 'xgboost' ? writeXgboostJson(model) : writeLightgbmText(model)
  writeStaged(dirname(path), [{ name: basename(path), content }], 'the model')
}

/** XGBoost goes by the name: what is called .ubj it reads as UBJSON, and here JSON is written. */
function checkEnding(path: string, { library }: XgboostModel | LightgbmModel): void {
  if (library !== 'xgboost' || extname(path).toLowerCase() !== '.ubj') return
  throw new QtError('usage', `${path}: models of XGBoost are written as JSON, not as UBJSON`, 'call it .json')
}

/** UBJSON opens an object like JSON does, but a name or a size follows as bytes instead of a quote. */
export function formatOf(bytes: Uint8Array): TreeModelFormat {
  const start = bytes.findIndex((byte) => byte > 0x20)
  if (bytes[start] !== BRACE) return 'text'
  const next = bytes.subarray(start + 1, start + 64).find((byte) => byte > 0x20)
  const isText = next === undefined || next === 0x22 || next === 0x7d
  return isText ? 'json' : 'ubjson'
}

async function readModel(path: string): Promise<Uint8Array> {
  const bytes = await readBytes(path, 'the model')
  if (bytes.length <= MOST_BYTES) return bytes
  throw new QtError('data', `${path}: a model of at most 512 MiB expected, got ${bytes.length} bytes`)
}
