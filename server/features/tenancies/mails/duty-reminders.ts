import { trusted } from 'mongoose'
import { liveTenancyStates, TenancyModel, type MilestoneKind, type Tenancy } from '#models/tenancies/tenancy.ts'
import { addDays, type CityDay } from '#shared/days/city-day.ts'
import { changeTenancy, letter } from '../change.ts'
import type { TenancyMail } from '../ports.ts'
import { isOwed, numbered } from '../rules.ts'

/** What the tenant does, and is reminded of. */
const reminded: readonly MilestoneKind[] = ['licence', 'opening', 'quarterly_report']
/** While the clock stands no duty's day is certain. */
const clockRuns = liveTenancyStates.filter(state => state !== 'suspended')
/** A reminder that was not sent in these days after its own is of no use: the page and the desk say that it is late. */
const usefulDays = 7

/** Days before the day of a duty and after it, of the settings. */
export type ReminderDays = { before: number; after: number }
type Stage = 'soon' | 'today' | 'late'
const mails: Record<Stage, TenancyMail> = {
  soon: 'tenancy-duty-soon',
  today: 'tenancy-duty-today',
  late: 'tenancy-duty-late',
}
/** `key` names the duty with its day, so that a day which a pause has moved is told of again. */
export type DutyReminder = { key: string; stage: Stage; kind: MilestoneKind; number: number; dueOn: CityDay }

type Reminded = Pick<Tenancy, 'milestones' | 'dutyReminders'> & Partial<Pick<Tenancy, 'state' | 'leavesOn' | 'pauses'>>

/** Which reminders a tenancy's duties call for today and have not had; of several of one duty the last. Pure. */
export function dutyRemindersDue(
  { milestones, dutyReminders = [], ...owing }: Reminded,
  today: CityDay,
  days: ReminderDays,
): DutyReminder[] {
  return numbered(milestones)
    .filter(milestone => reminded.includes(milestone.kind) && isOwed(milestone, owing))
    .flatMap(({ id, kind, number, dueOn }) => {
      const stage = stageOn(dueOn, today, days)
      return stage ? [{ key: `${id}:${dueOn}:${stage}`, stage, kind, number, dueOn }] : []
    })
    .filter(({ key }) => !(dutyReminders ?? []).includes(key))
}

function stageOn(dueOn: CityDay, today: CityDay, { before, after }: ReminderDays): Stage | null {
  const late = addDays(dueOn, after)
  if (today >= late) return today <= addDays(late, usefulDays) ? 'late' : null
  if (today >= dueOn) return today === dueOn ? 'today' : null
  return today >= addDays(dueOn, -before) ? 'soon' : null
}

/** Those in which something may be due for a reminder, one by one: nobody is left out however many there are. */
export const withDutiesBy = (day: CityDay): AsyncIterable<Tenancy> =>
  TenancyModel.find({
    state: trusted({ $in: [...clockRuns] }),
    // Whether the duty remains is for the appeal to say; nothing is written down as sent before.
    termination: null,
    nextDueOn: trusted({ $type: 'string' as const, $lte: day }),
  })
    .lean<Tenancy[]>()
    .cursor()

/** One write for all that is due today, with a mail for each. */
export function remindOfDuties(was: Tenancy, due: readonly DutyReminder[], at: Date): Promise<Tenancy> {
  const told = due.map(({ stage, kind, number, dueOn }) =>
    letter(mails[stage], { duty: kind, number: String(number), day: dueOn }),
  )
  const dutyReminders = [...(was.dutyReminders ?? []), ...due.map(({ key }) => key)]
  return changeTenancy({
    was,
    kind: 'duty-reminded',
    actor: { kind: 'system' },
    at,
    set: { dutyReminders },
    effects: told,
  })
}
