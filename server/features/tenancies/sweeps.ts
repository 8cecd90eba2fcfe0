import { trusted } from 'mongoose'
import { liveTenancyStates, TenancyModel, type Tenancy, type TenancyState } from '#models/tenancies/tenancy.ts'
import { addDays, addMonths, cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { AppError } from '#shared/errors.ts'
import { changeTenancy, mailEffect } from './change.ts'
import { createAppealService } from './moves/appeals-service.ts'
import { findDueReminders, recordDutyReminders, streamTenanciesDueBy } from './mails/duty-reminders.ts'
import type { Deps } from './ports.ts'
import { expiringMonths, reminderMonths, remindersDue } from './rules.ts'
import { canMoveTenancy, statesOf } from './states.ts'

/**
 * States whose tenants are reminded of the rent-free end, because they can say how to go on (`endOptionOf`). Not those with a
 * paused clock or a breach to cure, and not tenants who already pay or leave.
 */
const remindedStates: readonly TenancyState[] = statesOf('notice').filter(state => state !== 'converted_to_paid')
const system = { kind: 'system' } as const
/** Extra days searched for candidates, because adding months may cut a month's end short. */
const spareDays = 3

type SweepDeps = Pick<Deps, 'clock' | 'programme' | 'documents'>

/** Does what is due in all tenancies. May run at any time, repeatedly and in several processes. Returns how much was done. */
export async function sweepTenancies(deps: SweepDeps): Promise<{ reminded: number; expiring: number; ended: number }> {
  // Moves to `expiring` first: from then on the tenant can write about the renewal, which the reminder suggests.
  const expiring = await expireTrading(deps)
  return {
    reminded: (await remind(deps)) + (await remindDuties(deps)),
    expiring,
    ended: await endTerminated(deps),
  }
}

/** Reminds tenants 12, 6, 3 and 1 months before the end, once each. Of several due at once only the last is sent. */
async function remind({ clock }: Pick<SweepDeps, 'clock'>): Promise<number> {
  let sent = 0
  for await (const tenancy of withUnsentReminder(cityDayOf(clock.now()))) sent += await remindOf(tenancy, clock.now())
  return sent
}

async function remindOf(was: Tenancy, now: Date): Promise<number> {
  const due = remindersDue(was.rentFreeUntil, was.remindersSent, cityDayOf(now))
  const [nearest] = due
  if (nearest === undefined) return 0
  return actAsSystem(() =>
    changeTenancy({
      was,
      kind: 'reminded',
      actor: system,
      at: now,
      set: { remindersSent: [...was.remindersSent, ...due] },
      effects: [mailEffect('tenancy-reminder', { months: String(nearest), until: was.rentFreeUntil })],
    }),
  )
}

/** Moves trading and renewed tenancies to `expiring` six months before the end. That day's reminder tells the tenant. */
async function expireTrading({ clock }: Pick<SweepDeps, 'clock'>): Promise<number> {
  const today = cityDayOf(clock.now())
  let moved = 0
  for await (const was of candidates(today, ['trading', 'renewed'], expiringMonths)) {
    const verdict = canMoveTenancy('expiring', was, system, { today })
    if (!verdict.ok) continue
    moved += await actAsSystem(() => changeTenancy({ was, to: verdict.to, actor: system, at: clock.now() }))
  }
  return moved
}

/** Reminds tenants of the licence, the opening and each report: some days before, on the day, and some days after. */
async function remindDuties({ clock, programme }: Pick<SweepDeps, 'clock' | 'programme'>): Promise<number> {
  const { dutyReminderBeforeDays: before, dutyReminderAfterDays: after } = await programme.settings()
  const today = cityDayOf(clock.now())
  let sent = 0
  for await (const was of streamTenanciesDueBy(addDays(today, before))) {
    const due = findDueReminders(was, today, { before, after })
    if (due.length > 0) sent += await actAsSystem(() => recordDutyReminders(was, due, clock.now()))
  }
  return sent
}

/** Ends terminated tenancies whose time for an appeal is over. An appeal that was sent waits for its answer. */
async function endTerminated(deps: SweepDeps): Promise<number> {
  const { end } = createAppealService(deps)
  const over = { 'termination.appealUntil': trusted({ $lt: cityDayOf(deps.clock.now()) }), 'termination.appeal': null }
  let ended = 0
  for await (const was of TenancyModel.find({ state: trusted({ $in: [...liveTenancyStates] }), ...over })
    .lean<Tenancy[]>()
    .cursor())
    ended += await actAsSystem(() => end(was, { actor: system, reason: was.termination?.reason ?? '' }))
  return ended
}

/**
 * Returns the tenancies in these states whose rent-free time ends within so many months or has ended, earliest end first.
 * There is no limit, so that tenancies with nothing due do not hide the others.
 */
function candidates(
  today: CityDay,
  states: readonly TenancyState[],
  months: number,
  more = {},
): AsyncIterable<Tenancy> {
  return TenancyModel.find({
    state: trusted({ $in: [...states] }),
    ...endsWithin(today, months),
    ...more,
  })
    .sort({ rentFreeUntil: 1 })
    .lean<Tenancy[]>()
    .cursor()
}

/** Returns the tenancies for which a reminder that was not sent may be due, earliest end first. */
function withUnsentReminder(today: CityDay): AsyncIterable<Tenancy> {
  const unsent = reminderMonths.map(months => ({
    ...endsWithin(today, months),
    remindersSent: trusted({ $ne: months }),
  }))
  return candidates(today, remindedStates, Math.max(...reminderMonths), { $or: unsent, termination: null })
}

/** Returns the filter for tenancies whose rent-free time ends within so many months or has ended. */
const endsWithin = (today: CityDay, months: number) => ({
  rentFreeUntil: trusted({ $lte: addDays(addMonths(today, months), spareDays) }),
})

/** Returns 0 when somebody changed the tenancy meanwhile; the next run handles it. */
async function actAsSystem(act: () => Promise<Tenancy>): Promise<number> {
  try {
    await act()
    return 1
  } catch (error) {
    if (error instanceof AppError && error.code === 'error.stale') return 0
    throw error
  }
}
