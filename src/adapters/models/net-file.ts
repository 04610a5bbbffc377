import { open } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { QtError } from '../../core/error.ts'
import { FORMAT } from '../../models/nets/file/document.ts'
import { type NetModel, type RestoredNet, restoreNet } from '../../models/nets/file/net-model.ts'
import { readNet } from '../../models/nets/file/read.ts'
import { writeNet } from '../../models/nets/file/write.ts'
import type { Kit } from '../../models/nets/kit/kit.ts'
import { writeStaged } from '../artifacts/staged-files.ts'
import { readBytes } from './read-bytes.ts'

/** How a document begins. */
const OPENING = new RegExp(`^\\s*\\{\\s*"format"\\s*:\\s*"${FORMAT}"`)
const OPENING_BYTES = 256

/**
 * Opens a net that was saved here: `NAME.json` says what it is, `NAME.bin` beside it holds its weights.
 *
 * @param path of the .json
 * @throws QtError `io` when one of the files cannot be read, `data` when they are no sound net, `usage` for a path that
 *   does not end in .json
 */
export async function openNet(kit: Kit, path: string): Promise<RestoredNet> {
  return restoreNet(kit, await openNetModel(path))
}

/** The same as plain data: to look at it needs no TensorFlow.js. */
export async function openNetModel(path: string): Promise<NetModel> {
  const parts = [path, binaryPath(path)]
  const [document, binary] = await Promise.all(parts.map((part) => readBytes(part, 'the net')))
  return readNet({ document: new TextDecoder().decode(document), binary: binary! }, path)
}

/** Whether a file begins like the document of a net; what cannot be read does not. */
export async function isNetFile(path: string): Promise<boolean> {
  try {
    const file = await open(path)
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(OPENING_BYTES) })
    await file.close()
    return OPENING.test(buffer.toString('latin1', 0, bytesRead))
  } catch {
    return false
  }
}

/**
 * Saves a net. Earlier files of those names are replaced once the new ones are safely on disk.
 *
 * @param path of the .json; the weights go beside it
 * @throws QtError `io` when the files cannot be written, `usage` for what is no model or a path that does not end in
 *   .json
 */
export function saveNet(path: string, model: NetModel): void {
  const { document, binary } = writeNet(model)
  writeStaged(
    dirname(path),
    [
      { name: basename(binaryPath(path)), content: binary },
      { name: basename(path), content: document },
    ],
    'the net',
  )
}

/** The weights have the name of the document: both may be renamed together. */
function binaryPath(path: string): string {
  if (path.endsWith('.json')) return `${path.slice(0, -'.json'.length)}.bin`
  throw new QtError('usage', `${path}: the document of a net is a .json`, 'the weights lie beside it as .bin')
}
