import { QtError } from '../../core/error.ts'
import { checkChoice } from '../../models/nets/check.ts'
import { createKit } from '../../models/nets/kit/create-kit.ts'
import type { Kit } from '../../models/nets/kit/kit.ts'
import type { TensorFlow } from '../../models/nets/kit/tensorflow.ts'
import { loadNative } from './native.ts'

/**
 * - `wasm`: WebAssembly with our SIMD kernels; one thread
 * - `cpu`: plain JavaScript, to compare with; slow
 * - `native`: `@tensorflow/tfjs-node`, if there is a working one
 */
export type NetBackend = 'wasm' | 'cpu' | 'native'

export interface KitOptions {
  /** Default `wasm`. */
  readonly backend?: NetBackend
  /** Hears why `native` was not to be had; `wasm` takes its place. */
  readonly onFallback?: (reason: string) => void
}

let opened: { readonly backend: NetBackend; readonly kit: Promise<Kit> } | undefined

const BACKENDS: readonly NetBackend[] = ['wasm', 'cpu', 'native']

/**
 * Opens TensorFlow.js: one backend a thread, opened once. It is loaded here, so whoever builds no net does not pay
 * for it.
 *
 * @throws QtError `usage` for a backend that does not exist, `config` when this thread has opened another before
 */
export function openKit({ backend = 'wasm', onFallback = () => {} }: KitOptions = {}): Promise<Kit> {
  checkChoice('backend', backend, BACKENDS)
  opened ??= { backend, kit: open(backend, onFallback) }
  if (opened.backend === backend) return opened.kit
  const hint = 'a thread has one backend: open the other in a worker of its own'
  throw new QtError('config', `backend ${backend}: this thread has opened ${opened.backend} before`, hint)
}

async function open(backend: NetBackend, onFallback: (reason: string) => void): Promise<Kit> {
  if (backend !== 'native') return activate(backend)
  const { native, reason } = await loadNative()
  if (native) return createKit(native)
  onFallback(reason)
  return activate('wasm')
}

async function activate(backend: 'wasm' | 'cpu'): Promise<Kit> {
  const tf: TensorFlow = await import('@tensorflow/tfjs')
  await import('@tensorflow/tfjs-backend-wasm')
  if (!(await tf.setBackend(backend)))
    throw new QtError('config', `TensorFlow.js has no working backend ${backend}`)
  await tf.ready()
  tf.enableProdMode() // no advice on the console
  return createKit(tf)
}
