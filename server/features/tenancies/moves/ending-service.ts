import type { Tenancy } from '#models/tenancies/tenancy.ts'
import type { ExitInspection, RenewalWish } from '#models/tenancies/tenancy-parts.ts'
import { conflict } from '#shared/errors.ts'
import type { Intake } from '#features/documents/document-intake.ts'
import {
  changeTenancy,
  requireMove,
  requireOfficer,
  mailEffect,
  readTenancy,
  releaseEffect,
  takeInEffects,
  type ShownState,
  type TenancyEffect,
} from '../change.ts'
import { createDayChecks } from '../duties/days.ts'
import type { Deps } from '../ports.ts'
import { dropRepeatedFiles, storePendingFiles } from '../renewal/renewal-intake.ts'
import { openLetterOf } from '../rules.ts'
import { canAskRenewal } from '../tenant/rules.ts'
import { meters, type Meters } from '../texts/tenancy-text.ts'
import { tenancyHasEnded, type TenancyActor } from '../states.ts'

type EndingDeps = Pick<Deps, 'cases' | 'clock' | 'listings' | 'documents'>
/** `lowerMeter`: the officer confirms that a meter reads less than at the handover, such as a new one. */
type ExitRecord = Omit<ExitInspection, 'relistedOn'> & { lowerMeter?: boolean | undefined }

/** What happens at the end of the rent-free time or of a tenancy, to the tenancy and its premises. */
export function createEndingService({ cases, clock, listings, documents }: EndingDeps) {
  const { today, requirePast } = createDayChecks(clock)

  /**
   * Stores the tenant's letter about the renewal. Until it is decided, a new letter replaces it; files sent with the first
   * one stay. Files that arrived with the letter are taken in by the same write.
   */
  async function requestRenewal(
    id: string,
    actor: TenancyActor,
    { wish, letter: letterText, arrived }: { wish: RenewalWish; letter: string; arrived?: Intake },
  ): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    if (actor.kind !== 'applicant') throw conflict('tenancy.refused.not-yours')
    if (!canAskRenewal(was)) throw conflict('tenancy.refused.no-such-move')
    const at = clock.now()
    const waits = openLetterOf(was)
    const sent = waits?.files ?? []
    const files = arrived ? await dropRepeatedFiles({ documents }, { was, sent, arrived }) : []
    const renewal = { at, wish, letter: letterText, files: [...sent, ...files] }
    if (waits && isSameLetter(waits, renewal)) return was
    const effects = takeInEffects(arrived, { files, at })
    const requested = await changeTenancy({ was, kind: 'renewal-requested', actor, at, set: { renewal }, effects })
    await storePendingFiles({ documents }, requested)
    return requested
  }

  /**
   * Records the exit inspection. It is needed before the premises is vacated; after a termination it gives the premises
   * back. It can be recorded only once. Throws `tenancy.meter-lower` when a meter reads less than at the handover and nobody
   * confirms that.
   */
  async function recordExit(
    id: string,
    actor: TenancyActor,
    { since, lowerMeter = false, ...record }: ShownState & ExitRecord,
  ): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    requireOfficer(actor)
    if (was.exit) throw conflict('tenancy.exit-recorded')
    if (!leaving.includes(was.state)) throw conflict('tenancy.refused.no-such-move')
    requirePast(record.on, was)
    const lower = lowerMeter ? null : lowerMeterIn(record, await cases.files.handoverRecord(String(was.application)))
    if (lower) throw conflict('tenancy.meter-lower', { facts: { field: lower } })
    const effects = tenancyHasEnded(was.state) ? leavingEffects(record) : []
    return changeTenancy({ was, kind: 'exit-recorded', actor, at: clock.now(), since, set: { exit: record }, effects })
  }

  /**
   * Ends a tenancy when the keys are returned; the premises becomes free. Throws `tenancy.letter-since` when the tenant's open
   * letter about the renewal is another one than the officer was shown.
   */
  async function vacate(id: string, actor: TenancyActor, shown: ShownLetter & ShownState = {}): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    const to = requireMove('vacate', was, actor, { today: today() })
    requireShownLetter(was, shown)
    const effects = [...leavingEffects(was.exit), mailEffect('tenancy-vacated')]
    const { since } = shown
    return changeTenancy({ was, to, actor, at: clock.now(), since, set: decidedRenewal(was, clock.now()), effects })
  }

  /** Puts the premises back on offer once its defects are repaired, for the listing manager. */
  async function relist(id: string, actor: TenancyActor): Promise<Tenancy> {
    const was = await readTenancy(id, actor)
    if (actor.kind !== 'listing_manager') throw conflict('tenancy.refused.not-yours')
    if (!was.exit?.needsWork || was.exit.relistedOn) throw conflict('tenancy.refused.no-such-move')
    if (!tenancyHasEnded(was.state)) throw conflict('tenancy.refused.no-such-move')
    const by = { id: actor.id ?? '', name: actor.name ?? '' }
    await listings.records.move({ code: was.premises, move: 'resume', note: '', by })
    const set = { exit: { ...was.exit, relistedOn: today() } }
    return changeTenancy({ was, kind: 'relisted', actor, at: clock.now(), set })
  }

  return { requestRenewal, recordExit, vacate, relist }
}

/** Returns the first meter that reads less than at the handover. */
const lowerMeterIn = (exit: Meters, handover: Meters | null) =>
  meters.find(name => (exit[name] ?? Infinity) < (handover?.[name] ?? 0))

/** Checks whether the same letter was sent twice. */
const isSameLetter = (before: Letter, now: Letter): boolean =>
  before.wish === now.wish && before.letter === now.letter && (before.files ?? []).length === now.files?.length
type Letter = Pick<NonNullable<Tenancy['renewal']>, 'wish' | 'letter' | 'files'>

/**
 * Returns the effects on the premises once a tenancy is over and its exit inspection recorded: the listing is paused when
 * the premises needs work, and the premises is given back. There are none before, because a tenant who stays may void the
 * inspection.
 */
export function leavingEffects(exit: ExitInspection | null | undefined): TenancyEffect[] {
  if (!exit) return []
  return [...(exit.needsWork ? [{ kind: 'stand-down' as const, facts: { reason: exit.defects } }] : []), releaseEffect]
}

/** `letter`: instant of the open letter about the renewal that a form showed, null for none, undefined when it does not say. */
export type ShownLetter = { letter?: Date | null | undefined }

/**
 * Throws `tenancy.letter-since` when the open letter about the renewal is another one than the form showed: a decision marks
 * it as answered, so whoever decides must have read the tenant's last words.
 */
export function requireShownLetter(was: Tenancy, { letter: shown }: ShownLetter): void {
  if (shown === undefined || openLetterOf(was)?.at.getTime() === shown?.getTime()) return
  throw conflict('tenancy.letter-since', { facts: { id: was._id.toHexString() } })
}

/** Marks the letter about the renewal as answered. */
export const decidedRenewal = ({ renewal }: Tenancy, at: Date): Partial<Tenancy> =>
  renewal ? { renewal: { ...renewal, decidedAt: renewal.decidedAt ?? at } } : {}

/** States in which the tenant leaves or has had to leave. */
const leaving: readonly Tenancy['state'][] = ['notice', 'expiring', 'terminated']
