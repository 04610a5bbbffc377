import { stripTypeScriptTypes } from 'node:module'

/**
 * Loads Node's type stripper, which is WebAssembly, in this thread. Threads of a process share its compiled code, and
 * whoever holds it last frees it. Here the sources come through vitest, so without this only the worker threads hold
 * it: one that ends while another begins has been seen to crash V8 ("Check failed: end > addr"). A program that runs
 * the sources themselves holds it anyway.
 */
stripTypeScriptTypes('let held: true')
