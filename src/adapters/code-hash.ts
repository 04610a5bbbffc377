import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Digest } from '../core/hash.ts'

/** Layers whose code can change a trade or a figure. */
const LAYERS = [
  'core',
  'columns',
  'market',
  'features',
  'stats',
  'ledger',
  'models',
  'risk',
  'venue',
  'engine',
  'authoring',
  'research',
  'adapters/data',
]

/** sha256 over the code that decides what a run gives: the part of a run hash that is called "code". */
export function engineCodeHash(sourceFolder: string): string {
  const digest = new Digest()
  for (const layer of LAYERS) {
    const files = readdirSync(join(sourceFolder, layer), { recursive: true, encoding: 'utf8' })
    for (const file of files.filter((name) => /\.(ts|js)$/.test(name) && !name.endsWith('.d.ts')).sort()) {
      digest
        .text(`${layer}/${file.replaceAll('\\', '/')}`)
        .text(readFileSync(join(sourceFolder, layer, file), 'utf8'))
    }
  }
  return digest.hex()
}
