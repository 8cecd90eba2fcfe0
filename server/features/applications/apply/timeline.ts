import type { Application } from '#models/applications/application.ts'
import type { HistoryEvent } from '#models/parts/history.ts'
import { formatDay } from '#shared/texts/format.ts'
import { isMessageKey, type MessageKey } from '#shared/texts/i18n.ts'
import { groundsInWords } from '../decision-reasons.ts'
import { hasEnded } from '../states.ts'
import type { Reader } from './words.ts'

export type TimelineEntry = { day: string; text: string; reason?: string; instant: string }

/** What happened, the latest first, in the applicant's words. The office's inner acts and notes are not among it. */
export function timelineOf(application: Application, { t, locale }: Reader): TimelineEntry[] {
  return application.events
    .flatMap(event => {
      const key = wordsFor(event)
      if (!key) return []
      const reason = event.by.kind === 'applicant' ? null : groundsInWords(t, event).join('\n')
      const entry = {
        day: formatDay(locale, event.at),
        text: expiryOf(application, event, { t, locale }) ?? t(key),
        instant: event.at.toISOString(),
      }
      return [{ ...entry, ...(reason ? { reason } : {}) }]
    })
    .reverse()
}

/** Of an offer whose time ran out, which day that was: the entry stands on the one on which it was closed. */
function expiryOf({ pastOffers = [] }: Application, event: HistoryEvent, { t, locale }: Pick<Reader, 't' | 'locale'>) {
  if (event.to !== 'offer_expired') return null
  const offer = pastOffers.find(({ endedAt }) => endedAt.getTime() === event.at.getTime())
  return offer?.deadline ? t('apply.timeline.expired-on', { day: formatDay(locale, offer.deadline) }) : null
}

function wordsFor(event: HistoryEvent): MessageKey | null {
  if (event.kind !== 'moved') return keyOf(event.kind)
  return specialMove(event) ?? keyOf(event.to ?? '')
}

/** Moves that are told by where they come from, not only by where they lead. */
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
