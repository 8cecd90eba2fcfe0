import type { Milestone, Tenancy, TenancyState } from '#models/tenancies/tenancy.ts'
import type { ExitInspection, Inspection, Pause, QuarterlyReport } from '#models/tenancies/tenancy-parts.ts'
import { tenantName } from '#shared/texts/party.ts'
import { cityDayOf, daysBetween, startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { formatDay, formatInstant, formatMoney, formatNumber } from '#shared/texts/format.ts'
import { isMessageKey, type Locale, type MessageKey, type Translate, type Reader } from '#shared/texts/i18n.ts'
import { presentText, type OtherVersion } from '#shared/texts/writing.ts'
import { findingAsLine, findingTexts } from '../inspections/ready-findings.ts'
import { dutiesOfOffice, type Duty } from '../duties/duties.ts'
import { findEndDay } from '../duties/last-day.ts'
import { clockOf, isAfterLeaving, openLetterOf, pausedDays, isDeferredByPause } from '../rules.ts'
import { isBeingTerminated, tenancyHasEnded } from '../states.ts'

/** Reader of a page and the day of reading. */
export type TenancyReader = Reader & { today: CityDay }
export type Tone = 'good' | 'warn' | 'bad' | 'calm'
export type Label = { tone: Tone; label: string }
export type Fact = { label: string; value: string }

export const dayInWords = (locale: Locale, day: CityDay): string => formatDay(locale, startOfCityDay(day))

const rentFreeStates: readonly TenancyState[] = ['handover', 'fit_out', 'trading', 'expiring', 'renewed']

/** Returns the key of the present situation. A state that promises rent-free time becomes `over` when that time is over. */
export function displayStateOf(tenancy: Tenancy, today: CityDay): DisplayState {
  if (isBeingTerminated(tenancy)) return tenancy.termination?.appeal ? 'appealed' : 'terminating'
  if (tenancy.state === 'notice' && tenancy.exit) return 'inspected'
  const present = stateOrOver(tenancy, today)
  return present === 'expiring' && renewalAskedOn(tenancy) ? 'asked' : present
}
/** Returns the state in words. A termination that waits for its appeal is named, whatever it interrupts. */
export const stateInWords = (t: Translate, tenancy: Pick<Tenancy, 'state' | 'termination'>): string =>
  t(isBeingTerminated(tenancy) ? 'tenancy.state.terminating' : `tenancy.state.${tenancy.state}`)

type DisplayState = TenancyState | 'over' | 'terminating' | 'appealed' | 'inspected' | 'asked'

const stateOrOver = ({ state, ...times }: Tenancy, today: CityDay): TenancyState | 'over' =>
  rentFreeStates.includes(state) && clockOf(times, today).over ? 'over' : state

/** Returns the day of the tenant's unanswered letter about the renewal; null when there is none. */
function renewalAskedOn(tenancy: Tenancy): CityDay | null {
  const letter = openLetterOf(tenancy)
  return letter && cityDayOf(letter.at)
}

/** Returns the day in the sentence about the present, besides the last rent-free one. */
export function displayStateDay(tenancy: Tenancy): CityDay {
  const { state, rentFreeUntil, leavesOn, breach, paid, termination } = tenancy
  if (termination?.appeal) return cityDayOf(termination.appeal.at)
  const askedDay = state === 'expiring' ? renewalAskedOn(tenancy) : null
  if (askedDay) return askedDay
  return termination?.appealUntil ?? breach?.cureBy ?? leavesOn ?? paid?.from ?? rentFreeUntil
}

/** Returns the message key of the sentence about the present that the tenant reads, and its values. */
export const displayStateFacts = (tenancy: Tenancy, today: CityDay) => ({
  key: `tenancy.now.${displayStateOf(tenancy, today)}` as const,
  until: tenancy.rentFreeUntil,
  day: displayStateDay(tenancy),
  ground: tenancy.termination ? (`tenancy.ground.${tenancy.termination.ground}` as const) : null,
})

/**
 * Returns the last rent-free day and the day on which the tenancy ends or has ended. Rent-free days after that end are not
 * mentioned.
 */
export function endFacts({ t, locale }: Pick<TenancyReader, 't' | 'locale'>, tenancy: Tenancy): Fact[] {
  const { state, rentFreeUntil } = tenancy
  const end = findEndDay(tenancy)
  const until = { label: t('tenancy.clock.until'), value: dayInWords(locale, rentFreeUntil) }
  if (!end) return [until]
  const label = t(tenancyHasEnded(state) ? 'tenancy.clock.ended' : 'tenancy.field.leavesOn')
  const ends = { label, value: dayInWords(locale, end) }
  return rentFreeUntil < end ? [until, ends] : [ends]
}

/** A duty as text. `office`: the office has to fulfil it, not the tenant. */
export type DutyView = { what: string; text: string | null; due: string; day: CityDay; left: Label; office: boolean }

export function dutyView(reader: TenancyReader, { what, dueOn, number = 0, text, textZh, writing }: Duty): DutyView {
  const { t, locale } = reader
  return {
    what: t(`tenancy.duty.${what}`, { number }),
    text: text === undefined ? null : findingAsLine(reader, { text, textZh: textZh ?? null, writing: writing ?? null }),
    due: dayInWords(locale, dueOn),
    day: dueOn,
    left: leftLabel(reader, dueOn),
    office: dutiesOfOffice.includes(what),
  }
}

/** Returns the label of what was open when a tenancy ended; nobody owes it any more. */
const notDueLabel = ({ t }: Pick<TenancyReader, 't'>): Label => ({ tone: 'calm', label: t('tenancy.milestone.void') })

/** Returns the label of a milestone: done, due by a day, deferred by a pause, or no longer owed. */
export function milestoneLabel(reader: TenancyReader, tenancy: Tenancy, milestone: Milestone): Label {
  const { t, locale } = reader
  const { doneOn, dueOn } = milestone
  if (doneOn) return { tone: 'good', label: t('tenancy.milestone.done', { day: dayInWords(locale, doneOn) }) }
  if (tenancyHasEnded(tenancy.state)) return notDueLabel(reader)
  if (isDeferredByPause(milestone, tenancy)) return { tone: 'calm', label: t('tenancy.milestone.rests') }
  if (isAfterLeaving(milestone, tenancy)) return { tone: 'calm', label: t('tenancy.milestone.after-leaving') }
  return leftLabel(reader, dueOn)
}

const soonDays = 7

export function leftLabel({ t, today }: TenancyReader, dueOn: CityDay): Label {
  const days = daysBetween(today, dueOn)
  if (days < 0) return { tone: 'bad', label: t('lease.milestone.late', { count: -days }) }
  if (days === 0) return { tone: 'warn', label: t('lease.milestone.today') }
  return { tone: days <= soonDays ? 'warn' : 'calm', label: t('lease.milestone.soon', { count: days }) }
}

export type ReportView = {
  number: number
  title: string
  sent: string
  facts: Fact[]
  note: string
  corrected: boolean
}

/** Returns the last version of each report, the latest quarter first. */
export function reportViews({ t, locale }: TenancyReader, reports: readonly QuarterlyReport[]): ReportView[] {
  const numbers = [...new Set(reports.map(({ number }) => number))].sort((a, b) => b - a)
  return numbers.flatMap(reportNumber => {
    const versions = reports.filter(({ number }) => number === reportNumber)
    const last = versions.at(-1)
    if (!last) return []
    return {
      number: reportNumber,
      title: t('tenancy.report.of', { number: reportNumber }),
      sent: formatInstant(locale, last.at),
      facts: [
        { label: t('tenancy.report.turnover'), value: formatMoney(locale, last.turnoverFen) },
        { label: t('tenancy.report.foreign'), value: formatNumber(locale, last.foreignJobs) },
        { label: t('tenancy.report.local'), value: formatNumber(locale, last.localJobs) },
      ],
      note: last.note,
      corrected: versions.length > 1,
    }
  })
}

export type AnswerView = { when: string; text: string; ids: readonly string[] }
export type FindingView = {
  id: string
  text: string
  besides: OtherVersion[]
  due: string
  state: Label
  open: boolean
  answers: AnswerView[]
}
export type InspectionView = {
  id: string
  title: string
  state: Label
  note: string
  besides: OtherVersion[]
  planned: boolean
  clean: boolean
  findings: FindingView[]
}

/** Returns an inspection as text. `over`: the tenancy has ended, so what was open stays as it was and nobody owes it. */
export function inspectionView(reader: TenancyReader, inspection: Inspection, { over = false } = {}): InspectionView {
  const { _id, kind, state, on, findings } = inspection
  const { t, locale, today } = reader
  const planned = state === 'planned' && !over
  const tone = planned ? (on < today ? 'bad' : 'warn') : 'calm'
  return {
    id: _id.toHexString(),
    title: t(`tenancy.inspection.${kind}.on`, { day: dayInWords(locale, on) }),
    state: state === 'planned' && over ? notDueLabel(reader) : { tone, label: t(`tenancy.inspection.state.${state}`) },
    ...noteTexts(reader, inspection),
    planned,
    clean: state === 'held' && findings.length === 0,
    findings: findings.map(({ _id: id, cureBy, curedOn, answers = [], ...worded }) => ({
      id: id.toHexString(),
      ...findingTexts(reader, worded),
      due: t('tenancy.milestone.due', { day: dayInWords(locale, cureBy) }),
      open: !curedOn && !over,
      answers: answers.map(({ at, text: answerText, files }) => ({
        when: formatInstant(locale, at),
        text: answerText,
        ids: files,
      })),
      state: curedOn
        ? { tone: 'good', label: t('tenancy.finding.cured', { day: dayInWords(locale, curedOn) }) }
        : over
          ? notDueLabel(reader)
          : leftLabel(reader, cureBy),
    })),
  }
}

function noteTexts(reader: Reader, { note: text, noteWriting: writing }: Inspection) {
  const texts = presentText(reader, { text, writing })
  return { note: texts.text, besides: texts.besides }
}

export type PauseView = { days: string; reason: string; besides: OtherVersion[]; ends: string | null }

export function pauseView(reader: TenancyReader, pause: Pause): PauseView {
  const { t, locale } = reader
  const { from, to, plannedTo, writing, endBefore, endAfter } = pause
  const { text: reason, besides } = presentText(reader, { text: pause.reason, writing })
  const day = (value: CityDay) => dayInWords(locale, value)
  if (!to) {
    const days = plannedTo
      ? t('tenancy.pause.planned', { from: day(from), to: day(plannedTo) })
      : t('tenancy.pause.open', { from: day(from) })
    return { days, reason, besides, ends: null }
  }
  return {
    days: t('tenancy.pause.days', { from: day(from), to: day(to), count: pausedDays({ from, to }) }),
    reason,
    besides,
    ends: t('tenancy.pause.ends', { before: day(endBefore), after: day(endAfter ?? endBefore) }),
  }
}

/** Returns the start and the amount of the rent, fixed when the tenancy became a paid one. */
export function paidFacts({ t, locale }: TenancyReader, { paid }: Tenancy): Fact[] {
  if (!paid) return []
  return [
    { label: t('tenancy.paid.from'), value: dayInWords(locale, paid.from) },
    { label: t('tenancy.paid.rent'), value: formatMoney(locale, paid.rentMonthFen) },
  ]
}

export type Meters = Pick<ExitInspection, 'electricityMeter' | 'waterMeter' | 'heatMeter'>
export const meters = ['electricityMeter', 'waterMeter', 'heatMeter'] as const

export function meterFacts({ t, locale }: Pick<TenancyReader, 't' | 'locale'>, record: Meters): Fact[] {
  return meters.map(name => {
    const value = record[name]
    const label = t(`case.field.${name}`)
    if (value === null || value === undefined) return { label, value: t('lease.no-meter') }
    return { label, value: `${formatNumber(locale, value, 3)} ${t(`case.unit.${name}`)}` }
  })
}

export type EventView = {
  when: string
  instant: string
  what: string
  who: string
  reason: string | null
  /** `besides`: the reason in other languages; `asIs`: why it was sent in a language that its reader does not read. */
  besides: OtherVersion[]
  asIs: string | null
  note: string | null
}

/** Returns the events, the latest first. What the tenant did is under the name of the contract. */
export function eventViews({ t, locale }: TenancyReader, tenancy: Pick<Tenancy, 'events' | 'party'>): EventView[] {
  const { events, party } = tenancy
  const tenant = party ? tenantName(locale, tenancy) : null
  return events
    .map(({ at, by, kind, from, to, reason, writing, note }, index) => ({
      when: formatInstant(locale, at),
      instant: at.toISOString(),
      what:
        to === 'terminated' && wasAppealed(events.slice(0, index))
          ? t('tenancy.event.appeal-dismissed')
          : eventInWords(t, { kind, from, to }),
      who: (by.kind === 'applicant' ? tenant : by.name) ?? t(`case.actor.${by.kind}`),
      ...reasonTexts({ t, locale }, { text: reason ?? '', writing }),
      asIs: writing?.asIs ?? null,
      note: note ?? null,
    }))
    .reverse()
}

const reasonTexts = (reader: Reader, worded: Parameters<typeof presentText>[1]) => {
  const { text, besides } = presentText(reader, worded)
  return { reason: text || null, besides }
}

/** Checks whether the last decision to terminate was appealed. */
const wasAppealed = (before: Tenancy['events']): boolean =>
  before.findLast(({ kind }) => kind === 'termination-decided' || kind === 'appeal-received')?.kind ===
  'appeal-received'

type Happened = { kind: string; from: string | null | undefined; to: string | null | undefined }

function eventInWords(t: Translate, { kind, from, to }: Happened): string {
  if (kind === 'moved' && to) {
    const back = `tenancy.event.back-from.${from ?? ''}`
    const state = t(`tenancy.state.${to}` as MessageKey)
    return isMessageKey(back) && to !== 'terminated' && to !== 'vacated' ? t(back, { state }) : state
  }
  const key = `tenancy.event.${kind}`
  return isMessageKey(key) ? t(key) : kind
}
