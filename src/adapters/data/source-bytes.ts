import { createReadStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip, type ZlibOptions } from 'node:zlib'
import { unzipSync } from 'fflate'
import { QtError } from '../../core/error.ts'

export type SourceFormat = 'csv' | 'gzip' | 'zip' | 'parquet' | 'arrow'

const MAGIC: readonly (readonly [SourceFormat, string])[] = [
  ['gzip', '\x1f\x8b'],
  ['zip', 'PK\x03\x04'],
  ['parquet', 'PAR1'],
  ['arrow', 'ARROW1'],
  ['arrow', '\xff\xff\xff\xff'],
]

/** What a file is, from its first bytes; text otherwise. */
export async function formatOf(path: string): Promise<SourceFormat> {
  const handle = await open(path)
  try {
    const head = Buffer.alloc(8)
    const { bytesRead } = await handle.read(head, 0, head.length, 0)
    const start = head.toString('latin1', 0, bytesRead)
    return MAGIC.find(([, magic]) => start.startsWith(magic))?.[0] ?? 'csv'
  } finally {
    await handle.close()
  }
}

/** The high-water mark lets the unpacking thread run ahead of the parser. */
const GUNZIP: ZlibOptions & { highWaterMark: number } = { chunkSize: 1 << 20, highWaterMark: 1 << 23 }

/** The bytes of a text file, unpacked on the way if it is gzipped; a truncated file is one clear error. */
export async function* textChunks(path: string, format: 'csv' | 'gzip'): AsyncGenerator<Uint8Array> {
  const file = createReadStream(path, { highWaterMark: 1 << 18 })
  if (format === 'csv') {
    yield* file
    return
  }
  // pipeline hands an error of the file to the iteration below, so its own callback has nothing to add
  const unpacked = pipeline(file, createGunzip(GUNZIP), () => {})
  try {
    yield* unpacked
  } catch (error) {
    const isShort = (error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR'
    throw broken(
      path,
      isShort ? 'truncated gzip file' : `broken gzip file (${(error as Error).message})`,
      error,
    )
  }
}

/** The CSV files inside a zip, by name. */
export async function zipMembers(path: string): Promise<{ name: string; bytes: Uint8Array }[]> {
  const packed = await readFile(path)
  try {
    const members = unzipSync(packed, { filter: ({ name }) => /\.csv$/i.test(name) })
    return Object.entries(members)
      .map(([name, bytes]) => ({ name, bytes }))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    throw broken(path, `truncated or broken zip file (${(error as Error).message})`, error)
  }
}

function broken(path: string, what: string, cause: unknown): QtError {
  return new QtError('data', `${basename(path)}: ${what}`, 'fetch or copy the file again', { cause })
}
