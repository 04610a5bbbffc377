import { openKit } from '../../../../src/adapters/tensorflow/open-kit.ts'
import { Digest } from '../../../../src/core/hash.ts'
import { createNet } from '../../../../src/models/nets/create-net.ts'
import type { Kit } from '../../../../src/models/nets/kit/kit.ts'
import type { Net } from '../../../../src/models/nets/net.ts'
import { predictNet } from '../../../../src/models/nets/predict.ts'
import type { WindowSet } from '../../../../src/models/nets/windows/window-set.ts'
import type { Bench, BenchContext, Measurement, PeerTiming, Verification } from '../../bench.ts'
import { alternate, timed } from '../alternate.ts'
import { Only } from '../only.ts'
import { median } from '../spread.ts'
import { someWindows, trainingSet } from './net-data.ts'
import type { NetBenchTask } from './net-task.ts'
import { checkAgainstPeer, startPeer } from './peer-net.ts'

const MANY = 222
/** Predictions of one window that are timed together. */
const SINGLES = 50

/** Forecasts of one window and of 222, cut from their columns and brought back to the units of the series. */
export function netPredictBench(name: string, what: string, task: NetBenchTask): Bench {
  return {
    name,
    work: `${what}: forecasts of ${MANY} windows, and of one`,
    unit: 'window',
    targets: [
      { figure: 'oneWindowMs', atMost: 3, text: '≤ 3 ms for one window' },
      { figure: 'manyMs', atMost: 60, text: `≤ 60 ms for ${MANY} windows` },
    ],
    isLong: true,
    verify: ({ folder }) => verify(task, folder),
    measure: (context) => measure(task, context),
    compare: (context) => compare(task, context),
  }
}

interface Forecasts {
  readonly many: () => Float32Array
  /** The first window, again and again. */
  readonly one: () => Float32Array
}

function forecastsOf(kit: Kit, net: Net, { scaling }: NetBenchTask, set: WindowSet): Forecasts {
  const first = someWindows(set, 1)
  return {
    many: () => predictNet(kit, net, set, scaling),
    one: () => {
      let forecast = predictNet(kit, net, first, scaling)
      for (let k = 1; k < SINGLES; k++) forecast = predictNet(kit, net, first, scaling)
      return forecast
    },
  }
}

async function openForecasts(task: NetBenchTask): Promise<{ kit: Kit; forecasts: Forecasts }> {
  const kit = await openKit()
  const net = createNet(kit, task.spec, 1)
  return { kit, forecasts: forecastsOf(kit, net, task, someWindows(trainingSet(task), MANY)) }
}

const printOf = (forecast: Float32Array) => new Digest().array(forecast).hex()

async function verify(task: NetBenchTask, folder: string): Promise<Verification> {
  const { kit, forecasts } = await openForecasts(task)
  const [many, one] = [forecasts.many(), forecasts.one()]
  const odd = one.findIndex((value, i) => value !== many[i])
  if (odd >= 0) throw new Error(`step ${odd} of a window alone: ${one[odd]}, among others: ${many[odd]}`)
  const checks = [
    await checkAgainstPeer(kit, task, folder),
    'a window alone is forecast to the bit as among others',
  ]
  return { fingerprint: printOf(many), checks }
}

async function measure(task: NetBenchTask, { runs }: BenchContext): Promise<Measurement> {
  const { forecasts } = await openForecasts(task)
  const prints = new Only()
  const contenders = {
    many: timed(forecasts.many, (found) => prints.take(printOf(found))),
    one: timed(forecasts.one, () => {}),
  }
  const seconds = await alternate(contenders, runs, 3)
  const oneWindowMs = (median(seconds.one) / SINGLES) * 1000
  const figures = { oneWindowMs, manyMs: median(seconds.many) * 1000 }
  return { fingerprint: prints.value, units: MANY, seconds: seconds.many, figures }
}

async function compare(task: NetBenchTask, { folder, runs }: BenchContext): Promise<PeerTiming[]> {
  const peer = await startPeer(task, folder, 1)
  if (typeof peer === 'string')
    return [{ name: 'PyTorch', work: `${MANY} windows, one thread`, missing: peer, ours: [], theirs: [] }]
  const { forecasts } = await openForecasts(task)
  const ours = timed(forecasts.many, () => {})
  const many = await alternate({ ours, theirs: () => peer.seconds(`predict ${MANY}`) }, runs, 3)
  const timedOne = timed(forecasts.one, () => {})
  const oursOne = async () => (await timedOne()) / SINGLES
  const one = await alternate({ ours: oursOne, theirs: () => peer.seconds('predict 1') }, runs, 3)
  peer.close()
  return [
    { name: peer.version, work: `${MANY} windows, one thread`, ...many },
    { name: peer.version, work: 'one window', ...one },
  ]
}
