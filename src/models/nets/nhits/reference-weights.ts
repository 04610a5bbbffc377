import type { WeightValues } from '../weights.ts'

/**
 * Weights of neuralforecast's NHITS or of the paper's code (a PyTorch `state_dict`) as ours: the blocks', under the
 * same names. What else the state holds (levels of the loss) is no weight of the net.
 */
export function fromReference(reference: ReadonlyMap<string, WeightValues>): Map<string, WeightValues> {
  const named = [...reference].map(([name, weight]) => [name.replace(/^model\./, ''), weight] as const)
  return new Map(named.filter(([name]) => name.startsWith('blocks.')))
}
