import type { Application } from '#models/cases/application.ts'
import { daysBetween, startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatDay } from '#shared/texts/format.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import { isMessageKey, type MessageKey, type Reader } from '#shared/texts/i18n.ts'
import { liveOrLastOffer } from '../acceptance/offer-acceptance.ts'
import { isLate, deadlineMissed } from './due.ts'
import { nextActOf } from './next-act.ts'
import { turnOf, turnSince, type Party, type CaseStage } from './stage.ts'

/** Returns the day by which whoever has to act must do so, as the rows below show it. */
export const deadlineDay = (application: Application, caseStage: CaseStage): CityDay | null =>
  nextActOf(application, caseStage).by

/**
 * Returns since when a case has been at a stage. Handover and end of a tenancy come after the contract. What a deadline
 * ended counts from that deadline, whenever that was recorded.
 */
export function stageStartedAt(application: Application, caseStage: CaseStage): Date {
  const { stateSince, notice, handedOverOn, events } = application
  const missed = missedDeadlineOf(application, caseStage)
  if (missed) return missed
  if (caseStage === 'offer_waits') return notice?.waitsFor?.since ?? stateSince
  if (caseStage === 'tenancy_over') return events.findLast(({ kind }) => kind === 'released')?.at ?? stateSince
  return caseStage === 'tenancy' && handedOverOn ? startOfCityDay(handedOverOn) : stateSince
}

/** Returns the missed deadline. An offer has expired at its deadline even if that is not recorded yet. */
function missedDeadlineOf(application: Application, caseStage: CaseStage): Date | null {
  if (caseStage === 'offer_expired') return liveOrLastOffer(application)?.deadline ?? null
  const ending = caseStage === 'lapsed' ? application.events.findLast(({ to }) => to === 'lapsed') : undefined
  return ending ? deadlineMissed(application, ending) : null
}

/**
 * Returns the key for what happened last. After an information request, that is the applicant's answer and not a new state.
 * A case lapses because a request was not answered, because its time on the waiting list ran out, or because an officer took
 * it off the list.
 */
function happenedKey({ state, events }: Application, caseStage: CaseStage): MessageKey {
  const last = events.findLast(({ to }) => to !== undefined)
  if (caseStage !== state || last?.to !== caseStage) return `standing.happened.${caseStage}`
  const answered = last.from === 'information_requested' && last.by.kind === 'applicant'
  if (answered && caseStage !== 'withdrawn') return 'standing.happened.answered'
  if (caseStage !== 'lapsed' || last.from !== 'waitlisted') return `standing.happened.${caseStage}`
  return last.by.kind === 'system' ? 'standing.happened.wait_over' : 'standing.happened.wait_ended'
}

export type StatusRow = { label: string; value: string }
/** `startDay`: when the stage began, where the case itself does not contain that. */
type StatusReader = Reader & { side: 'applicant' | 'office'; today: CityDay; since?: Date }

/**
 * Returns where a case stands, in the same rows for both sides: what happened, who must act, by when, what happens otherwise,
 * and what comes afterwards. `caseStage` is the stage on the day of reading.
 */
export function statusRows(reading: StatusReader, application: Application, caseStage: CaseStage): StatusRow[] {
  const { t, locale } = reading
  const { situation, who, by } = nextActOf(application, caseStage)
  const startDay = formatDay(locale, reading.since ?? stageStartedAt(application, caseStage))
  const then = `standing.then.${situation}`
  const otherwise = t(`standing.otherwise.${situation}`)
  const rows: [MessageKey, string][] = [
    ['standing.happened', `${startDay}${dot}${happenedInWords(reading, application, caseStage)}`],
    ['standing.turn', turnInWords(reading, application, caseStage)],
    // Where nothing promises a day, the office and those who have nothing to do read none.
    ...(by || who === 'applicant' ? [['standing.by', byInWords(reading, by)] as [MessageKey, string]] : []),
    [who === 'nobody' ? 'standing.next' : 'standing.otherwise', otherwise],
    ...(isMessageKey(then) ? [['standing.next', t(then)] as [MessageKey, string]] : []),
  ]
  return rows.map(([label, value]) => ({ label: t(label), value }))
}

/** Returns what happened last. Applicants read of what they did themselves as theirs. */
function happenedInWords({ t, side }: StatusReader, application: Application, caseStage: CaseStage): string {
  const key = happenedKey(application, caseStage)
  const own = key.replace('standing.happened.', 'standing.own.')
  return t(side === 'applicant' && isMessageKey(own) ? own : key)
}

/** Returns whose turn it is; for colleagues also since when, which may differ from the day of the last event. */
function turnInWords({ t, locale, side }: StatusReader, application: Application, caseStage: CaseStage): string {
  const who = t(turnKey({ turn: turnOf(application, caseStage), side, seen: caseStage }))
  const turn = side === 'office' ? turnSince(application) : null
  return turn ? t('standing.turn.since', { who, day: formatDay(locale, turn.since) }) : who
}

/** During a tenancy nobody has to act in the application, though there may be much due in the tenancy. */
function turnKey({ turn, side, seen }: Pick<StatusReader, 'side'> & { turn: Party; seen: CaseStage }): MessageKey {
  if (seen === 'tenancy' || seen === 'tenancy_ended') return 'standing.turn.tenancy'
  return turn === 'applicant' && side === 'applicant' ? 'standing.turn.you' : `standing.turn.${turn}`
}

/** Returns the deadline as text. It is late from the day after; colleagues also read by how many days. */
function byInWords({ t, locale, today, side }: StatusReader, day: CityDay | null): string {
  if (!day) return t('standing.by.none')
  const late = isLate(day, today)
  const deadlineText = t(late ? 'standing.by.late' : 'standing.by.day', { day: formatCityDay(locale, day) })
  if (side === 'applicant' || (!late && day !== today)) return deadlineText
  return `${deadlineText}${dot}${late ? t('work.due.late', { count: daysBetween(day, today) }) : t('work.due.today')}`
}
