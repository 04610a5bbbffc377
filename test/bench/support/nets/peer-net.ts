import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createNet } from '../../../../src/models/nets/create-net.ts'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import type { Net } from '../../../../src/models/nets/net.ts'
import { fromReference } from '../../../../src/models/nets/patchtst/reference-weights.ts'
import { predictNet } from '../../../../src/models/nets/predict.ts'
import { disposeNet, loadWeights, type WeightValues } from '../../../../src/models/nets/weights.ts'
import { Peer } from '../peer.ts'
import { someWindows, trainingSet, writeInputs } from './net-data.ts'
import { type NetBenchTask, peerOptions } from './net-task.ts'

export const startPeer = (task: NetBenchTask, folder: string, threads: number): Promise<Peer | string> =>
  Peer.start('nets.py', folder, peerOptions(task, threads))

/** How far forecasts may be from PyTorch's, in units of a series whose deviation is about 1. */
const TOLERANCE = 1e-4

/**
 * PyTorch's forecasts of a batch, and ours with its weights. Throws unless they are the same.
 *
 * @returns what was found, in words
 */
export async function checkAgainstPeer(kit: Kit, task: NetBenchTask, folder: string): Promise<string> {
  const set = someWindows(trainingSet(task), task.batch)
  writeInputs(folder, set)
  const peer = await startPeer(task, folder, 1)
  if (typeof peer === 'string') return `not compared with PyTorch: ${peer}`
  await peer.ask('weights')
  await peer.ask('forward')
  peer.close()
  const net = netOfPeer(kit, task, folder)
  const ours = predictNet(kit, net, set, task.scaling)
  disposeNet(net)
  const distance = furthest(ours, floatsOf(folder, 'torch.outputs.f32'), task)
  if (!(distance <= TOLERANCE))
    throw new Error(`forecasts are up to ${distance} from those of ${peer.version}`)
  return `${peer.version}: ${task.batch} windows forecast with its weights, at most ${distance.toExponential(1)} apart`
}

/** Our net with the weights that the peer left in the folder. */
function netOfPeer(kit: Kit, { spec }: NetBenchTask, folder: string): Net {
  const flat = floatsOf(folder, 'torch.weights.f32')
  const index = JSON.parse(readFileSync(join(folder, 'torch.weights.json'), 'utf8'))
  const state = new Map<string, WeightValues>()
  for (const [name, [from, shape]] of Object.entries<[number, number[]]>(index)) {
    const size = shape.reduce((product, length) => product * length, 1)
    state.set(name, { shape, values: flat.slice(from, from + size) })
  }
  const net = createNet(kit, spec, 1)
  loadWeights(kit, net, spec.kind === 'patchtst' ? fromReference(state, spec.config) : state)
  return net
}

/** Ours are [windows, channels, horizon], theirs [windows, horizon, channels]. */
function furthest(ours: Float32Array, theirs: Float32Array, { spec, channels }: NetBenchTask): number {
  const { horizon } = spec.config
  if (ours.length !== theirs.length)
    throw new Error(`${ours.length} forecasts are ours, ${theirs.length} theirs`)
  let distance = 0
  for (let i = 0; i < ours.length; i++) {
    const [row, step] = [Math.floor(i / horizon), i % horizon]
    const [window, channel] = [Math.floor(row / channels), row % channels]
    distance = Math.max(
      distance,
      Math.abs(ours[i]! - theirs[(window * horizon + step) * channels + channel]!),
    )
  }
  return ours.every(Number.isFinite) ? distance : Number.NaN
}

function floatsOf(folder: string, name: string): Float32Array {
  const bytes = readFileSync(join(folder, name))
  return new Float32Array(new Uint8Array(bytes).buffer)
}
