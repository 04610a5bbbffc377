import { parseAst } from 'vitest/node'

/** A node of the syntax tree (ESTree with TypeScript), as far as mutating needs to know it. */
export interface Syntax {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [field: string]: unknown
}

export const parse = (source: string) => parseAst(source, { lang: 'ts' }) as unknown as Syntax

const isSyntax = (value: unknown): value is Syntax =>
  typeof value === 'object' && value !== null && 'type' in value && 'start' in value

/** Fields that hold types or the name of a module: nothing in them is computed. */
const NAMES = new Set(['typeAnnotation', 'typeArguments', 'typeParameters', 'returnType', 'source'])
const WRAPPERS = new Set(['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression'])

const isTypeOnly = (node: Syntax) =>
  (node.type.startsWith('TS') && !WRAPPERS.has(node.type)) || node.type === 'ImportDeclaration'

const isKey = (node: Syntax, field: string) => !node.computed && (field === 'key' || field === 'property')

/** The fields of a node, with what they hold, in which something is computed when the program runs. */
export function* children(node: Syntax): Generator<{ readonly field: string; readonly child: Syntax }> {
  for (const [field, value] of Object.entries(node)) {
    if (NAMES.has(field) || isKey(node, field)) continue
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isSyntax(child) && !isTypeOnly(child)) yield { field, child }
    }
  }
}

export const childOf = (node: Syntax, field: string) => node[field] as Syntax
export const listOf = (node: Syntax, field: string) => node[field] as readonly Syntax[]
