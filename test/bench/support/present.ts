import type { PeerTiming } from '../bench.ts'
import type { BenchReport } from '../run-bench.ts'
import { median, spreadOf } from './spread.ts'

const whole = (value: number) => Math.round(value).toLocaleString('en-US').replaceAll(',', ' ')
const digits = (value: number) => (Number.isInteger(value) ? whole(value) : value.toPrecision(3))

/** A time to the millisecond, or a short one in µs. */
const time = (seconds: number) => (seconds < 1e-3 ? `${digits(seconds * 1e6)} µs` : `${seconds.toFixed(3)} s`)

/** Units are rows in their millions, or things of which one takes a while. */
const rate = (unit: string, nsPerUnit: number, perSecond: number) =>
  nsPerUnit < 1e4
    ? `${digits(nsPerUnit)} ns a ${unit}, ${digits(perSecond / 1e6)} M ${unit}s/s`
    : `${digits(nsPerUnit / 1e6)} ms a ${unit}, ${digits(perSecond)} ${unit}s/s`

/** Load of a machine with nothing else to do. */
const QUIET = 0.5

/** One benchmark for people. */
export function benchText(report: BenchReport): string {
  const lines = report.failure === undefined ? figureLines(report) : [`FAILED     ${report.failure}`]
  return [`${report.name}: ${report.work}`, ...lines.map((line) => `  ${line}`)].join('\n')
}

function figureLines(report: BenchReport): string[] {
  const { unit, units, seconds, nsPerUnit, perSecond, peakMb, figures } = report
  const others = Object.entries(figures).map(([name, value]) => `${name} ${digits(value)}`)
  return [
    ...report.checks.map((check) => `verified   ${check}`),
    ...(report.loadBefore > QUIET ? [`disturbed  load ${report.loadBefore.toFixed(1)} before it began`] : []),
    `work       ${whole(units)} ${unit}s`,
    `time       ${time(seconds.median)} (${time(seconds.min)} … ${time(seconds.max)}, ${seconds.runs} runs)`,
    `each       ${rate(unit, nsPerUnit, perSecond)}`,
    `peak       ${whole(peakMb)} MB`,
    ...(others.length > 0 ? [`figures    ${others.join(', ')}`] : []),
    ...report.peers.map(peerLine),
    ...report.targets.map(
      ({ text, value, isMet }) =>
        `target     ${text}: ${verdict(isMet)}${isMet === null ? '' : ` (${digits(value)})`}`,
    ),
    ...report.detail.map((line) => `           ${line}`),
  ]
}

function peerLine({ name, work, missing, ours, theirs }: PeerTiming): string {
  if (missing !== undefined) return `peer       not available: ${name}: ${missing}`
  const [a, b] = [median(ours), median(theirs)]
  const spread = spreadOf(theirs)
  const range = `${time(spread.min)} … ${time(spread.max)}`
  return `peer       ${name}: ${time(b)} (${range}), ours ${time(a)}, theirs ÷ ours ${digits(b / a)}: ${work}`
}

const verdict = (isMet: boolean | null) => (isMet === null ? 'no figure' : isMet ? 'met' : 'MISSED')
