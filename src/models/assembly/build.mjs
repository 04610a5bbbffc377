// Compiles the kernels and embeds them: `npm run kernel`. The bytes live in TypeScript files, so that whoever has
// the sources can run them: no compiler, no file to find at run time, and bundlers carry them along.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import asc from 'assemblyscript/asc'

const COMMON = '--optimizeLevel 3 --shrinkLevel 0 --noAssert --runtime stub --importMemory'

/** Every kernel: its folder beside this one, the compiler's options, and whether it may bring data of its own. */
const KERNELS = {
  gbdt: {
    folder: 'gbdt/kernel',
    options: '--sharedMemory --initialMemory 1 --maximumMemory 65536 --enable simd --enable threads',
    hasData: true,
  },
  // Lives in the memory of TensorFlow.js: data of its own would overwrite what lies there.
  nets: { folder: 'nets/kernel', options: '--enable simd --enable relaxed-simd', hasData: false },
}

/** Number of the section of a WASM module that writes into memory at the start. */
const DATA_SECTION = 11

/** A kernel, compiled from the sources of its folder. */
export async function compileKernel(name) {
  const { folder, options, hasData } = KERNELS[name]
  const baseDir = join(import.meta.dirname, '..')
  const entry = `${folder}/assembly/index.ts`
  const outputs = new Map()
  const { error, stderr } = await asc.main(
    [entry, '--outFile', 'kernel.wasm', '--baseDir', baseDir, ...`${COMMON} ${options}`.split(' ')],
    { writeFile: (file, contents) => outputs.set(file, contents) },
  )
  if (error) throw new Error(`the kernel of ${name} does not compile\n${stderr.toString()}`)
  const bytes = outputs.get('kernel.wasm')
  if (!hasData && sectionsOf(bytes).includes(DATA_SECTION))
    throw new Error(`the kernel of ${name} has static data: it may use numbers written into the code only`)
  return bytes
}

/** Numbers of a module's sections, in order: after a header of 8 bytes each says its number and its length (LEB128). */
export function sectionsOf(bytes) {
  const numbers = []
  for (let at = 8; at < bytes.length; ) {
    numbers.push(bytes[at++])
    let length = 0
    for (let shift = 0, more = true; more; shift += 7) {
      length += (bytes[at] & 127) * 2 ** shift
      more = bytes[at++] >= 128
    }
    at += length
  }
  return numbers
}

/** The TypeScript file that holds the bytes. */
export function embed(bytes) {
  const lines = Buffer.from(bytes)
    .toString('base64')
    .match(/.{1,100}/g)
  return [
    '// Made by `npm run kernel` from the AssemblyScript beside it. Do not edit.',
    '',
    'export const KERNEL_BASE64 =',
    `${lines.map((line, i) => `  '${line}'${i < lines.length - 1 ? ' +' : ''}`).join('\n')}`,
    '',
  ].join('\n')
}

if (pathToFileURL(process.argv[1]).href === import.meta.url) {
  for (const [name, { folder }] of Object.entries(KERNELS)) {
    const bytes = await compileKernel(name)
    writeFileSync(join(import.meta.dirname, '..', folder, 'kernel.wasm.ts'), embed(bytes))
    console.log(`${name}: ${bytes.length} bytes`)
  }
}
