/** A kernel, compiled from the sources of its folder. */
export function compileKernel(name: 'gbdt' | 'nets'): Promise<Uint8Array>

/** Numbers of a WASM module's sections, in order. */
export function sectionsOf(bytes: Uint8Array): number[]

/** The TypeScript file that holds the bytes. */
export function embed(bytes: Uint8Array): string
