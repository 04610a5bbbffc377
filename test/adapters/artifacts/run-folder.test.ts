import { expect, test } from 'vitest'
import { runFolderName } from '../../../src/adapters/artifacts/run-folder.ts'

test('strategy, dataset and the start of the run hash', () => {
  expect(runFolderName('ema-cross', 'demo', '3f2a9c0177')).toBe('ema-cross-demo-3f2a9c01')
})

test('a name cannot lead out of the folder', () => {
  expect(runFolderName('../../etc/passwd', 'a b/c', 'ffffffffff')).toBe('etc-passwd-a-b-c-ffffffff')
})
