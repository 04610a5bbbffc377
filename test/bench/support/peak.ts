import { readFileSync } from 'node:fs'

/**
 * High-water mark of this process's resident memory, all threads together. Linux keeps it exactly (VmHWM); what
 * getrusage says there may still be the parent's.
 */
export function peakBytes(): number {
  try {
    return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))![1]) * 1024
  } catch {
    return process.resourceUsage().maxRSS * 1024
  }
}
