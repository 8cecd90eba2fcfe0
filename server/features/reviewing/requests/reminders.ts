import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { addDays, cityDayOf, daysBetween, endOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { applyChange } from '#features/cases/change.ts'
import type { Deps } from '#features/cases/ports.ts'
import { reminderDays, reminderDue } from '#features/cases/status/reminders.ts'

/** Days before the deadline from which the applicant is reminded. */
const daysBefore = Math.max(...(reminderDays.information_requested ?? [0]))

/** Reminds applicants who have not answered two days before the deadline and on its day. Returns how many. */
export async function remindOfRequests({ clock }: Pick<Deps, 'clock'>): Promise<number> {
  const now = clock.now()
  const until = endOfCityDay(addDays(cityDayOf(now), daysBefore))
  const waiting = { state: 'information_requested', answerBy: trusted({ $gte: now, $lte: until }) } as const
  let reminded = 0
  for await (const application of ApplicationModel.find(waiting).lean<Application[]>().cursor())
    if (isDue(application, cityDayOf(now))) reminded += (await remind(application, now)) ? 1 : 0
  return reminded
}

/** Returns null when the case was changed meanwhile. The next run tries again. */
async function remind(was: Application, at: Date): Promise<Application | null> {
  const { request, answerBy } = was
  if (!request || !answerBy) return null
  const day = cityDayOf(answerBy)
  return applyChange({
    was,
    kind: 'answer_reminded',
    actor: { kind: 'system' },
    at,
    set: { request: { ...request, remindedOf: day } },
    effects: [
      {
        kind: 'mail',
        key: `reminder-${String(request.number)}-${day}-${String(daysBetween(cityDayOf(at), day))}`,
        facts: { template: 'application-answer-reminder', request: String(request.number) },
      },
    ],
  })
}

/** Checks whether a reminder is due that was not sent, and not directly after the request. */
function isDue({ request, answerBy, events }: Application, today: CityDay): boolean {
  if (!request || !answerBy) return false
  const by = cityDayOf(answerBy)
  const extended = events.findLast(({ kind, at }) => kind === 'answer_extended' && at >= request.askedAt)
  const since = cityDayOf(extended?.at ?? request.askedAt)
  const before = reminderDue('information_requested', { by, since }, today)
  if (before === null) return false
  const from = addDays(by, -before)
  return !events.some(({ kind, at }) => kind === 'answer_reminded' && cityDayOf(at) >= from)
}
