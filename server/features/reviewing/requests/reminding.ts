import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { addDays, cityDayOf, endOfCityDay } from '#shared/days/city-day.ts'
import { applyChange } from '#features/cases/change.ts'
import type { Deps } from '#features/cases/ports.ts'

/** Days before the deadline on which the applicant is reminded. */
const daysBefore = 2

export function remindingOf({ clock }: Pick<Deps, 'clock'>) {
  /** Reminds applicants who have not answered two days before the deadline, once for each deadline. Returns how many. */
  async function remindAll(): Promise<number> {
    const now = clock.now()
    const until = endOfCityDay(addDays(cityDayOf(now), daysBefore))
    const waiting = { state: 'information_requested', answerBy: trusted({ $gte: now, $lte: until }) } as const
    let reminded = 0
    for await (const application of ApplicationModel.find(waiting).lean<Application[]>().cursor())
      if (isDue(application)) reminded += (await remind(application, now)) ? 1 : 0
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
          key: `reminder-${String(request.number)}-${day}`,
          facts: { template: 'application-answer-reminder', request: String(request.number) },
        },
      ],
    })
  }

  return remindAll
}

/** Checks whether a reminder is due: once for each deadline, and not directly after the request. */
function isDue({ request, answerBy }: Application): boolean {
  if (!request || !answerBy) return false
  const day = cityDayOf(answerBy)
  return request.remindedOf !== day && cityDayOf(request.askedAt) < addDays(day, -daysBefore)
}
