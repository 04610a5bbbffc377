const MAGIC = 0x184d2204
const HAS_CONTENT_SIZE = 0x08
const HAS_BLOCK_CHECKSUMS = 0x10
const IS_STORED = 0x80000000

/**
 * Unpacks one LZ4 frame (what Arrow and pandas' Feather files use); blocks may refer to the blocks before them.
 * Checksums are not verified. Source: LZ4 Frame Format 1.6.3 and LZ4 Block Format.
 *
 * @param size bytes of the result
 */
export function decodeLz4Frame(packed: Uint8Array, size: number): Uint8Array {
  const view = new DataView(packed.buffer, packed.byteOffset, packed.byteLength)
  if (view.getUint32(0, true) !== MAGIC) throw new Error('not an LZ4 frame')
  const flags = packed[4]!
  const output = new Uint8Array(size)
  let at = 7 + (flags & HAS_CONTENT_SIZE ? 8 : 0)
  let length = 0
  for (;;) {
    const head = view.getUint32(at, true)
    at += 4
    if (head === 0) break
    const block = packed.subarray(at, at + (head & ~IS_STORED))
    length = head & IS_STORED ? store(block, output, length) : decodeBlock(block, output, length)
    at += block.length + (flags & HAS_BLOCK_CHECKSUMS ? 4 : 0)
  }
  if (length !== size) throw new Error(`LZ4 frame of ${size} bytes expected, got ${length}`)
  return output
}

function store(block: Uint8Array, output: Uint8Array, from: number): number {
  output.set(block, from)
  return from + block.length
}

/** Sequences of literals and of copies from earlier output; answers where the output ends. */
function decodeBlock(block: Uint8Array, output: Uint8Array, from: number): number {
  let out = from
  let at = 0
  const longer = (short: number): number => {
    let length = short
    if (short < 15) return length
    for (let more = 255; more === 255; length += more) more = block[at++]!
    return length
  }
  while (at < block.length) {
    const token = block[at++]!
    const literals = longer(token >> 4)
    output.set(block.subarray(at, at + literals), out)
    at += literals
    out += literals
    if (at >= block.length) break // the last sequence has literals only
    const offset = block[at]! | (block[at + 1]! << 8)
    at += 2
    const end = out + longer(token & 15) + 4
    if (offset === 0 || offset > out || end > output.length) throw new Error('broken LZ4 block')
    for (; out < end; out++) output[out] = output[out - offset]!
  }
  return out
}
