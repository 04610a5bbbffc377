/** The kernel, compiled from the sources of this folder. */
export function compileKernel(): Promise<Uint8Array>

/** The TypeScript file that holds the bytes. */
export function embed(bytes: Uint8Array): string
