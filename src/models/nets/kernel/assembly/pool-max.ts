import { largest, largestOfFour, placesOfFour } from './largest'

/** out = the largest of each group of `size` along rows; the last may be smaller. [rows, groups] */
export function poolMax(x: usize, rows: i32, length: i32, size: i32, out: usize): void {
  for (let row = 0; row < rows; row++) {
    let from = 0
    for (; from + 4 * size <= length; from += 4 * size) {
      v128.store(out, largestOfFour(x, size))
      x += <usize>size << 4
      out += 16
    }
    for (; from < length; from += size) {
      const group = min(size, length - from)
      store<f32>(out, load<f32>(x + (<usize>largest(x, group) << 2)))
      x += <usize>group << 2
      out += 4
    }
  }
}

/** out = dy where the largest of each group lay, 0 elsewhere. [rows, length] */
export function poolMaxGradient(x: usize, dy: usize, rows: i32, length: i32, size: i32, out: usize): void {
  memory.fill(out, 0, <usize>rows * <usize>length << 2)
  const step = <usize>size << 2
  for (let row = 0; row < rows; row++) {
    let from = 0
    for (; from + 4 * size <= length; from += 4 * size) {
      const places = i32x4.shl(placesOfFour(x, size), 2)
      store<f32>(out + <usize>i32x4.extract_lane(places, 0), load<f32>(dy))
      store<f32>(out + step + <usize>i32x4.extract_lane(places, 1), load<f32>(dy, 4))
      store<f32>(out + 2 * step + <usize>i32x4.extract_lane(places, 2), load<f32>(dy, 8))
      store<f32>(out + 3 * step + <usize>i32x4.extract_lane(places, 3), load<f32>(dy, 12))
      x += step << 2
      out += step << 2
      dy += 16
    }
    for (; from < length; from += size) {
      const group = min(size, length - from)
      store<f32>(out + (<usize>largest(x, group) << 2), load<f32>(dy))
      x += <usize>group << 2
      out += <usize>group << 2
      dy += 4
    }
  }
}
