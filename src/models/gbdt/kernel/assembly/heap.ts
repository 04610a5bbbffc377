/** First address behind the kernel's own tables (powers of two): memory is free from here on. */
export function heapBase(): usize {
  return __heap_base
}
