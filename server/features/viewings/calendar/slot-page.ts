import { pathTo } from '#server/paths.ts'
import type { Viewing } from '#models/viewings/viewing.ts'
import { formatInstant } from '#shared/texts/format.ts'
import { isMessageKey, type MessageKey, type Reader } from '#shared/texts/i18n.ts'
import { fieldOf, type Field } from '#web/forms/fields.ts'
import { errorSummary, type ErrorSummary, type FormFailure } from '#web/forms/forms.ts'
import { view } from '#web/pages/view.ts'
import { vladivostokTime, whenInWords } from '#shared/days/city-time.ts'
import { nameWithAway, type AwayUntil } from '#web/pages/absence.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { languagesIn } from '../book/slot-text.ts'
import { premisesName, type Details } from '../timetable/details.ts'
import { placeInWords } from '../bookings/invitation.ts'
import { canChange, canNoteOutcome } from '../rules.ts'
import { statusOf, type Status } from './week-page.ts'

type Row = { label: string; value: string; href?: string; action?: string }
export type SlotPage = {
  title: string
  demo: boolean
  breadcrumb: Breadcrumb
  status: Status
  flagged: boolean
  refusal: string | null
  errors: ErrorSummary
  rows: Row[]
  visitor: Row[] | null
  withdraw: string | null
  /** `visit`: the booking that the page shows. */
  callOff: { action: string; visit: string; reason: Field; open: boolean } | null
  outcome: { action: string; shown: string; attended: boolean; missed: boolean } | null
  history: { what: string; when: string; who: string; reason: string }[]
}
export const renderSlot = view<SlotPage>('viewings/calendar/slot')

export type SlotTrouble = { form?: FormFailure; refusal?: MessageKey }
type Subject = {
  slot: Viewing
  details: Details
  now: Date
  /** Absence of the guide on that day. */ away: AwayUntil | null
}

export function slotPage(
  reader: Reader,
  { slot, details, now, away }: Subject,
  { form, refusal }: SlotTrouble = {},
): SlotPage {
  const { t, locale } = reader
  const title = t('viewings.one.title', { code: slot.premises })
  return {
    title,
    demo: details.demo,
    breadcrumb: [
      deskCrumb({ t, locale }),
      { label: t('viewings.title'), href: pathTo(locale, '/staff/viewings') },
      { label: title },
    ],
    status: statusOf(reader, slot.state),
    flagged: slot.flagged,
    refusal: refusal ? t(refusal) : null,
    errors: errorSummary(t, form?.errors, { reason: 'viewings.one.call-off.reason' }),
    rows: rowsOf(reader, slot, { details, away }),
    visitor: visitorOf(reader, slot),
    withdraw:
      slot.state === 'free' && slot.startsAt > now
        ? pathTo(locale, '/staff/viewings/:id/withdraw', { id: slot._id.toHexString() })
        : null,
    callOff: canChange(slot, now).ok
      ? {
          action: pathTo(locale, '/staff/viewings/:id/call-off', { id: slot._id.toHexString() }),
          visit: slot.booking?.visit.toHexString() ?? '',
          reason: fieldOf(t, 'reason', { form }),
          open: form !== undefined,
        }
      : null,
    outcome: canNoteOutcome(slot, now).ok
      ? {
          action: pathTo(locale, '/staff/viewings/:id/outcome', { id: slot._id.toHexString() }),
          shown: slot.state,
          attended: slot.state === 'attended',
          missed: slot.state === 'missed',
        }
      : null,
    history: slot.events.toReversed().map(event => ({
      what: eventName(reader, event.kind),
      when: formatInstant(locale, event.at),
      who: event.by.name ?? '',
      reason: event.reason ?? '',
    })),
  }
}

function rowsOf(reader: Reader, slot: Viewing, { details, away }: Pick<Subject, 'details' | 'away'>): Row[] {
  const { t, locale } = reader
  const page = details.status
    ? { href: pathTo(locale, '/premises/:code', { code: slot.premises }), action: t('viewings.one.public') }
    : {}
  return [
    { label: t('viewing.form.premises'), value: premisesName(locale, details), ...page },
    { label: t('viewing.form.when'), value: whenInWords(reader, slot) },
    { label: t('viewing.form.local'), value: vladivostokTime({ t, locale }, slot.startsAt) },
    { label: t('viewing.form.where'), value: placeInWords(reader, slot, details) },
    { label: t('viewing.form.guide'), value: nameWithAway(reader, slot.guideName, away) },
    { label: t('viewings.new.languages'), value: languagesIn(reader, slot.languages) },
  ]
}

function visitorOf({ t }: Reader, { booking, reason }: Viewing): Row[] | null {
  if (!booking) return null
  const { name, email, phone, partySize, language, note } = booking
  const rows: Row[] = [
    { label: t('viewings.one.name'), value: name },
    { label: t('viewings.one.email'), value: email, href: `mailto:${encodeURIComponent(email)}`, action: '✉' },
    { label: t('viewings.one.phone'), value: phone },
    { label: t('viewings.one.party'), value: t('viewing.form.party.option', { count: partySize }) },
    { label: t('viewings.one.language'), value: t(`viewing.language.${language}`) },
    { label: t('viewings.one.note'), value: note },
    { label: t('viewing.own.reason'), value: reason },
  ]
  return rows.filter(({ value }) => value)
}

function eventName({ t }: Reader, kind: string): string {
  const key = `viewings.event.${kind}`
  return isMessageKey(key) ? t(key) : kind
}
