import { createNet, type NetSpec } from '../create-net.ts'
import type { Kit } from '../kit/kit.ts'
import type { Net } from '../net.ts'
import { disposeNet, loadWeights, type WeightValues, weightsOf } from '../weights.ts'
import type { Scaling } from '../windows/scaling.ts'

/** A trained net as plain data: what a file holds. */
export interface NetModel {
  readonly spec: NetSpec
  /** How windows are scaled before the net sees them. */
  readonly scaling: Scaling
  readonly weights: ReadonlyMap<string, WeightValues>
  /** How it was trained, for those who look at it later: plain data. */
  readonly training: unknown
}

/** A net that is ready to predict, and what is to be known about it. */
export interface RestoredNet extends Pick<NetModel, 'scaling' | 'training'> {
  readonly net: Net
}

/** A net as plain data: copies of its weights, and what is to be remembered beside them. */
export function netModel(net: Net, { scaling, training }: Pick<NetModel, 'scaling' | 'training'>): NetModel {
  return {
    spec: { kind: net.kind, config: net.config } as NetSpec,
    scaling,
    weights: weightsOf(net),
    training,
  }
}

/**
 * The net of a model: it says, to the bit, what the net said that the model was made of.
 *
 * @throws QtError `data` when the weights are not those of the architecture, `usage` when that cannot be
 */
export function restoreNet(kit: Kit, { spec, scaling, training, weights }: NetModel): RestoredNet {
  const net = createNet(kit, spec, 0)
  try {
    loadWeights(kit, net, weights)
  } catch (error) {
    disposeNet(net)
    throw error
  }
  return { net, scaling, training }
}
