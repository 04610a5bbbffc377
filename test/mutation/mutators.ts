import { childOf, listOf, type Syntax } from './syntax.ts'

/** What may stand in place of an expression: the kind of fault, and its text. */
export interface Fault {
  readonly kind: string
  readonly text: string
}

type Mutator = (node: Syntax, source: string) => readonly Fault[]

const COMPARISONS: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
}
const ARITHMETIC: Readonly<Record<string, string>> = { '+': '-', '-': '+', '*': '/', '/': '*', '%': '*' }
const LOGICAL: Readonly<Record<string, string>> = { '&&': '||', '||': '&&', '??': '&&' }
const ASSIGNMENTS: Readonly<Record<string, string>> = {
  '+=': '-=',
  '-=': '+=',
  '*=': '/=',
  '/=': '*=',
  '||=': '&&=',
  '??=': '&&=',
}
const METHODS: Readonly<Record<string, string>> = {
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  round: 'floor',
  some: 'every',
  every: 'some',
}
/** Methods whose call may be left out: what they are called on has the same shape. */
const PASSES_ON = new Set(['filter', 'slice', 'sort', 'toSorted', 'reverse', 'abs', 'sign'])

export const BOTH_TRUTHS: readonly Fault[] = [
  { kind: 'condition', text: 'true' },
  { kind: 'condition', text: 'false' },
]

/** The text of a binary node with another operator; left and right stay as they are written. */
function withOperator(node: Syntax, source: string, operator: string): string {
  const left = childOf(node, 'left')
  const right = childOf(node, 'right')
  const between = source.slice(left.end, right.start).replace(String(node.operator), () => operator)
  const before = source.slice(node.start, left.end)
  // `a ?? b && c` may not be written; a left side in parentheses begins after the node.
  const isBare = left.type === 'LogicalExpression' && left.start === node.start
  return (isBare ? `(${before})` : before) + between + source.slice(right.start, node.end)
}

const isText = (node: Syntax) => node.type === 'TemplateLiteral' || typeof node.value === 'string'

function binary(node: Syntax, source: string): readonly Fault[] {
  const operator = String(node.operator)
  const comparisons = COMPARISONS[operator]
  if (comparisons !== undefined) {
    const others = comparisons.map((other) => ({
      kind: 'comparison',
      text: withOperator(node, source, other),
    }))
    return [...others, ...BOTH_TRUTHS]
  }
  const other = ARITHMETIC[operator]
  if (other === undefined || isText(childOf(node, 'left')) || isText(childOf(node, 'right'))) return []
  return [{ kind: 'arithmetic', text: withOperator(node, source, other) }]
}

function logical(node: Syntax, source: string): readonly Fault[] {
  const other = LOGICAL[String(node.operator)]!
  const swapped = { kind: 'logic', text: withOperator(node, source, other) }
  return node.operator === '??' ? [swapped] : [swapped, ...BOTH_TRUTHS]
}

function assignment(node: Syntax, source: string): readonly Fault[] {
  const other = ASSIGNMENTS[String(node.operator)]
  return other === undefined ? [] : [{ kind: 'assignment', text: withOperator(node, source, other) }]
}

function unary(node: Syntax, source: string): readonly Fault[] {
  const inner = childOf(node, 'argument')
  if (node.operator !== '!' && node.operator !== '-') return []
  return [{ kind: 'negation', text: source.slice(inner.start, inner.end) }]
}

function update(node: Syntax, source: string): readonly Fault[] {
  const text = source.slice(node.start, node.end)
  return [
    { kind: 'step', text: node.operator === '++' ? text.replace('++', '--') : text.replace('--', '++') },
  ]
}

/** A number becomes the next one, a truth its opposite, a word no word; texts of messages stay. */
function literal(node: Syntax): readonly Fault[] {
  const { value } = node
  if (typeof value === 'number') return [{ kind: 'number', text: value === 0 ? '1' : `${value * 2}` }]
  if (typeof value === 'boolean') return [{ kind: 'truth', text: String(!value) }]
  if (typeof value === 'string' && value !== '' && !value.includes(' ')) return [{ kind: 'word', text: "''" }]
  return []
}

function call(node: Syntax, source: string): readonly Fault[] {
  const callee = childOf(node, 'callee')
  if (callee.type !== 'MemberExpression' || callee.computed) return []
  const name = String(childOf(callee, 'property').name)
  const property = childOf(callee, 'property')
  const other = METHODS[name]
  if (other !== undefined) {
    const text = source.slice(node.start, property.start) + other + source.slice(property.end, node.end)
    return [{ kind: 'method', text }]
  }
  if (!PASSES_ON.has(name)) return []
  const object = childOf(callee, 'object')
  const kept = object.name === 'Math' ? listOf(node, 'arguments')[0]! : object
  return [{ kind: 'method', text: source.slice(kept.start, kept.end) }]
}

/** One fault for every `?.` on the spine of a chain. */
function chain(node: Syntax, source: string): readonly Fault[] {
  const faults: Fault[] = []
  let link: Syntax | undefined = childOf(node, 'expression')
  while (link !== undefined) {
    const inner = (link.object ?? link.callee ?? link.expression) as Syntax | undefined
    if (link.optional === true && inner !== undefined) {
      const dot = source.indexOf('?.', inner.end)
      const isNamed = link.type === 'MemberExpression' && !link.computed
      const text = source.slice(node.start, dot) + (isNamed ? '.' : '') + source.slice(dot + 2, node.end)
      faults.push({ kind: 'optional', text })
    }
    link = inner
  }
  return faults
}

const array: Mutator = (node) => (listOf(node, 'elements').length > 0 ? [{ kind: 'array', text: '[]' }] : [])
const object: Mutator = (node) =>
  listOf(node, 'properties').length > 0 ? [{ kind: 'object', text: '{}' }] : []

/** The faults of each kind of expression. */
export const MUTATORS: Readonly<Record<string, Mutator>> = {
  BinaryExpression: binary,
  LogicalExpression: logical,
  AssignmentExpression: assignment,
  UnaryExpression: unary,
  UpdateExpression: update,
  Literal: literal,
  CallExpression: call,
  ChainExpression: chain,
  ArrayExpression: array,
  ObjectExpression: object,
}
