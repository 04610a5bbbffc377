import { BOTH_TRUTHS, type Fault, MUTATORS } from './mutators.ts'
import { childOf, children, listOf, parse, type Syntax } from './syntax.ts'

/**
 * A place in the source with the faults that can be put there. An expression's faults are texts in its place;
 * of statements (a block, the branch of a switch) the only fault is that they are left out.
 */
export interface Site {
  readonly start: number
  readonly end: number
  readonly form: 'expression' | 'statements' | 'separator'
  readonly faults: readonly Fault[]
}

/** Where a node stands: what is around it decides which faults make sense. */
interface Place {
  readonly parent: Syntax
  readonly field: string
  /** On the spine of an optional chain, which must not be cut by parentheses. */
  readonly isSpine: boolean
}

const LOOPS = new Set(['WhileStatement', 'DoWhileStatement', 'ForStatement'])
const CHOICES = new Set(['IfStatement', 'ConditionalExpression'])
const SPINE = new Set(['object', 'callee', 'expression'])
const MESSENGERS = new Set(['QtError', 'assert'])

const LEFT_OUT: Fault = { kind: 'block', text: '{}' }

const without = (faults: readonly Fault[], text: string) => faults.filter((fault) => fault.text !== text)

/** Each text once: a condition that is itself a comparison is made true by both. */
const unique = (faults: readonly Fault[]) => [...new Map(faults.map((fault) => [fault.text, fault])).values()]

function expressionFaults(node: Syntax, { parent, field, isSpine }: Place, source: string): readonly Fault[] {
  if (isSpine) return []
  const own = MUTATORS[node.type]?.(node, source) ?? []
  if (field === 'test' && LOOPS.has(parent.type)) return without(own, 'true').concat(BOTH_TRUTHS[1]!)
  if (field === 'test' && CHOICES.has(parent.type)) return [...own, ...BOTH_TRUTHS]
  const isResult = field === 'body' && parent.type === 'ArrowFunctionExpression'
  return isResult ? [...own, { kind: 'result', text: 'undefined' }] : own
}

const hasSuper = (source: string, node: Syntax) => source.slice(node.start, node.end).includes('super(')

function* statementSites(node: Syntax, { parent }: Place, source: string): Generator<Site> {
  const isStatement =
    parent.type === 'BlockStatement' || parent.type === 'SwitchCase' || parent.type === 'Program'
  if (node.type === 'ExpressionStatement' && isStatement) {
    yield { start: node.start, end: node.start, form: 'separator', faults: [] }
  }
  const body = node.type === 'BlockStatement' ? listOf(node, 'body') : []
  const inside = node.type === 'SwitchCase' ? listOf(node, 'consequent') : body
  if (inside.length === 0 || hasSuper(source, node)) return
  yield { start: inside[0]!.start, end: inside.at(-1)!.end, form: 'statements', faults: [LEFT_OUT] }
}

/** The arguments of an error or an assertion are its message: nothing in them is decided. */
const isMessage = (node: Syntax) =>
  node.type === 'ThrowStatement' ||
  node.type === 'TemplateLiteral' ||
  ((node.type === 'NewExpression' || node.type === 'CallExpression') &&
    MESSENGERS.has(String(childOf(node, 'callee').name)))

function* sitesBelow(node: Syntax, isSpine: boolean, source: string): Generator<Site> {
  for (const { field, child } of children(node)) {
    const onSpine = (node.type === 'ChainExpression' || isSpine) && SPINE.has(field)
    yield* sitesOf(child, { parent: node, field, isSpine: onSpine }, source)
  }
}

function* sitesOf(node: Syntax, place: Place, source: string): Generator<Site> {
  yield* statementSites(node, place, source)
  const faults = unique(node.type.endsWith('Statement') ? [] : expressionFaults(node, place, source))
  const original = source.slice(node.start, node.end)
  const changed = without(faults, original)
  if (changed.length > 0) yield { start: node.start, end: node.end, form: 'expression', faults: changed }
  if (isMessage(node)) yield* conditionSites(node, source)
  else yield* sitesBelow(node, place.isSpine, source)
}

/** Of an assertion, only what it asserts. */
function* conditionSites(node: Syntax, source: string): Generator<Site> {
  const condition = node.type === 'CallExpression' ? listOf(node, 'arguments')[0] : undefined
  if (condition === undefined || childOf(node, 'callee').name !== 'assert') return
  yield* sitesOf(condition, { parent: node, field: 'arguments', isSpine: false }, source)
}

/** The sites of a file, outer ones before those inside them. */
export function sitesIn(source: string): readonly Site[] {
  return [...sitesBelow(parse(source), false, source)]
}
