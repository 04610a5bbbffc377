export function lightgbmScan(
  rule: usize,
  node: usize,
  feature: i32,
  place: usize,
  histogram: usize,
  candidate: usize,
): void {}
