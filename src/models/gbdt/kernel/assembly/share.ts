/** First of the items, rows or groups of features, that a part of an operation takes care of. */
export function shareOf(count: i32, part: i32, parts: i32): i32 {
  return <i32>((<i64>count * part) / parts)
}
