// Compiles the kernel and embeds it: `npm run kernel`. The bytes live in a TypeScript file, so that whoever has
// the sources can run them: no compiler, no file to find at run time, and bundlers carry it along.

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import asc from 'assemblyscript/asc'

const OPTIONS = [
  '--optimizeLevel 3 --shrinkLevel 0 --noAssert --runtime stub',
  '--importMemory --sharedMemory --initialMemory 1 --maximumMemory 65536',
  '--enable simd --enable threads',
]

/** The kernel, compiled from the sources of this folder. */
export async function compileKernel() {
  const outputs = new Map()
  const { error, stderr } = await asc.main(
    [
      'index.ts',
      '--outFile',
      'kernel.wasm',
      '--baseDir',
      import.meta.dirname,
      ...OPTIONS.join(' ').split(' '),
    ],
    { writeFile: (name, contents) => outputs.set(name, contents) },
  )
  if (error) throw new Error(`the kernel does not compile\n${stderr.toString()}`)
  return outputs.get('kernel.wasm')
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
  const bytes = await compileKernel()
  writeFileSync(join(import.meta.dirname, '../kernel.wasm.ts'), embed(bytes))
  console.log(`kernel: ${bytes.length} bytes`)
}
