/**
 * Puts the quantiles of each forecast in order, where a net let them cross: sorted values forecast no worse, by the
 * pinball loss, than crossing ones (Chernozhukov, Fernández-Val & Galichon 2010).
 *
 * @param values forecasts of `levels` numbers each, one after the other; changed in place
 */
export function orderQuantiles(values: Float32Array, levels: number): void {
  for (let start = 0; start < values.length; start += levels) sortFew(values, start, start + levels)
}

/** Insertion: nearly always in order already. */
function sortFew(values: Float32Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const value = values[i]!
    let at = i
    for (; at > from && values[at - 1]! > value; at--) values[at] = values[at - 1]!
    values[at] = value
  }
}
