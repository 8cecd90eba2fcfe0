import type { Application } from '#models/cases/application.ts'
import { cityDayOf, daysBetween, startOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatDay } from '#shared/texts/format.ts'
import type { MessageKey, Reader } from '#shared/texts/i18n.ts'
import { conditionsOf, offerInQuestion } from '../acceptance/of-offer.ts'
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
export function deadlineDay(application: Dates, seen: CaseStage): CityDay | null {
  const by = deadlines[seen]?.(application)
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
export function sinceWhen(application: Application, seen: CaseStage): Date {
  const { stateSince, notice, handedOverOn, events } = application
  const missed = missedOf(application, seen)
  if (missed) return missed
  if (seen === 'offer_waits') return notice?.waitsFor?.since ?? stateSince
  if (seen === 'tenancy_over') return events.findLast(({ kind }) => kind === 'released')?.at ?? stateSince
  return seen === 'tenancy' && handedOverOn ? startOfCityDay(handedOverOn) : stateSince
}

/** Returns the missed deadline. An offer has expired at its deadline even if that is not recorded yet. */
function missedOf(application: Application, seen: CaseStage): Date | null {
  if (seen === 'offer_expired') return offerInQuestion(application)?.deadline ?? null
  const ending = seen === 'lapsed' ? application.events.findLast(({ to }) => to === 'lapsed') : undefined
  return ending ? deadlineMissed(application, ending) : null
}

/**
 * Returns the key for what happened last. After an information request, that is the applicant's answer and not a new state.
 * A case lapses because a request was not answered, because its time on the waiting list ran out, or because an officer took
 * it off the list.
 */
function happenedKey({ state, events }: Application, seen: CaseStage): MessageKey {
  const last = events.findLast(({ to }) => to !== undefined)
  if (seen !== state || last?.to !== seen) return `standing.happened.${seen}`
  const answered = last.from === 'information_requested' && last.by.kind === 'applicant'
  if (answered && seen !== 'withdrawn') return 'standing.happened.answered'
  if (seen !== 'lapsed' || last.from !== 'waitlisted') return `standing.happened.${seen}`
  return last.by.kind === 'system' ? 'standing.happened.wait_over' : 'standing.happened.wait_ended'
}

export type StandingRow = { label: string; value: string }
/** `since`: when the stage began, where the case itself does not contain that. */
type Reading = Reader & { side: 'applicant' | 'office'; today: CityDay; since?: Date }

/**
 * Returns where a case stands, in the same four rows for both sides: what happened, who must act, by when, and what happens
 * otherwise. `seen` is the stage on the day of reading.
 */
export function standingRows(reading: Reading, application: Application, seen: CaseStage): StandingRow[] {
  const { t, locale } = reading
  const turn = turnOf(application, seen)
  const by = deadlines[seen]?.(application)
  const since = formatDay(locale, reading.since ?? sinceWhen(application, seen))
  const rows: [MessageKey, string][] = [
    ['standing.happened', `${since}${dot}${t(happenedKey(application, seen))}`],
    ['standing.turn', turnInWords(reading, application, seen)],
    ['standing.by', byInWords(reading, by)],
    [turn === 'applicant' && by ? 'standing.otherwise' : 'standing.next', t(`standing.otherwise.${seen}`)],
  ]
  return rows.map(([label, value]) => ({ label: t(label), value }))
}

/** Returns whose turn it is; for colleagues also since when, which may differ from the day of the last event. */
function turnInWords({ t, locale, side }: Reading, application: Application, seen: CaseStage): string {
  const who = t(turnKey({ turn: turnOf(application, seen), side, seen }))
  const turn = side === 'office' ? turnSince(application) : null
  return turn ? t('standing.turn.since', { who, day: formatDay(locale, turn.since) }) : who
}

/** During a tenancy nobody has to act in the application, though there may be much due in the tenancy. */
function turnKey({ turn, side, seen }: Pick<Reading, 'side'> & { turn: Party; seen: CaseStage }): MessageKey {
  if (seen === 'tenancy' || seen === 'tenancy_ended') return 'standing.turn.tenancy'
  return turn === 'applicant' && side === 'applicant' ? 'standing.turn.you' : `standing.turn.${turn}`
}

/** Returns the deadline as text. It is late from the day after; colleagues also read by how many days. */
function byInWords({ t, locale, today, side }: Reading, by: Date | null | undefined): string {
  if (!by) return t('standing.by.none')
  const day = cityDayOf(by)
  const late = isLate(day, today)
  const said = t(late ? 'standing.by.late' : 'standing.by.day', { day: formatDay(locale, by) })
  if (side === 'applicant' || (!late && day !== today)) return said
  return `${said}${dot}${late ? t('work.due.late', { count: daysBetween(day, today) }) : t('work.due.today')}`
}
