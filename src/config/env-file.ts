import { QtError } from '../core/error.ts'

/** A variable of a `.env` file. */
export interface EnvLine {
  readonly name: string
  readonly value: string
  /** From 1. */
  readonly line: number
}

const LINE = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*)$/
const QUOTED = /^(["'])((?:\\.|(?!\1)[^\\])*)\1\s*(?:#.*)?$/
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

/**
 * The lines of a `.env` file: `NAME=value`, an `export` before it, comments after `#`, values in single quotes as they
 * stand, in double quotes with \n, \t, \" and \\. Errors name file and line, never what stands there: it may be a secret.
 */
export function parseEnvFile(text: string, file: string): EnvLine[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/)
  return lines.flatMap((content, k) => {
    if (/^\s*(#|$)/.test(content)) return []
    const [, name, rest] = LINE.exec(content) ?? []
    const value = rest === undefined ? undefined : contentOf(rest.trim())
    if (name === undefined || value === undefined) throw malformed(file, k + 1, name)
    return [{ name, value, line: k + 1 }]
  })
}

function contentOf(text: string): string | undefined {
  const [, quote, inner] = QUOTED.exec(text) ?? []
  if (quote === "'") return inner!
  if (quote === '"') return inner!.replace(/\\(.)/g, (_, char: string) => ESCAPES[char] ?? char)
  return /^["']/.test(text) ? undefined : text.replace(/(^|\s+)#.*$/, '')
}

function malformed(file: string, line: number, name: string | undefined): QtError {
  const what = name === undefined ? 'expected NAME=VALUE' : `${name}: its quotes do not close`
  return new QtError('config', `${file} line ${line}: ${what}`, 'comments begin with #')
}
