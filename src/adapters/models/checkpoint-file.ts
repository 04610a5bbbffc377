import { basename, dirname } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import { QtError } from '../../core/error.ts'
import { sha256 } from '../../core/hash.ts'
import type { Checkpoint } from '../../models/nets/training/checkpoint.ts'
import { writeStaged } from '../artifacts/staged-files.ts'
import { readBytes } from './read-bytes.ts'

/** What a file begins with; its number rises when checkpoints of the version before cannot be gone on from. */
const MAGIC = 'quantum-trader checkpoint 1\n'

/** Characters of a checksum. */
const CHECKSUM = 64

/**
 * Stores a run of training, so that it outlives the program. An earlier file is replaced once the new one is safely
 * on disk. What is kept is the run as it lies in memory (V8's serialisation): a trained net is saved as a net.
 *
 * @throws QtError `io` when the file cannot be written
 */
export function saveCheckpoint(path: string, checkpoint: Checkpoint): void {
  const payload = serialize(checkpoint)
  const content = Buffer.concat([Buffer.from(MAGIC + sha256(payload)), payload])
  writeStaged(dirname(path), [{ name: basename(path), content }], 'the checkpoint')
}

/** @throws QtError `io` when the file cannot be read, `data` when it is no sound checkpoint */
export async function openCheckpoint(path: string): Promise<Checkpoint> {
  const bytes = await readBytes(path, 'the checkpoint')
  const start = MAGIC.length + CHECKSUM
  if (bytes.toString('latin1', 0, MAGIC.length) !== MAGIC)
    throw new QtError('data', `${path}: no checkpoint of this version`, 'begin the training anew')
  const payload = bytes.subarray(start)
  if (bytes.toString('latin1', MAGIC.length, start) !== sha256(payload))
    throw new QtError('data', `${path}: its checksum does not fit: it is damaged`, 'begin the training anew')
  return deserialize(payload) as Checkpoint
}
