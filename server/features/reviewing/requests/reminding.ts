import { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { addDays, cityDayOf, endOfCityDay } from '#shared/days/city-day.ts'
import { applyChange } from '#features/cases/change.ts'
import type { Deps } from '#features/cases/ports.ts'

/** How many days before the deadline the applicant is reminded. */
const daysBefore = 2

export function remindingOf({ clock }: Pick<Deps, 'clock'>) {
  /** Reminds whoever has not answered two days before the deadline, once for each deadline. Returns how many. */
  async function remindAll(): Promise<number> {
    const now = clock.now()
    const until = endOfCityDay(addDays(cityDayOf(now), daysBefore))
    const waiting = { state: 'information_requested', answerBy: trusted({ $gte: now, $lte: until }) } as const
    let reminded = 0
    for await (const application of ApplicationModel.find(waiting).lean<Application[]>().cursor())
      if (isDue(application)) reminded += (await remind(application, now)) ? 1 : 0
    return reminded
  }

  /** Null when the applicant, or another worker, was faster: the next round looks again. */
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

/** Not twice of one deadline, and not on the heels of the question itself. */
function isDue({ request, answerBy }: Application): boolean {
  if (!request || !answerBy) return false
  const day = cityDayOf(answerBy)
  return request.remindedOf !== day && cityDayOf(request.askedAt) < addDays(day, -daysBefore)
}
