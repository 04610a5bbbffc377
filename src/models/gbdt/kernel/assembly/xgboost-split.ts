export function xgboostScan(
  rule: usize,
  node: usize,
  feature: i32,
  place: usize,
  histogram: usize,
  candidate: usize,
): void {}
