// What the kernel offers. Every export works on records in memory (see layout) and keeps nothing between calls.

export { perform } from './perform'
