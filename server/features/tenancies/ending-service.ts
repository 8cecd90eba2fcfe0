import type { Tenancy } from '../../../models/tenancy.ts'
import type { ExitInspection, RenewalWish } from '../../../models/parts/tenancy-parts.ts'
import type { CityDay } from '../../shared/city-day.ts'
import { conflict } from '../../shared/errors.ts'
import {
  changeTenancy,
  demandMove,
  demandOfficer,
  letter,
  readTenancy,
  released,
  type TenancyEffect,
} from './change.ts'
import { sensibleDays } from './days.ts'
import type { Intake } from '../documents/taking-in.ts'
import type { Deps } from './ports.ts'
import { newAmong, settleFiles } from './renewal-intake.ts'
import { milestonesUntil, remindersDue, rentTerms } from './rules.ts'
import { askable } from './tenant-rules.ts'
import { tenancyHasEnded, type TenancyActor } from './states.ts'

/** How a tenancy goes on after the rent-free time, or ends, and what becomes of the premises. */
export function endingOf({ clock, premises, documents }: Pick<Deps, 'clock' | 'premises' | 'documents'>) {
  const { today, demandPast } = sensibleDays(clock)

  /**
   * The tenant's letter: until it is decided another one takes its place; files sent with the first stay with it. Files that
   * have arrived with it are taken in by the same write.
   */
  async function requestRenewal(
    id: string,
    actor: TenancyActor,
    { wish, letter: words, arrived }: { wish: RenewalWish; letter: string; arrived?: Intake },
  ): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    if (actor.kind !== 'applicant') throw conflict('tenancy.refused.not-yours')
    if (!askable.includes(was.state)) throw conflict('tenancy.refused.no-such-move')
    const at = clock.now()
    const sent = was.renewal && !was.renewal.decidedAt ? (was.renewal.files ?? []) : []
    const files = arrived ? await newAmong({ documents }, { was, sent, arrived }) : []
    const renewal = { at, wish, letter: words, files: [...sent, ...files] }
    const effects: TenancyEffect[] =
      arrived && files.length > 0 ? [{ kind: 'take_in', facts: { intake: arrived.id, at: at.toISOString() } }] : []
    const asked = await changeTenancy({ was, kind: 'renewal-requested', actor, at, set: { renewal }, effects })
    await settleFiles({ documents }, asked)
    return asked
  }

  /** Free of rent up to a new last day; duties go on in their rhythm, and reminders begin anew. */
  async function renew(
    id: string,
    actor: TenancyActor,
    { until, reason }: { until: CityDay; reason: string },
  ): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    const to = demandMove('renewal', was, actor, { today: today(), day: until })
    const set = {
      rentFreeUntil: until,
      // Of an end that is near already the tenant has just been told.
      remindersSent: remindersDue(until, [], today()),
      milestones: milestonesUntil(was, until),
      ...decided(was),
      exit: null,
    }
    const effects = [letter('tenancy-renewed', { was: was.rentFreeUntil, until, reason })]
    return changeTenancy({ was, to, actor, at: clock.now(), reason, note: voidExit(was), set, effects })
  }

  /** From a day rent is due, as the listing names it now: later changes of the listing do not touch it. */
  async function convertToPaid(
    id: string,
    actor: TenancyActor,
    { from, reason }: { from: CityDay; reason: string },
  ): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    const to = demandMove('paid', was, actor, { today: today(), day: from })
    const listing = await premises.leaseFacts(was.premises)
    if (!listing) throw conflict('tenancy.no-listing')
    const rent = rentTerms(listing)
    const at = clock.now()
    const set = { paid: { from, ...rent, frozenAt: at }, ...decided(was), exit: null }
    const effects = [letter('tenancy-converted', { day: from, rentFen: String(rent.rentMonthFen), reason })]
    return changeTenancy({ was, to, actor, at, reason, note: voidExit(was), set, effects })
  }

  const decided = ({ renewal }: Tenancy) => (renewal ? { renewal: { ...renewal, decidedAt: clock.now() } } : {})

  /**
   * What the premises is like without the tenant. Needed before it is vacated; after a termination it is what gives the
   * premises back. Written once.
   */
  async function recordExit(
    id: string,
    actor: TenancyActor,
    record: Omit<ExitInspection, 'relistedOn'>,
  ): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    demandOfficer(actor)
    if (was.exit) throw conflict('tenancy.exit-recorded')
    if (!leaving.includes(was.state)) throw conflict('tenancy.refused.no-such-move')
    demandPast(record.on, was)
    const effects = tenancyHasEnded(was.state) ? leavingEffects(record) : []
    return changeTenancy({ was, kind: 'exit-recorded', actor, at: clock.now(), set: { exit: record }, effects })
  }

  /** The keys are back: the premises is free for the next one. */
  async function vacate(id: string, actor: TenancyActor): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    const to = demandMove('vacate', was, actor, { today: today() })
    const effects = [...leavingEffects(was.exit), letter('tenancy-vacated')]
    return changeTenancy({ was, to, actor, at: clock.now(), set: decided(was), effects })
  }

  /** The defects are gone: the listing manager puts the premises back on offer. */
  async function relist(id: string, actor: TenancyActor): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    if (actor.kind !== 'listing_manager') throw conflict('tenancy.refused.not-yours')
    if (!was.exit?.needsWork || was.exit.relistedOn) throw conflict('tenancy.refused.no-such-move')
    if (!tenancyHasEnded(was.state)) throw conflict('tenancy.refused.no-such-move')
    await premises.standUp(was.premises, { id: actor.id ?? '', name: actor.name ?? '' })
    const set = { exit: { ...was.exit, relistedOn: today() } }
    return changeTenancy({ was, kind: 'relisted', actor, at: clock.now(), set })
  }

  return { requestRenewal, renew, convertToPaid, recordExit, vacate, relist }
}

/**
 * What becomes of the premises once a tenancy is over and its exit inspection recorded: it is kept off the street when it
 * needs work, and given back. Nothing before, for a tenant who stays may void the inspection.
 */
export function leavingEffects(exit: ExitInspection | null | undefined): TenancyEffect[] {
  if (!exit) return []
  return [...(exit.needsWork ? [{ kind: 'stand-down' as const, facts: { reason: exit.defects } }] : []), released]
}

/** The tenant stays: the inspection that was to be the last says nothing any more. The staff's history keeps its words. */
const voidExit = ({ exit }: Tenancy): string | undefined =>
  exit ? [exit.on, exit.condition, exit.defects].filter(Boolean).join('\n') : undefined

/** Somebody leaves, or has been made to. */
const leaving: readonly Tenancy['state'][] = ['notice', 'expiring', 'terminated']
