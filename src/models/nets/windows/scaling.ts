/**
 * How each window of each channel is brought to a common scale before a net sees it: (x − shift) / scale.
 * - `none`: shift 0, scale 1
 * - `standard`: mean and population deviation of the window (RevIN's statistics: √(variance + 1e-5))
 * - `robust`: median and median absolute deviation of the window
 * - `last`: the last value of the window and scale 1
 * - `last-standard`: the last value, and the population deviation around the mean
 *
 * What is added against a division by nothing is absolute (1e-5 to a variance, 1e-6 to a deviation): give series in
 * units in which they move by about 1, standardised or returns in per cent, not returns of 0.0005.
 */
export type Scaling = 'none' | 'standard' | 'robust' | 'last' | 'last-standard'
