import { excerpt, fileFault } from '../../file/file-fault.ts'
import type { LightgbmModel, LightgbmTree } from '../model.ts'
import { headerOf } from './text-header.ts'
import { TextLines } from './text-lines.ts'
import { trailerOf } from './text-trailer.ts'
import { treeOf } from './text-tree.ts'

export { writeLightgbmText } from './text-writer.ts'

/**
 * Reads the official text of a model (`save_model`, `model_to_string`), format v3 and v4. A file whose lines end
 * as on Windows is read too; the official library crashes on those, so they are never written.
 *
 * @param source name of the file, for errors
 * @throws QtError `data`: where the file is broken and what is allowed there
 */
export function parseLightgbmText(text: string, source = 'LightGBM model'): LightgbmModel {
  refuseOtherFormats(text, source)
  const lines = new TextLines(text.replaceAll('\r\n', '\n'), source)
  const { treeSizes, ...header } = headerOf(lines)
  const trees = treesOf(lines, header.featureNames.length, treeSizes)
  if (trees.length % header.treesPerIteration !== 0) {
    lines.refuse(
      `the number of trees, ${trees.length}, is no multiple of ${header.treesPerIteration} a round`,
    )
  }
  return { library: 'lightgbm', ...header, trees, ...trailerOf(lines, header.featureNames, trees) }
}

const OTHER_FORMATS: readonly [start: RegExp, problem: string, hint?: string][] = [
  [/^\uFEFF/, 'begins with a byte order mark', 'save it as plain UTF-8'],
  [/^\s*\{\s*"learner"/, 'an XGBoost model, no LightGBM model', 'read it as XGBoost JSON'],
  [/^\{L/, 'a binary XGBoost model, no LightGBM model', 'read it as a .ubj file'],
  [/^\s*\{/, 'JSON, no LightGBM model', 'save LightGBM models as text with save_model, not dump_model'],
]

function refuseOtherFormats(text: string, source: string): void {
  const other = OTHER_FORMATS.find(([start]) => start.test(text))
  if (other) throw fileFault(source, '', other[1], other[2])
  if (!text.isWellFormed())
    throw fileFault(source, '', 'half of a surrogate pair in a text', 'save it as UTF-8')
  if (/^tree\r?\n/.test(text)) return
  throw fileFault(
    source,
    '',
    `no LightGBM model: "tree" expected in line 1, got ${excerpt(text.split('\n', 1)[0]!)}`,
  )
}

function treesOf(lines: TextLines, features: number, sizes: readonly number[] | undefined): LightgbmTree[] {
  const trees: LightgbmTree[] = []
  for (;;) {
    lines.skipBlank()
    if (!lines.peek()?.startsWith('Tree=')) break
    const start = lines.offset
    trees.push(treeOf(lines, trees.length, features))
    lines.skipBlank()
    const size = sizes?.[trees.length - 1]
    if (size !== undefined && size !== lines.offset - start) refuseSize(lines, trees.length - 1, size, start)
  }
  if (sizes && sizes.length !== trees.length) {
    lines.refuse(`tree_sizes lists ${sizes.length} trees, the file has ${trees.length}`)
  }
  if (lines.next() !== 'end of trees')
    lines.refuse('"Tree=" or "end of trees" expected: the file is cut or edited')
  return trees
}

function refuseSize(lines: TextLines, tree: number, size: number, start: number): never {
  const hint = 'the file was edited; remove the line tree_sizes if that was on purpose'
  return lines.refuse(`tree_sizes says ${size} bytes for tree ${tree}, it has ${lines.offset - start}`, hint)
}
