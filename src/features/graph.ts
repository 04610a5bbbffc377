import { assert } from '../core/assert.ts'
import type { FeatureDefinition, FeatureSpec, Source } from './definition.ts'
import type { Kernel, KernelState } from './kernel.ts'

/** One kernel with its block buffers; specs that differ only in their output share it. */
interface Node {
  readonly key: string
  readonly kernel: Kernel
  readonly inputs: Float64Array[]
  readonly outputs: readonly Float64Array[]
}

/** `node.inputs[position]` is column `column` of the block. */
interface Binding {
  readonly inputs: Float64Array[]
  readonly position: number
  readonly column: number
}

/** The sources of a spec; a string is a column that comes from outside the graph. */
export type SourcesOf = (spec: FeatureSpec) => readonly (Source | string)[]

/**
 * Features compiled into a list of kernels in topological order: whatever two features share is computed once.
 * The graph knows rows and columns, not where they come from: `run` takes a block and fills the outputs.
 */
export class FeatureGraph {
  /** Names of the columns from outside, in the order in which `run` expects them. */
  readonly columns: readonly string[]
  /** One buffer per spec, in their order; row k of a block is at [k]. */
  readonly outputs: readonly Float64Array[]
  private readonly nodes: readonly Node[]
  private readonly bindings: readonly Binding[]

  constructor(specs: readonly FeatureSpec[], capacity: number, sourcesOf: SourcesOf = (spec) => spec.inputs) {
    const compiler = new Compiler(capacity, sourcesOf)
    this.outputs = specs.map((spec) => compiler.bufferOf(spec))
    this.columns = compiler.columns
    this.nodes = compiler.nodes
    this.bindings = compiler.bindings
  }

  /** Runs rows [0, count) of the columns through all kernels. */
  run(columns: readonly Float64Array[], count: number): void {
    for (const { inputs, position, column } of this.bindings) inputs[position] = columns[column]!
    for (const { kernel, inputs, outputs } of this.nodes) kernel.run(inputs, outputs, 0, count)
  }

  snapshot(): KernelState {
    return Object.fromEntries(this.nodes.map(({ key, kernel }) => [key, kernel.snapshot()]))
  }

  restore(state: KernelState): void {
    for (const { key, kernel } of this.nodes) {
      assert(key in state, `the snapshot has feature ${key}`)
      kernel.restore(state[key] as KernelState)
    }
  }
}

class Compiler {
  readonly columns: string[] = []
  readonly nodes: Node[] = []
  readonly bindings: Binding[] = []
  private readonly byKey = new Map<string, Node>()
  private readonly capacity: number
  private readonly sourcesOf: SourcesOf

  constructor(capacity: number, sourcesOf: SourcesOf) {
    this.capacity = capacity
    this.sourcesOf = sourcesOf
  }

  bufferOf(spec: FeatureSpec): Float64Array {
    return this.nodeOf(spec).outputs[spec.definition.outputs.indexOf(spec.output)]!
  }

  private nodeOf(spec: FeatureSpec): Node {
    const key = kernelKey(spec)
    const known = this.byKey.get(key)
    if (known) return known
    const node: Node = {
      key,
      kernel: spec.definition.kernel(spec.params),
      inputs: [],
      outputs: spec.definition.outputs.map(() => new Float64Array(this.capacity)),
    }
    this.sourcesOf(spec).forEach((source, position) => {
      if (typeof source === 'string')
        this.bindings.push({ inputs: node.inputs, position, column: this.columnOf(source) })
      else node.inputs[position] = this.bufferOf(source)
    })
    this.byKey.set(key, node)
    this.nodes.push(node) // after its sources: topological order
    return node
  }

  private columnOf(name: string): number {
    if (!this.columns.includes(name)) this.columns.push(name)
    return this.columns.indexOf(name)
  }
}

/** The key without its output: what one kernel computes. */
function kernelKey(spec: FeatureSpec): string {
  const suffix = hasOutputSuffix(spec.definition) ? spec.output.length + 1 : 0
  return spec.key.slice(0, spec.key.length - suffix)
}

function hasOutputSuffix(definition: FeatureDefinition): boolean {
  return definition.outputs.length > 1
}
