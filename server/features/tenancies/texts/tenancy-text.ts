import type { Milestone, Tenancy, TenancyState } from '#models/tenancies/tenancy.ts'
import type { ExitInspection, Inspection, Pause, QuarterlyReport } from '#models/tenancies/tenancy-parts.ts'
import { cityDayOf, daysBetween, startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { formatDay, formatInstant, formatMoney, formatNumber } from '#shared/texts/format.ts'
import { isMessageKey, type Locale, type MessageKey, type Translate, type Reader } from '#shared/texts/i18n.ts'
import { saidTo, type Beside } from '#shared/texts/writing.ts'
import { findingInLine, findingSaid } from '../inspections/ready-findings.ts'
import { dutiesOfOffice, type Duty } from '../duties/duties.ts'
import { endsOn } from '../duties/last-day.ts'
import { clockOf, isAfterLeaving, pausedDays, rests } from '../rules.ts'
import { isBeingTerminated, tenancyHasEnded } from '../states.ts'

/** Whom a page is made for, and when. */
export type TenancyReader = Reader & { today: CityDay }
export type Tone = 'good' | 'warn' | 'bad' | 'calm'
export type Label = { tone: Tone; label: string }
export type Fact = { label: string; value: string }

export const dayInWords = (locale: Locale, day: CityDay): string => formatDay(locale, startOfCityDay(day))

const promisesNoRent: readonly TenancyState[] = ['handover', 'fit_out', 'trading', 'expiring', 'renewed']

/** What is said of the present: of a state that promises time without rent, once that is over, that it is. */
export function presentOf(tenancy: Tenancy, today: CityDay): Present {
  if (isBeingTerminated(tenancy)) return tenancy.termination?.appeal ? 'appealed' : 'terminating'
  if (tenancy.state === 'notice' && tenancy.exit) return 'inspected'
  const present = overOf(tenancy, today)
  return present === 'expiring' && askedOn(tenancy) ? 'asked' : present
}
type Present = TenancyState | 'over' | 'terminating' | 'appealed' | 'inspected' | 'asked'

const overOf = ({ state, ...times }: Tenancy, today: CityDay): TenancyState | 'over' =>
  promisesNoRent.includes(state) && clockOf(times, today).over ? 'over' : state

/** When the tenant wrote how they wish to go on, while that waits for its answer. */
const askedOn = ({ renewal }: Tenancy): CityDay | null => (renewal && !renewal.decidedAt ? cityDayOf(renewal.at) : null)

/** The day that a sentence about the present speaks of besides the last one without rent. */
export function dayOfPresent(tenancy: Tenancy): CityDay {
  const { state, rentFreeUntil, leavesOn, breach, paid, termination } = tenancy
  if (termination?.appeal) return cityDayOf(termination.appeal.at)
  const asked = state === 'expiring' ? askedOn(tenancy) : null
  if (asked) return asked
  return termination?.appealUntil ?? breach?.cureBy ?? leavesOn ?? paid?.from ?? rentFreeUntil
}

/** What the tenant is told of the present: the sentence, and what it speaks of. */
export const presentInFacts = (tenancy: Tenancy, today: CityDay) => ({
  key: `tenancy.now.${presentOf(tenancy, today)}` as const,
  until: tenancy.rentFreeUntil,
  day: dayOfPresent(tenancy),
  ground: tenancy.termination ? (`tenancy.ground.${tenancy.termination.ground}` as const) : null,
})

/**
 * Until when no rent is due, and when the tenancy ends or has ended. Days after that would have been free are not spoken of.
 */
export function endFacts({ t, locale }: Pick<TenancyReader, 't' | 'locale'>, tenancy: Tenancy): Fact[] {
  const { state, rentFreeUntil } = tenancy
  const end = endsOn(tenancy)
  const until = { label: t('tenancy.clock.until'), value: dayInWords(locale, rentFreeUntil) }
  if (!end) return [until]
  const label = t(tenancyHasEnded(state) ? 'tenancy.clock.ended' : 'tenancy.field.leavesOn')
  const ends = { label, value: dayInWords(locale, end) }
  return rentFreeUntil < end ? [until, ends] : [ends]
}

/** A duty as a person reads it. `office` says that it is not the tenant's to do. */
export type DutyView = { what: string; text: string | null; due: string; day: CityDay; left: Label; office: boolean }

export function dutyView(reader: TenancyReader, { what, dueOn, number = 0, text, textZh, writing }: Duty): DutyView {
  const { t, locale } = reader
  return {
    what: t(`tenancy.duty.${what}`, { number }),
    text: text === undefined ? null : findingInLine(reader, { text, textZh: textZh ?? null, writing: writing ?? null }),
    due: dayInWords(locale, dueOn),
    day: dueOn,
    left: leftLabel(reader, dueOn),
    office: dutiesOfOffice.includes(what),
  }
}

/** Of what was open when a tenancy ended: nobody owes it any more. */
const notOwed = ({ t }: Pick<TenancyReader, 't'>): Label => ({ tone: 'calm', label: t('tenancy.milestone.void') })

/** How a milestone stands: done, owed by a day, deferred by a pause, or owed by nobody any more. */
export function milestoneLabel(reader: TenancyReader, tenancy: Tenancy, milestone: Milestone): Label {
  const { t, locale } = reader
  const { doneOn, dueOn } = milestone
  if (doneOn) return { tone: 'good', label: t('tenancy.milestone.done', { day: dayInWords(locale, doneOn) }) }
  if (tenancyHasEnded(tenancy.state)) return notOwed(reader)
  if (rests(milestone, tenancy)) return { tone: 'calm', label: t('tenancy.milestone.rests') }
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

/** The last word of each quarter, the latest quarter first. */
export function reportViews({ t, locale }: TenancyReader, reports: readonly QuarterlyReport[]): ReportView[] {
  const numbers = [...new Set(reports.map(({ number }) => number))].sort((a, b) => b - a)
  return numbers.flatMap(wanted => {
    const versions = reports.filter(({ number }) => number === wanted)
    const last = versions.at(-1)
    if (!last) return []
    return {
      number: wanted,
      title: t('tenancy.report.of', { number: wanted }),
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
  besides: Beside[]
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
  besides: Beside[]
  planned: boolean
  clean: boolean
  findings: FindingView[]
}

/** `over` says that its tenancy has ended: what was open then stays as it was and is nobody's to do. */
export function inspectionView(reader: TenancyReader, inspection: Inspection, { over = false } = {}): InspectionView {
  const { _id, kind, state, on, findings } = inspection
  const { t, locale, today } = reader
  const planned = state === 'planned' && !over
  const tone = planned ? (on < today ? 'bad' : 'warn') : 'calm'
  return {
    id: _id.toHexString(),
    title: t(`tenancy.inspection.${kind}.on`, { day: dayInWords(locale, on) }),
    state: state === 'planned' && over ? notOwed(reader) : { tone, label: t(`tenancy.inspection.state.${state}`) },
    ...noteSaid(reader, inspection),
    planned,
    clean: state === 'held' && findings.length === 0,
    findings: findings.map(({ _id: id, cureBy, curedOn, answers = [], ...worded }) => ({
      id: id.toHexString(),
      ...findingSaid(reader, worded),
      due: t('tenancy.milestone.due', { day: dayInWords(locale, cureBy) }),
      open: !curedOn && !over,
      answers: answers.map(({ at, text: said, files }) => ({
        ...{ when: formatInstant(locale, at), text: said, ids: files },
      })),
      state: curedOn
        ? { tone: 'good', label: t('tenancy.finding.cured', { day: dayInWords(locale, curedOn) }) }
        : over
          ? notOwed(reader)
          : leftLabel(reader, cureBy),
    })),
  }
}

function noteSaid(reader: Reader, { note: text, noteWriting: writing }: Inspection) {
  const said = saidTo(reader, { text, writing })
  return { note: said.text, besides: said.besides }
}

export type PauseView = { days: string; reason: string; besides: Beside[]; ends: string | null }

export function pauseView(reader: TenancyReader, pause: Pause): PauseView {
  const { t, locale } = reader
  const { from, to, plannedTo, writing, endBefore, endAfter } = pause
  const { text: reason, besides } = saidTo(reader, { text: pause.reason, writing })
  const day = (value: CityDay) => dayInWords(locale, value)
  if (!to) {
    const days = plannedTo
      ? t('tenancy.pause.planned', { from: day(from), to: day(plannedTo) })
      : t('tenancy.pause.open', { from: day(from) })
    return { days, reason, besides, ends: null }
  }
  return {
    days: t('tenancy.pause.days', { from: day(from), to: day(to), count: pausedDays({ from, to }) }),
    ...{ reason, besides },
    ends: t('tenancy.pause.ends', { before: day(endBefore), after: day(endAfter ?? endBefore) }),
  }
}

/** Money and terms that were frozen when the tenancy became a paid one. */
export function paidFacts({ t, locale }: TenancyReader, { paid }: Tenancy): Fact[] {
  if (!paid) return []
  return [
    { label: t('tenancy.paid.from'), value: dayInWords(locale, paid.from) },
    { label: t('tenancy.paid.rent'), value: formatMoney(locale, paid.rentMonthFen) },
  ]
}

type Meters = Pick<ExitInspection, 'electricityMeter' | 'waterMeter' | 'heatMeter'>
const meters = ['electricityMeter', 'waterMeter', 'heatMeter'] as const

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
  /** What the reason says in another language, and why it went out in one that its reader does not read. */
  besides: Beside[]
  asIs: string | null
  note: string | null
}

/** What happened, the latest first. */
export function eventViews({ t, locale }: TenancyReader, events: Tenancy['events']): EventView[] {
  return events
    .map(({ at, by, kind, from, to, reason, writing, note }, index) => ({
      when: formatInstant(locale, at),
      instant: at.toISOString(),
      what:
        to === 'terminated' && wasAppealed(events.slice(0, index))
          ? t('tenancy.event.appeal-dismissed')
          : eventInWords(t, { kind, from, to }),
      who: by.name ?? t(`case.actor.${by.kind}`),
      ...reasonSaid({ t, locale }, { text: reason ?? '', writing }),
      asIs: writing?.asIs ?? null,
      note: note ?? null,
    }))
    .reverse()
}

const reasonSaid = (reader: Reader, worded: Parameters<typeof saidTo>[1]) => {
  const { text, besides } = saidTo(reader, worded)
  return { reason: text || null, besides }
}

/** Has the last decision to terminate been appealed? */
const wasAppealed = (before: Tenancy['events']): boolean =>
  before.findLast(({ kind }) => kind === 'termination-decided' || kind === 'appeal-received')?.kind ===
  'appeal-received'

type Happened = { kind: string; from: string | null | undefined; to: string | null | undefined }

function eventInWords(t: Translate, { kind, from, to }: Happened): string {
  if (kind === 'moved' && to) {
    const back = from === 'suspended' || from === 'breach_cure' ? `tenancy.event.back-from.${from}` : ''
    const state = t(`tenancy.state.${to}` as MessageKey)
    return isMessageKey(back) && to !== 'terminated' ? t(back, { state }) : state
  }
  const key = `tenancy.event.${kind}`
  return isMessageKey(key) ? t(key) : kind
}
