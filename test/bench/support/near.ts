/** Throws unless both numbers agree to a share of the larger. */
export function assertNear(what: string, ours: number, theirs: number, share: number): void {
  if (Math.abs(ours - theirs) <= share * Math.max(Math.abs(ours), Math.abs(theirs))) return
  throw new Error(`${what}: ${ours} is ours, ${theirs} is theirs`)
}

export function assertSame<T>(what: string, ours: T, theirs: T): void {
  if (ours !== theirs) throw new Error(`${what}: ${String(ours)} is ours, ${String(theirs)} is theirs`)
}
