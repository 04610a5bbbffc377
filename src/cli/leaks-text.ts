import { formatTime } from '../core/time.ts'
import type { Finding, FindingKind, LeakCertificate } from '../research/leaks/certificate.ts'
import { TRACED_ACTIONS } from '../research/leaks/trace.ts'

/** A certificate for people: the verdict, what was tried, and each finding with where it shows first. */
export function certificateText(certificate: LeakCertificate): string {
  const { strategy, params, dataset, isClean, findings } = certificate
  const values = Object.entries(params).map(([name, value]) => ` ${name}=${value}`)
  const synthetic = dataset.isSynthetic ? '   (synthetic data)' : ''
  return [
    `${strategy}${values.join('')} on ${dataset.name}${synthetic}`,
    isClean ? 'CLEAN: it does not look ahead.' : `${verdictOf(findings)}`,
    '',
    ...coverageLines(certificate),
    ...findings.flatMap((finding) => ['', ...findingLines(finding)]),
  ].join('\n')
}

function verdictOf(findings: readonly Finding[]): string {
  if (findings.some(({ kind }) => kind === 'lookAhead')) return 'LEAK: it looks ahead.'
  return 'NOT PROVED: it cannot be shown that it does not look ahead.'
}

function coverageLines({ coverage, dataset }: LeakCertificate): string[] {
  const { instruments, bars, isEveryBar, wholeCuts, sliceCuts, columns, columnCuts } = coverage
  const count = (value: number, noun: string) =>
    `${value.toLocaleString('en-US')} ${noun}${value === 1 ? '' : 's'}`
  const where = isEveryBar ? 'after every bar' : 'after a sample of the bars'
  return [
    `  ${count(instruments, 'instrument')}, ${count(bars, 'bar')} of ${dataset.timeframe}, all of them also fed one by one as live`,
    `  whole runs cut ${where}: ${count(wholeCuts, 'cut')}`,
    ...(sliceCuts > 0
      ? [`  features and decisions on slices: ${count(sliceCuts, 'cut')} of all instruments`]
      : []),
    ...(columns > 0
      ? [`  columns cut ${where}: ${count(columnCuts, 'cut')} of ${count(columns, 'column')}`]
      : []),
  ]
}

const SAYS: Readonly<Record<FindingKind, string>> = {
  lookAhead: 'changes when the future does',
  notLive: 'is another when it is fed bar by bar, as it is live',
  notRestarted: 'is another after a restart from its snapshot',
  notRepeatable: 'is another when the same is run again: nothing can be proved',
  notAnswering: 'refuses every history but the whole one: nothing could be tried',
}

const OTHERWISE: Readonly<Record<FindingKind, string>> = {
  lookAhead: 'with another future or none',
  notLive: 'bar by bar',
  notRestarted: 'after a restart',
  notRepeatable: 'the second time',
  notAnswering: 'elsewhere',
}

function findingLines({ kind, place, name, instruments, bars, first, ahead }: Finding): string[] {
  const where = `${first.instrument} ${formatTime(first.time)} (bar ${first.row})`
  return [
    `  ${place === name ? name : `${place} ${name}`} ${SAYS[kind]}${ahead ? `; ${aheadText(ahead)}` : ''}`,
    `    first at ${where}: ${shown(name, first.value)}, but ${shown(name, first.other)} ${OTHERWISE[kind]}`,
    `    ${bars.toLocaleString('en-US')} of the bars tried, on ${instruments.join(', ')}`,
  ]
}

/** Actions are traced by their code. */
function shown(name: string, value: number): string {
  return name === 'action' ? (TRACED_ACTIONS[value] ?? 'nothing') : String(value)
}

function aheadText({ nearest, farthest, isToTheEnd }: NonNullable<Finding['ahead']>): string {
  const plural = farthest === 1 ? '' : 's'
  if (isToTheEnd) return `it looks ahead to the end of the data (${farthest} bar${plural})`
  const range = nearest === farthest ? `${farthest}` : `${nearest} to ${farthest}`
  return `it looks ahead ${range} bar${plural}`
}
