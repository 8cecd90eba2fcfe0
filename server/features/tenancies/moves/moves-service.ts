import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { Writing } from '#models/parts/writing.ts'
import type { CityDay } from '#shared/days/city-day.ts'
import { conflict } from '#shared/errors.ts'
import { changeTenancy, requireMove, letter, readTenancy } from '../change.ts'
import { sensibleDays } from '../duties/days.ts'
import { openFindings } from '../duties/duties.ts'
import type { Deps } from '../ports.ts'
import { endAfterPause, milestonesAfterPause, openPause, pausedDays } from '../rules.ts'
import type { TenancyActor } from '../states.ts'

/** What the tenant is told, and in which language it is. */
export type Reasoned = { reason: string; writing?: Writing | undefined }

/** The moves of a tenancy while it runs. Each is one write, and tells the tenant. */
export function movesOf({ clock }: Pick<Deps, 'clock'>) {
  const { today } = sensibleDays(clock)

  async function startFitOut(id: string, actor: TenancyActor): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    const to = requireMove('fit-out', was, actor, { today: today() })
    return changeTenancy({ was, to, actor, at: clock.now(), effects: [letter('tenancy-fit-out')] })
  }

  /** The shop is open since a day: that fulfils the milestone too. */
  async function openShop(id: string, actor: TenancyActor, { on }: { on: CityDay }): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    const to = requireMove('opening', was, actor, { today: today(), day: on })
    const milestones = was.milestones.map(milestone =>
      milestone.kind === 'opening' && !milestone.doneOn ? { ...milestone, doneOn: on } : milestone,
    )
    const effects = [letter('tenancy-trading', { day: on })]
    return changeTenancy({ was, to, actor, at: clock.now(), set: { milestones }, effects })
  }

  async function expire(id: string, actor: TenancyActor): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    const to = requireMove('expiring', was, actor, { today: today() })
    const effects = [letter('tenancy-expiring', { until: was.rentFreeUntil })]
    return changeTenancy({ was, to, actor, at: clock.now(), effects })
  }

  /** The tenant, or the city, says that the premises will be empty after a day. */
  async function giveNotice(
    id: string,
    actor: TenancyActor,
    { leavesOn, reason, writing }: Reasoned & { leavesOn: CityDay },
  ): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    const to = requireMove('notice', was, actor, { today: today(), day: leavesOn, reason })
    const effects = [letter('tenancy-notice', { day: leavesOn, reason })]
    return changeTenancy({ was, to, actor, at: clock.now(), reason, writing, set: { leavesOn }, effects })
  }

  /** `finding` is the id of an open finding that the breach is about. */
  async function startBreach(
    id: string,
    actor: TenancyActor,
    { reason, writing, cureBy, finding }: Reasoned & { cureBy: CityDay; finding?: string | undefined },
  ): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    const to = requireMove('breach', was, actor, { today: today(), day: cureBy, reason })
    if (finding && !openFindings(was.inspections).some(({ _id }) => _id.toHexString() === finding))
      throw conflict('tenancy.finding-gone')
    const set = { breach: { reason, cureBy, ...(finding ? { finding } : {}) } }
    const effects = [letter('tenancy-breach', { day: cureBy, reason })]
    return changeTenancy({ was, to, actor, at: clock.now(), reason, writing, set, effects })
  }

  /** The breach is cured, and with it the finding that it was about: back to where the tenancy was. */
  async function cureBreach(id: string, actor: TenancyActor, { note }: { note: string }): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    const to = requireMove('cured', was, actor, { today: today() })
    const inspections = was.inspections.map(inspection => ({
      ...inspection,
      findings: inspection.findings.map(finding =>
        finding._id.toHexString() === was.breach?.finding ? { ...finding, curedOn: today() } : finding,
      ),
    }))
    const set = { breach: null, inspections }
    return changeTenancy({ was, to, actor, at: clock.now(), note, set, effects: [letter('tenancy-cured')] })
  }

  /** The rent-free clock stands still from a day. A pause may have begun before it is written down, never inside another. */
  async function suspend(
    id: string,
    actor: TenancyActor,
    { from, plannedTo, reason, writing }: Reasoned & { from: CityDay; plannedTo: CityDay | null },
  ): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    const to = requireMove('pause', was, actor, { today: today(), day: from, plannedTo, reason })
    const worded = { reason, ...(writing ? { writing } : {}) }
    const pause = { from, ...worded, endBefore: was.rentFreeUntil, ...(plannedTo ? { plannedTo } : {}) }
    const effects = [letter('tenancy-suspended', { day: from, reason })]
    const set = { pauses: [...was.pauses, pause] }
    return changeTenancy({ was, to, actor, at: clock.now(), reason, writing, set, effects })
  }

  /** The pause ended with a day: the end of the rent-free time, and what was due, come later by the days it lasted. */
  async function resume(id: string, actor: TenancyActor, { to: last }: { to: CityDay }): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    const to = requireMove('resume', was, actor, { today: today(), day: last })
    const pause = openPause(was.pauses)
    if (!pause) throw conflict('tenancy.refused.no-such-move')
    const days = { from: pause.from, to: last }
    const endAfter = endAfterPause(was.rentFreeUntil, days)
    const set = {
      rentFreeUntil: endAfter,
      milestones: milestonesAfterPause(was.milestones, days),
      pauses: was.pauses.map(kept => (kept === pause ? { ...pause, to: last, endAfter } : kept)),
    }
    const facts = {
      days: String(pausedDays(days)),
      from: pause.from,
      day: last,
      was: was.rentFreeUntil,
      until: endAfter,
    }
    const effects = [letter('tenancy-resumed', facts)]
    return changeTenancy({ was, to, actor, at: clock.now(), set, effects })
  }

  return { startFitOut, openShop, expire, giveNotice, startBreach, cureBreach, suspend, resume }
}
