import { expect, test } from 'vitest'
import { CONFIDENCE_BUCKETS, confidenceBucket } from '../../src/stats/confidence-bucket.ts'

test.each([
  [0, '0.00–0.50'],
  [0.49, '0.00–0.50'],
  [0.5, '0.50–0.60'],
  [0.6, '0.60–0.70'],
  [0.7, '0.70–0.85'],
  [0.8499, '0.70–0.85'],
  [0.85, '0.85–1.00'],
  [1, '0.85–1.00'],
])('confidence %f belongs to %s', (confidence, bucket) => {
  expect(CONFIDENCE_BUCKETS[confidenceBucket(confidence)]).toBe(bucket)
})
