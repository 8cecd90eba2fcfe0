import type { Application } from '#models/cases/application.ts'
import type { HistoryEvent } from '#models/parts/history.ts'

type WithDeadlines = Pick<Application, 'pastOffers' | 'pastRequests' | 'waiting'>

/**
 * Returns the deadline of the offer, answer or wait whose expiry an event records, maybe later. Null for any other event,
 * such as a wait that an officer ended, and where the deadline is no longer known.
 */
export function deadlineMissed(application: WithDeadlines, event: HistoryEvent): Date | null {
  if (event.to === 'lapsed' && event.by.kind === 'system') return lapsedOn(application, event)
  if (event.to !== 'offer_expired') return null
  return application.pastOffers?.find(({ endedAt }) => isAt(event, endedAt))?.deadline ?? null
}

function lapsedOn({ pastRequests = [], waiting }: WithDeadlines, event: HistoryEvent): Date | null {
  if (event.from !== 'waitlisted') return pastRequests.find(({ closedAt }) => isAt(event, closedAt))?.answerBy ?? null
  return waiting && waiting.until <= event.at ? waiting.until : null
}

const isAt = ({ at }: HistoryEvent, instant: Date | null | undefined): boolean => instant?.getTime() === at.getTime()
