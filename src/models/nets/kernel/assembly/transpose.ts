/** Writes the columns of four rows as four rows, `stride` bytes apart. */
@inline
export function transpose4(r0: v128, r1: v128, r2: v128, r3: v128, out: usize, stride: usize): void {
  const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5)
  const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7)
  const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5)
  const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7)
  v128.store(out, v128.shuffle<f32>(low01, low23, 0, 1, 4, 5))
  v128.store(out + stride, v128.shuffle<f32>(low01, low23, 2, 3, 6, 7))
  v128.store(out + 2 * stride, v128.shuffle<f32>(high01, high23, 0, 1, 4, 5))
  v128.store(out + 3 * stride, v128.shuffle<f32>(high01, high23, 2, 3, 6, 7))
}
