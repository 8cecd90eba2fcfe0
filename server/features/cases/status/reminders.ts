import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { addDays, cityDayOf, daysBetween, type CityDay } from '#shared/days/city-day.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import { caseHref } from '../applicant/labels.ts'
import type { Deps } from '../ports.ts'
import type { Situation } from './stage.ts'

/** Days before each deadline of the applicant on which a reminder is sent; 0 is the last day itself. */
export const reminderDays: Partial<Record<Situation, readonly number[]>> = {
  information_requested: [2, 0],
  offered: [7, 2, 0],
  'conditions-open': [7, 0],
  'contracted-conditions': [7, 0],
  'contract-ready': [7, 2, 0],
}

/**
 * Returns which reminder of a deadline is due: how many days before it is to be sent, the latest one only. Null when none is,
 * and when that day came with, or before, the one on which the applicant learned of the deadline.
 */
export function reminderDue(
  situation: Situation,
  days: { by: CityDay; since: CityDay },
  today: CityDay,
): number | null {
  const left = daysBetween(today, days.by)
  if (left < 0) return null
  const due = (reminderDays[situation] ?? []).filter(before => before >= left)
  const nearest = due.length > 0 ? Math.min(...due) : null
  return nearest !== null && days.since < addDays(days.by, -nearest) ? nearest : null
}

type Deadline = { situation: keyof typeof templates; by: CityDay; known: Date; at: string }

/** Returns the deadline of a live offer or of a contract to sign, whatever else is due meanwhile. */
function deadlineOf({ state, offer, events }: Application): Deadline | null {
  if (!offer) return null
  if (state === 'offered') {
    const extended = events.findLast(({ kind, at }) => kind === 'offer_extended' && at >= offer.madeAt)
    return { situation: 'offered', by: cityDayOf(offer.deadline), known: extended?.at ?? offer.madeAt, at: '' }
  }
  const { signBy: by, scanSentAt, contract } = offer.acceptance ?? {}
  if (!by || scanSentAt) return null
  return { situation: 'contract-ready', by, known: contract?.preparedAt ?? offer.madeAt, at: '/acceptance' }
}

const templates = {
  offered: 'application-offer-reminder',
  'contract-ready': 'application-contract-reminder',
} as const

type ReminderDeps = Pick<Deps, 'clock' | 'accounts' | 'mail'>

/**
 * Reminds applicants of offers that end, and of contracts to sign; once for each day of `reminderDays`. Returns how many
 * reminders were sent.
 */
export async function remindOfDeadlines(deps: ReminderDeps): Promise<number> {
  const now = deps.clock.now()
  const open = [
    { state: 'offered' as const, 'offer.deadline': trusted({ $gte: now }) },
    { state: 'accepted' as const, 'offer.acceptance.signBy': trusted({ $gte: cityDayOf(now) }) },
  ]
  let reminded = 0
  for await (const application of ApplicationModel.find({ $or: open }).lean<Application[]>().cursor())
    reminded += (await remind(deps, application, cityDayOf(now))) ? 1 : 0
  return reminded
}

async function remind(
  { accounts, mail }: Omit<ReminderDeps, 'clock'>,
  application: Application,
  today: CityDay,
): Promise<boolean> {
  const { offer, _id, applicant, reference } = application
  const deadline = deadlineOf(application)
  if (!offer || !deadline) return false
  const { situation, by, known, at } = deadline
  const before = reminderDue(situation, { by, since: cityDayOf(known) }, today)
  const contact = before === null ? null : await accounts.people.findContact(applicant.toHexString())
  if (!contact) return false
  const { email: to, locale } = contact
  await mail.queue({
    cause: `application:${_id.toHexString()}:${situation}:${known.toISOString()}:${by}:${String(before)}`,
    ...{ to, locale, template: templates[situation] },
    facts: {
      ...{ reference: reference ?? '', premises: offer.premises, day: formatCityDay(locale, by) },
      link: `${caseHref(locale, application)}${at}`,
    },
  })
  return true
}
