import type { Application } from '#models/cases/application.ts'
import type { HistoryEvent } from '#models/parts/history.ts'
import { formatDay } from '#shared/texts/format.ts'
import { isMessageKey, type MessageKey } from '#shared/texts/i18n.ts'
import type { OtherVersion } from '#shared/texts/writing.ts'
import { presentGrounds } from '../notice/decision-reasons.ts'
import { deadlineMissed } from '../status/due.ts'
import { hasEnded } from '../states.ts'
import type { ApplicantReader } from './labels.ts'

export type TimelineEntry = { day: string; text: string; reason?: string; besides: OtherVersion[]; instant: string }

/** Returns the history for the applicant, the latest entry first. Internal acts and notes of the office are left out. */
export function timelineOf(application: Application, { t, locale }: ApplicantReader): TimelineEntry[] {
  return application.events
    .flatMap(event => {
      const key = messageKeyFor(event)
      if (!key) return []
      const { text: reason, besides } =
        event.by.kind === 'applicant' ? { text: '', besides: [] } : presentGrounds({ t, locale }, event)
      const text = lateInWords(key, deadlineMissed(application, event), { t, locale }) ?? t(key)
      const entry = { day: formatDay(locale, event.at), text, instant: event.at.toISOString(), besides }
      return [{ ...entry, ...(reason ? { reason } : {}) }]
    })
    .reverse()
}

/**
 * Returns the text with the day on which a deadline was missed; the entry itself is dated by when the miss was recorded.
 * Null when no deadline was missed.
 */
function lateInWords(
  key: MessageKey,
  missed: Date | null,
  { t, locale }: Pick<ApplicantReader, 't' | 'locale'>,
): string | null {
  const dated = `${key}.on`
  return missed && isMessageKey(dated) ? t(dated, { day: formatDay(locale, missed) }) : null
}

function messageKeyFor(event: HistoryEvent): MessageKey | null {
  if (event.kind !== 'moved') return keyOf(event.kind)
  return specialMove(event) ?? keyOf(event.to ?? '')
}

/** Returns the key for moves that are worded by their origin and not only by their target. */
function specialMove({ from, to, by }: HistoryEvent): MessageKey | null {
  if (from && hasEnded(from)) return 'apply.timeline.reopened'
  if (from === 'waitlisted') return to === 'lapsed' ? 'apply.timeline.wait_over' : null
  const answered = from === 'information_requested' && by.kind === 'applicant' && to !== 'withdrawn'
  return answered ? 'apply.timeline.answered' : null
}

function keyOf(name: string): MessageKey | null {
  const key = `apply.timeline.${name}`
  return isMessageKey(key) ? key : null
}
