import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '../../core/assert.ts'
import { type Answer, packError } from './worker-messages.ts'

/**
 * The life of a worker: prepares from what it was started with, says so, and answers one task after the other.
 * What goes wrong is an answer too.
 */
export async function serve<S, T, R>(prepare: (start: S) => Promise<(task: T) => R>): Promise<void> {
  const port = parentPort
  assert(port, 'a worker file runs in a worker')
  const send = (answer: Answer<R | undefined>) => port.postMessage(answer)
  try {
    const answer = await prepare(workerData as S)
    port.on('message', (task: T) => send(attempt(() => answer(task))))
    send({ result: undefined })
  } catch (error) {
    send({ error: packError(error) })
  }
}

function attempt<R>(compute: () => R): Answer<R> {
  try {
    return { result: compute() }
  } catch (error) {
    return { error: packError(error) }
  }
}
