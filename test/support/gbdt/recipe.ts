import type { EvaluationSet, FeatureColumn, TrainingSet } from '../../../src/models/gbdt/feature-matrix.ts'

/** How data is made; test/oracle/gbdt/recipe.py makes the same bits of the same recipe. */
export interface Recipe {
  readonly seed: number
  readonly rows: number
  readonly columns: readonly ColumnSpec[]
  readonly label: LabelSpec
  readonly weights?: WeightSpec
}

/** `missing`: of 1024 rows, how many are NaN. */
type ColumnSpec = { readonly missing?: number } & (
  | { readonly kind: 'normal'; readonly scale?: number; readonly shift?: number }
  | { readonly kind: 'precise' }
  | { readonly kind: 'grid'; readonly steps: number }
  | { readonly kind: 'integer'; readonly count: number; readonly shift?: number }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'row'; readonly step?: number }
  | { readonly kind: 'signedZero' }
  | { readonly kind: 'sparse'; readonly share: number }
  | {
      readonly kind: 'oneHot'
      readonly group: number
      readonly count: number
      readonly index: number
      readonly extra?: number
    }
  | { readonly kind: 'copy'; readonly of: number }
)

type LabelSpec = { readonly noise?: number } & (
  | { readonly kind: 'number'; readonly scale?: number; readonly shift?: number }
  | { readonly kind: 'binary'; readonly above?: number }
  | { readonly kind: 'classes'; readonly count: number }
  | { readonly kind: 'constant'; readonly value: number }
)

interface WeightSpec {
  readonly kind: 'fraction' | 'whole'
  readonly scale?: number
  readonly zeros?: number
}

/** A value of a row. */
type Rule = (row: number) => number

const LANES = 8
const LABEL_LANE = 1 << 20
const WEIGHT_LANE = LABEL_LANE + LANES

/** The data of a recipe; columns hold float64 where `Column` is a Float64Array. */
export function makeSet(recipe: Recipe, Column: typeof Float32Array | typeof Float64Array): TrainingSet {
  const exact = columnsOf(recipe)
  const columns: FeatureColumn[] = exact.map((column) => new Column(column))
  const labels = Float32Array.from({ length: recipe.rows }, (_, row) => labelRule(recipe, exact)(row))
  const weights = recipe.weights && filled(recipe.rows, weightRule(recipe, recipe.weights))
  return { columns, labels, ...(weights && { weights: new Float32Array(weights) }) }
}

export function makeEvaluation(
  name: string,
  recipe: Recipe,
  Column: typeof Float32Array | typeof Float64Array,
): EvaluationSet {
  return { name, ...makeSet(recipe, Column) }
}

/** Finaliser of MurmurHash3. */
function mix(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

function hashRule(seed: number, lane: number): Rule {
  const base = mix((Math.imul(seed, 0x9e3779b1) + lane) | 0)
  return (row) => mix((base + Math.imul(row, 0xc2b2ae3d)) | 0)
}

/** Sum of four uniforms of 16 bits: whole multiples of 2^-15, deviation 1.15. */
function normalRule(seed: number, lane: number): Rule {
  const [first, second] = [hashRule(seed, lane), hashRule(seed, lane + 1)]
  return (row) => {
    const [a, b] = [first(row), second(row)]
    return ((a & 0xffff) + (a >>> 16) + (b & 0xffff) + (b >>> 16) - 131070) / 32768
  }
}

const filled = (rows: number, rule: Rule): Float64Array =>
  Float64Array.from({ length: rows }, (_, row) => rule(row))

function columnsOf({ seed, rows, columns }: Recipe): Float64Array[] {
  const made: Float64Array[] = []
  for (const [index, spec] of columns.entries()) {
    const lane = index * LANES
    const value = valueRule(spec, seed, lane, made)
    const chance = hashRule(seed, lane + 3)
    const missing = spec.missing ?? 0
    made.push(filled(rows, (row) => (chance(row) % 1024 < missing ? Number.NaN : value(row))))
  }
  return made
}

function valueRule(spec: ColumnSpec, seed: number, lane: number, made: readonly Float64Array[]): Rule {
  const hash = hashRule(seed, lane)
  const normal = normalRule(seed, lane)
  const choice = hashRule(seed, lane + 4)
  switch (spec.kind) {
    case 'normal':
      return (row) => normal(row) * (spec.scale ?? 1) + (spec.shift ?? 0)
    case 'precise': {
      const further = hashRule(seed, lane + 2)
      return (row) => normal(row) + further(row) / 2 ** 48
    }
    case 'grid':
      return (row) => Math.floor(normal(row) * spec.steps) / spec.steps
    case 'integer':
      return (row) => (hash(row) % spec.count) + (spec.shift ?? 0)
    case 'constant':
      return () => spec.value
    case 'row':
      return (row) => row * (spec.step ?? 1)
    case 'signedZero':
      return (row) => [-0, 0, 1, -1][hash(row) % 4]!
    case 'sparse':
      return (row) => (choice(row) % 1024 < spec.share ? normal(row) : 0)
    case 'oneHot': {
      const shared = hashRule(seed, LABEL_LANE * 2 + spec.group)
      const isExtra: Rule = (row) => Number(choice(row) % 1024 < (spec.extra ?? 0))
      return (row) => (shared(row) % spec.count === spec.index ? 1 : isExtra(row))
    }
    case 'copy':
      return (row) => made[spec.of]![row]!
  }
}

const clamped = (value: number): number => (Number.isNaN(value) ? 0.25 : Math.min(4, Math.max(-4, value)))

function labelRule({ seed, label }: Recipe, made: readonly Float64Array[]): Rule {
  const at = (index: number, row: number) => clamped(made[index % made.length]![row]!)
  const normal = normalRule(seed, LABEL_LANE)
  const noise = label.noise ?? 0.5
  const score: Rule = (row) => {
    const step = at(3, row) > 0.5 ? 1 : 0
    return at(0, row) + 0.5 * (at(1, row) * at(2, row)) + step + normal(row) * noise
  }
  switch (label.kind) {
    case 'number':
      return (row) => score(row) * (label.scale ?? 1) + (label.shift ?? 0)
    case 'binary':
      return (row) => Number(score(row) > (label.above ?? 0.5))
    case 'classes':
      return (row) => Math.min(label.count - 1, Math.max(0, Math.floor(((score(row) + 2) * label.count) / 5)))
    case 'constant':
      return () => label.value
  }
}

/** Multiples of 1/64 up to 4, or 1 … 4; `zeros` of 1024 rows weigh nothing. */
function weightRule({ seed }: Recipe, { kind, scale = 1, zeros = 0 }: WeightSpec): Rule {
  const hash = hashRule(seed, WEIGHT_LANE)
  const chance = hashRule(seed, WEIGHT_LANE + 1)
  const weight: Rule =
    kind === 'whole' ? (row) => (hash(row) % 4) + 1 : (row) => (((hash(row) >>> 24) + 1) / 64) * scale
  return (row) => (chance(row) % 1024 < zeros ? 0 : weight(row))
}
