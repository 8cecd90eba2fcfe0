import type { Application } from '#models/cases/application.ts'
import { cityDayOf, daysBetween, startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { MessageKey, Reader } from '#shared/texts/i18n.ts'
import { conditionsOf, liveOrLastOffer } from '../acceptance/offer-acceptance.ts'
import { openInterview } from '../interviews/rules.ts'
import { isLate, deadlineMissed } from './due.ts'
import { turnOf, turnSince, type Party, type CaseStage } from './stage.ts'

type Dates = Pick<Application, 'answerBy' | 'offer' | 'dueOn' | 'waiting' | 'interview' | 'notice'>
const dueDay = ({ dueOn }: Dates): Date | null => (dueOn ? startOfCityDay(dueOn) : null)

const deadlines: Partial<Record<CaseStage, (application: Dates) => Date | null | undefined>> = {
  information_requested: ({ answerBy }) => answerBy,
  submitted: dueDay,
  screening: dueDay,
  review: dueDay,
  decision: dueDay,
  interview: application => openInterview(application)?.startsAt ?? dueDay(application),
  public_notice: ({ notice }) => notice?.until,
  objected: dueDay,
  objection_upheld: dueDay,
  waitlisted: ({ waiting }) => waiting?.until,
  offered: ({ offer }) => offer?.deadline,
  accepted: application => firstDue(application),
}

/** Returns the day by which whoever has to act must do so, as the rows below show it. */
export function deadlineDay(application: Dates, caseStage: CaseStage): CityDay | null {
  const by = deadlines[caseStage]?.(application)
  return by ? cityDayOf(by) : null
}

/** Returns the day on which the next open condition is due. */
function firstDue(application: Dates): Date | null {
  const [first] = conditionsOf(application)
    .filter(({ state }) => state === 'open')
    .map(({ dueOn }) => dueOn)
    .sort()
  return first ? startOfCityDay(first) : null
}

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
 * Returns where a case stands, in the same four rows for both sides: what happened, who must act, by when, and what happens
 * otherwise. `caseStage` is the stage on the day of reading.
 */
export function statusRows(reading: StatusReader, application: Application, caseStage: CaseStage): StatusRow[] {
  const { t, locale } = reading
  const turn = turnOf(application, caseStage)
  const by = deadlines[caseStage]?.(application)
  const startDay = formatDay(locale, reading.since ?? stageStartedAt(application, caseStage))
  const rows: [MessageKey, string][] = [
    ['standing.happened', `${startDay}${dot}${t(happenedKey(application, caseStage))}`],
    ['standing.turn', turnInWords(reading, application, caseStage)],
    ['standing.by', byInWords(reading, by)],
    [turn === 'applicant' && by ? 'standing.otherwise' : 'standing.next', t(`standing.otherwise.${caseStage}`)],
  ]
  return rows.map(([label, value]) => ({ label: t(label), value }))
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
function byInWords({ t, locale, today, side }: StatusReader, by: Date | null | undefined): string {
  if (!by) return t('standing.by.none')
  const day = cityDayOf(by)
  const late = isLate(day, today)
  const deadlineText = t(late ? 'standing.by.late' : 'standing.by.day', { day: formatDay(locale, by) })
  if (side === 'applicant' || (!late && day !== today)) return deadlineText
  return `${deadlineText}${dot}${late ? t('work.due.late', { count: daysBetween(day, today) }) : t('work.due.today')}`
}
