/** out = the mean of each group of `size` along rows; the last may be smaller and counts what is there. [rows, groups] */
export function poolAverage(x: usize, rows: i32, length: i32, size: i32, out: usize): void {
  for (let row = 0; row < rows; row++) {
    for (let from = 0; from < length; from += size) {
      const group = min(size, length - from)
      let sum: f32 = 0
      for (const end = x + (<usize>group << 2); x < end; x += 4) sum += load<f32>(x)
      store<f32>(out, sum / <f32>group)
      out += 4
    }
  }
}

/** out = dy over the group's size. [rows, length] */
export function poolAverageGradient(dy: usize, rows: i32, length: i32, size: i32, out: usize): void {
  for (let row = 0; row < rows; row++) {
    for (let from = 0; from < length; from += size) {
      const group = min(size, length - from)
      const share = load<f32>(dy) / <f32>group
      for (const end = out + (<usize>group << 2); out < end; out += 4) store<f32>(out, share)
      dy += 4
    }
  }
}
