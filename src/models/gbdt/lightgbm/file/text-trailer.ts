import { excerpt } from '../../file/file-fault.ts'
import type { LightgbmModel, LightgbmTree } from '../model.ts'
import { importanceLines } from './importance-lines.ts'
import type { TextLines } from './text-lines.ts'

type Trailer = Pick<LightgbmModel, 'importanceLines' | 'parameters' | 'tail'>

/** What follows the trees: importances, parameters, a line of the Python package; each may be absent. */
export function trailerOf(
  lines: TextLines,
  names: readonly string[],
  trees: readonly LightgbmTree[],
): Trailer {
  const importances = blockOf(lines, 'feature_importances:')
  const parameters = blockOf(lines, 'parameters:')
  if (parameters) expectEnd(lines)
  const computed = importanceLines(names, trees)
  const isComputed = !importances || importances.join('\n') === computed.join('\n')
  return {
    ...(!isComputed && { importanceLines: importances }),
    ...(parameters && { parameters }),
    ...tailOf(lines),
  }
}

/** The lines from a title to the next blank one. */
function blockOf(lines: TextLines, title: string): string[] | undefined {
  lines.skipBlank()
  if (lines.peek() !== title) return undefined
  lines.next()
  const block: string[] = []
  for (let line = lines.peek(); line; line = lines.peek()) block.push(lines.next()!)
  return block
}

function expectEnd(lines: TextLines): void {
  lines.skipBlank()
  if (lines.next() !== 'end of parameters')
    lines.refuse('"end of parameters" expected: the file is cut or edited')
}

function tailOf(lines: TextLines): { readonly tail?: string } {
  lines.skipBlank()
  const tail = lines.next()
  lines.skipBlank()
  if (tail === undefined) return {}
  const rest = tail.startsWith('pandas_categorical:') ? lines.next() : tail
  return rest === undefined ? { tail } : lines.refuse(`nothing more expected, got ${excerpt(rest)}`)
}
