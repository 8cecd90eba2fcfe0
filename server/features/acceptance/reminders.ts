import { trusted } from 'mongoose'
import { pathTo } from '#server/paths.ts'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { Condition } from '#models/cases/parts/acceptance.ts'
import { addDays, cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { translatorFor } from '#shared/texts/i18n.ts'
import { presentTextInLine } from '#shared/texts/writing.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import { caseHref } from '../cases/applicant/labels.ts'
import type { Deps } from '../cases/ports.ts'
import { reminderDays, reminderDue } from '../cases/status/reminders.ts'
import { awaitedConditions } from '../cases/acceptance/offer-acceptance.ts'

type ReminderDeps = Pick<Deps, 'clock' | 'accounts' | 'mail'>

/**
 * Reminds applicants of conditions that are due and for which no file has come: some days before, and on the last day. Returns
 * how many reminders were sent.
 */
export async function remindOfConditions(deps: ReminderDeps): Promise<number> {
  const now = deps.clock.now()
  const today = cityDayOf(now)
  const until = addDays(today, Math.max(...(reminderDays['conditions-open'] ?? [0])))
  const found = ApplicationModel.find({
    state: trusted({ $in: ['accepted', 'contracted'] }),
    handedOverOn: null,
    'offer.acceptance.conditions': trusted({ $elemMatch: { state: 'open', dueOn: { $gte: today, $lte: until } } }),
  })
    .lean<Application[]>()
    .cursor()
  let reminded = 0
  for await (const application of found) {
    for (const condition of awaitedConditions(application)) {
      const since = cityDayOf(condition.changedAt ?? application.offer?.acceptance?.at ?? now)
      const before = reminderDue('conditions-open', { by: condition.dueOn, since }, today)
      if (before === null) continue
      await queueReminder(deps, application, condition, before)
      reminded += 1
    }
  }
  return reminded
}

async function queueReminder(
  { accounts, mail }: Omit<ReminderDeps, 'clock'>,
  { _id, applicant, reference }: Application,
  { _id: condition, kind, text, textWriting: writing, dueOn }: Condition,
  before: number,
): Promise<void> {
  const { email, locale } = await accounts.people.contactOf(applicant.toHexString())
  const reader = { locale, t: translatorFor(locale) }
  await mail.queue({
    cause: `application:${_id.toHexString()}:condition:${condition.toHexString()}:${dueOn}${before === 0 ? ':last' : ''}`,
    to: email,
    locale,
    template: 'application-condition-due',
    facts: {
      reference: reference ?? '',
      day: formatCityDay(locale, dueOn),
      condition: text ? presentTextInLine(reader, { text, writing }) : reader.t(`document.kind.${kind}`),
      link: pathTo(locale, '/applications/:id/acceptance', { id: _id.toHexString() }),
    },
  })
}

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
    reminded += (await remindOfDeadline(deps, application, cityDayOf(now))) ? 1 : 0
  return reminded
}

async function remindOfDeadline(
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
    to,
    locale,
    template: templates[situation],
    facts: {
      reference: reference ?? '',
      premises: offer.premises,
      day: formatCityDay(locale, by),
      link: `${caseHref(locale, application)}${at}`,
    },
  })
  return true
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
