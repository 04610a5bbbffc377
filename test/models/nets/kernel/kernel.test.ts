import { describe, expect, it } from 'vitest'
import { compileKernel, sectionsOf } from '../../../../src/models/assembly/build.mjs'
import { KERNEL_BASE64 as BOOSTING_BASE64 } from '../../../../src/models/gbdt/kernel/kernel.wasm.ts'
import { KERNEL_BASE64 } from '../../../../src/models/nets/kernel/kernel.wasm.ts'

describe('the kernel of the nets', () => {
  it('is what its sources compile to', async () => {
    expect(Buffer.from(await compileKernel('nets')).toString('base64')).toBe(KERNEL_BASE64)
  })

  it('brings no data into memory that is not its own', () => {
    const [code, data] = [10, 11]
    const sections = sectionsOf(Buffer.from(KERNEL_BASE64, 'base64'))
    expect(sections).toContain(code)
    expect(sections).not.toContain(data)
    expect(sectionsOf(Buffer.from(BOOSTING_BASE64, 'base64'))).toContain(data)
  })
})
