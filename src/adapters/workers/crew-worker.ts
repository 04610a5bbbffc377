import { type MessagePort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { attachKernel, type KernelExports } from '../../models/gbdt/kernel/kernel.ts'
import { awaitChange, DONE, FAILED, JOIN, OPERATION, RECORD, TURN } from './crew-signal.ts'

/** What a crew's thread is started with. */
export interface CrewStart {
  readonly words: Int32Array<SharedArrayBuffer>
  readonly port: MessagePort
  /** Which part of every operation is ours. */
  readonly part: number
  readonly parts: number
}

const { words, port, part, parts } = workerData as CrewStart
let kernel: KernelExports | undefined

for (let turn = 0; ; turn++) {
  awaitChange(words, TURN, turn)
  try {
    takePart()
  } catch (error) {
    port.postMessage(String(error))
    Atomics.store(words, FAILED, 1)
  }
  Atomics.add(words, DONE, 1)
  Atomics.notify(words, DONE)
}

function takePart(): void {
  const operation = Atomics.load(words, OPERATION)
  if (operation === JOIN) kernel = attachKernel(receiveMessageOnPort(port)!.message)
  else kernel!.perform(operation, Atomics.load(words, RECORD), part, parts)
}
