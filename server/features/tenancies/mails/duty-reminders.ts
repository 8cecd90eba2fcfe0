import { trusted } from 'mongoose'
import {
  liveTenancyStates,
  paperMilestoneKinds,
  TenancyModel,
  type MilestoneKind,
  type Tenancy,
} from '#models/tenancies/tenancy.ts'
import { addDays, type CityDay } from '#shared/days/city-day.ts'
import { changeTenancy, mailEffect } from '../change.ts'
import type { TenancyMail } from '../ports.ts'
import { isDutyDue, numberMilestones } from '../rules.ts'

/** Milestones that the tenant is reminded of. */
const remindedKinds: readonly MilestoneKind[] = [...paperMilestoneKinds, 'opening', 'quarterly_report']
/** States in which the clock runs. During a pause no due day is certain. */
const runningClockStates = liveTenancyStates.filter(state => state !== 'suspended')
/** Days after which a late reminder is no longer sent; the page and the desk show that the duty is late. */
const maxLateDays = 7

/** Days before and after the due day on which reminders are sent, from the settings. */
export type ReminderDays = { before: number; after: number }
type Stage = 'soon' | 'today' | 'late'
const mails: Record<Stage, TenancyMail> = {
  soon: 'tenancy-duty-soon',
  today: 'tenancy-duty-today',
  late: 'tenancy-duty-late',
}
/** `key` contains the due day, so that a day moved by a pause is announced again. */
export type DutyReminder = { key: string; stage: Stage; kind: MilestoneKind; number: number; dueOn: CityDay }

type ReminderSubject = Pick<Tenancy, 'milestones' | 'dutyReminders'> &
  Partial<Pick<Tenancy, 'state' | 'leavesOn' | 'pauses'>>

/** Returns the reminders that are due today and were not sent; for each duty only the latest stage. Pure. */
export function findDueReminders(
  { milestones, dutyReminders = [], ...owing }: ReminderSubject,
  today: CityDay,
  days: ReminderDays,
): DutyReminder[] {
  return numberMilestones(milestones)
    .filter(milestone => remindedKinds.includes(milestone.kind) && isDutyDue(milestone, owing))
    .flatMap(({ id, kind, number, dueOn }) => {
      const stage = stageOn(dueOn, today, days)
      return stage ? [{ key: `${id}:${dueOn}:${stage}`, stage, kind, number, dueOn }] : []
    })
    .filter(({ key }) => !(dutyReminders ?? []).includes(key))
}

function stageOn(dueOn: CityDay, today: CityDay, { before, after }: ReminderDays): Stage | null {
  const late = addDays(dueOn, after)
  if (today >= late) return today <= addDays(late, maxLateDays) ? 'late' : null
  if (today >= dueOn) return today === dueOn ? 'today' : null
  return today >= addDays(dueOn, -before) ? 'soon' : null
}

/** Streams the tenancies in which a reminder may be due, however many there are. */
export const streamTenanciesDueBy = (day: CityDay): AsyncIterable<Tenancy> =>
  TenancyModel.find({
    state: trusted({ $in: [...runningClockStates] }),
    // The appeal decides whether the duty remains; until then no reminder is recorded as sent.
    termination: null,
    nextDueOn: trusted({ $type: 'string' as const, $lte: day }),
  })
    .lean<Tenancy[]>()
    .cursor()

/** Records all reminders due today in one write, with a mail for each. */
export function recordDutyReminders(was: Tenancy, due: readonly DutyReminder[], at: Date): Promise<Tenancy> {
  const reminderEffects = due.map(({ stage, kind, number, dueOn }) =>
    mailEffect(mails[stage], { duty: kind, number: String(number), day: dueOn }),
  )
  const dutyReminders = [...(was.dutyReminders ?? []), ...due.map(({ key }) => key)]
  return changeTenancy({
    was,
    kind: 'duty-reminded',
    actor: { kind: 'system' },
    at,
    set: { dutyReminders },
    effects: reminderEffects,
  })
}
