import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { Writing } from '#models/parts/writing.ts'
import { doneBefore } from '#outside/audit.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { conflict } from '#shared/errors.ts'
import { changeTenancy, requireMove, mailEffect, readTenancy, type ShownState } from '../change.ts'
import { createDayChecks } from '../duties/days.ts'
import { openFindings } from '../duties/duties.ts'
import { withReadReports } from '../duties/duty-reports.ts'
import type { Deps } from '../ports.ts'
import { endAfterPause, milestonesAfterPause, openPause, pausedDays } from '../rules.ts'
import { recallUntil, type TenancyActor } from '../states.ts'

/** Reason that the tenant is told, and how it was written. */
export type Reasoned = ShownState & { reason: string; writing?: Writing | undefined }

/** Moves of a running tenancy. Each is one write and notifies the tenant. */
export function createMoveService({ clock }: Pick<Deps, 'clock'>) {
  const { today } = createDayChecks(clock)

  async function startFitOut(id: string, actor: TenancyActor, { since }: ShownState = {}): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    const to = requireMove('fit-out', was, actor, { today: today() })
    return changeTenancy({ was, to, actor, at: clock.now(), since, effects: [mailEffect('tenancy-fit-out')] })
  }

  /** Records the day on which the shop opened, which also fulfils the milestone. */
  async function openShop(
    id: string,
    actor: TenancyActor,
    { on, since }: ShownState & { on: CityDay },
  ): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    const to = requireMove('opening', was, actor, { today: today(), day: on })
    const milestones = was.milestones.map(milestone =>
      milestone.kind === 'opening' && !milestone.doneOn ? { ...milestone, doneOn: on } : milestone,
    )
    const effects = [mailEffect('tenancy-trading', { day: on })]
    const at = clock.now()
    const set = { milestones, ...withReadReports(was, { duty: 'opening-1', at }) }
    return changeTenancy({ was, to, actor, at, since, set, effects })
  }

  async function expire(id: string, actor: TenancyActor, { since }: ShownState = {}): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    const to = requireMove('expiring', was, actor, { today: today() })
    const effects = [mailEffect('tenancy-expiring', { until: was.rentFreeUntil })]
    return changeTenancy({ was, to, actor, at: clock.now(), since, effects })
  }

  /** Gives notice that the premises will be empty after a day, on behalf of the tenant or the city. */
  async function giveNotice(
    id: string,
    actor: TenancyActor,
    { leavesOn, reason, writing, since }: Reasoned & { leavesOn: CityDay },
  ): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    if (isNoticeOf(was, actor, { leavesOn, reason })) return doneBefore(was)
    const to = requireMove('notice', was, actor, { today: today(), day: leavesOn, reason })
    const at = clock.now()
    const recall = actor.kind === 'applicant' ? { by: 'tenant', recallDay: recallUntil({ stateSince: at }) } : {}
    const effects = [mailEffect('tenancy-notice', { day: leavesOn, reason, ...recall })]
    return changeTenancy({ was, to, actor, at, since, reason, writing, set: { leavesOn }, effects })
  }

  /** Takes back the tenant's own notice. The tenancy returns to the state before it. */
  async function recallNotice(id: string, actor: TenancyActor): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    const last = was.events.findLast(({ to }) => to)
    if (last?.from === 'notice' && last.to === was.state && last.by.id === actor.id) return doneBefore(was)
    const to = requireMove('recall', was, actor, { today: today() })
    const effects = [mailEffect('tenancy-notice-recalled')]
    return changeTenancy({ was, to, actor, at: clock.now(), set: { leavesOn: null }, effects })
  }

  /** Records a breach. `finding` is the id of the open finding that it is about. */
  async function startBreach(
    id: string,
    actor: TenancyActor,
    { reason, writing, since, cureBy, finding }: Reasoned & { cureBy: CityDay; finding?: string | undefined },
  ): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    const to = requireMove('breach', was, actor, { today: today(), day: cureBy, reason })
    if (finding && !openFindings(was.inspections).some(({ _id }) => _id.toHexString() === finding))
      throw conflict('tenancy.finding-gone')
    const set = { breach: { reason, cureBy, ...(finding ? { finding } : {}) } }
    const effects = [mailEffect('tenancy-breach', { day: cureBy, reason })]
    return changeTenancy({ was, to, actor, at: clock.now(), since, reason, writing, set, effects })
  }

  /** Records that the breach is cured, and the finding it was about. The tenancy returns to the state before the breach. */
  async function cureBreach(
    id: string,
    actor: TenancyActor,
    { note, since }: ShownState & { note: string },
  ): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    const to = requireMove('cured', was, actor, { today: today() })
    const inspections = was.inspections.map(inspection => ({
      ...inspection,
      findings: inspection.findings.map(finding =>
        finding._id.toHexString() === was.breach?.finding ? { ...finding, curedOn: today() } : finding,
      ),
    }))
    const at = clock.now()
    const set = { breach: null, inspections, ...withReadReports(was, { duty: 'breach', at }) }
    return changeTenancy({ was, to, actor, at, since, note, set, effects: [mailEffect('tenancy-cured')] })
  }

  /** Pauses the rent-free clock from a day. A pause may begin before it is recorded, but never overlaps another one. */
  async function suspend(
    id: string,
    actor: TenancyActor,
    { from, plannedTo, reason, writing, since }: Reasoned & { from: CityDay; plannedTo: CityDay | null },
  ): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    const to = requireMove('pause', was, actor, { today: today(), day: from, plannedTo, reason })
    const worded = { reason, ...(writing ? { writing } : {}) }
    const pause = { from, ...worded, endBefore: was.rentFreeUntil, ...(plannedTo ? { plannedTo } : {}) }
    const effects = [mailEffect('tenancy-suspended', { day: from, reason })]
    const set = { pauses: [...was.pauses, pause] }
    return changeTenancy({ was, to, actor, at: clock.now(), since, reason, writing, set, effects })
  }

  /** Ends the pause with a day. The rent-free end and deferred duties move by the days that it lasted. */
  async function resume(
    id: string,
    actor: TenancyActor,
    { to: last, since }: ShownState & { to: CityDay },
  ): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    const to = requireMove('resume', was, actor, { today: today(), day: last })
    const pause = openPause(was.pauses)
    if (!pause) throw conflict('tenancy.refused.no-such-move')
    const days = { from: pause.from, to: last }
    const endAfter = endAfterPause(was.rentFreeUntil, days)
    const set = {
      rentFreeUntil: endAfter,
      milestones: milestonesAfterPause(was.milestones, days),
      pauses: was.pauses.map(existing => (existing === pause ? { ...pause, to: last, endAfter } : existing)),
    }
    const facts = {
      days: String(pausedDays(days)),
      from: pause.from,
      day: last,
      was: was.rentFreeUntil,
      until: endAfter,
    }
    const effects = [mailEffect('tenancy-resumed', facts)]
    return changeTenancy({ was, to, actor, at: clock.now(), since, set, effects })
  }

  return { startFitOut, openShop, expire, giveNotice, recallNotice, startBreach, cureBreach, suspend, resume }
}

/** Checks whether somebody has already given this notice, as when a form is sent twice. */
function isNoticeOf(
  { state, leavesOn, events }: Tenancy,
  { id }: TenancyActor,
  said: { leavesOn: CityDay; reason: string },
): boolean {
  const given = events.findLast(({ to }) => to === 'notice')
  return state === 'notice' && leavesOn === said.leavesOn && given?.reason === said.reason && given.by.id === id
}
