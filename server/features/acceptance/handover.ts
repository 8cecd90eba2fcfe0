import { trusted, type Types } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { HandoverRecord } from '#models/cases/parts/handover-record.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { conflict } from '#shared/errors.ts'
import { applyChange, readCaseFor, staleConflict } from '../cases/change.ts'
import { acceptanceOf, conditionsOf, withAcceptance } from '../cases/acceptance/offer-acceptance.ts'
import { dutiesAtHandover } from '../cases/acceptance/rules.ts'
import { paperDay } from '../cases/papers/paper-table.ts'
import { commitEffects, readSettled, settle } from '../cases/documents/settling.ts'
import type { Deps } from '../cases/ports.ts'
import type { Actor } from '../cases/states.ts'
import { withAcceptanceInOffer, copiedFields } from '../cases/acceptance/offer-history.ts'
import { maxWriteAttempts, effectKeyOf } from '../cases/documents/arrival.ts'

type HandoverDeps = Pick<Deps, 'clock' | 'programme' | 'documents' | 'pictures'>
/** The photos are read from the case when the record is made. */
type NewRecord = Omit<HandoverRecord, 'photos'>

export function createHandoverService({ clock, programme, documents, pictures }: HandoverDeps) {
  /**
   * Records the handover: the rent-free clock starts on this day in Suifenhe. It is recorded once, and the tenancy follows
   * as an effect. The application stays `contracted` and holds its premises for the whole tenancy. The record takes all
   * photos that the case has at this write. A day before the one of the offer needs `earlier`: how both sides agreed on it.
   */
  async function handOver(
    id: string,
    actor: Actor,
    { on, earlier = '', record }: { on: CityDay; earlier?: string; record?: NewRecord },
  ): Promise<Application> {
    const was = await readSettled({ clock, documents, pictures }, () => readCaseFor(id, actor))
    requireHandover(was, actor)
    requireSensibleDay(on, was, clock.now())
    requireOfferedDay(on, was, earlier)

    // Cases from before contracts were stored have none.
    const { rentFreeMonths } = acceptanceOf(was)?.contract ?? (await programme.settings())
    const code = was.heldPremises ?? ''
    // Read after the case, because a change of a photo also changes the case.
    const photos = (await pictures.list(id)).map(({ _id }) => _id)
    const handed = await applyChange({
      was,
      kind: 'handed_over',
      actor,
      at: clock.now(),
      ...(earlier ? { note: earlier } : {}),
      set: { handedOverOn: on, ...(record ? withAcceptance(was, { handover: { ...record, photos } }) : {}) },
      effects: [
        {
          kind: 'tenancy',
          facts: {
            ...{ premises: code, handoverOn: on, rentFreeMonths: String(rentFreeMonths) },
            papers: JSON.stringify(
              dutiesAtHandover(was.snapshot?.answers ?? {}, conditionsOf(was), paperDay(was, clock.now())),
            ),
          },
        },
        { kind: 'premises', facts: { code } },
        { kind: 'mail', facts: { template: 'application-handed-over' } },
      ],
    })
    if (!handed) throw staleConflict(was)
    return handed
  }

  /** Releases the premises after the end of the tenancy, so that it can be offered again. Idempotent. */
  async function release(id: string): Promise<void> {
    const was = await ApplicationModel.findById(id).lean<Application>()
    if (!was?.heldPremises || was.state !== 'contracted') return
    const released = await applyChange({
      was,
      kind: 'released',
      actor: { kind: 'system' },
      at: clock.now(),
      unset: ['heldPremises'],
      effects: [
        { kind: 'premises', facts: { code: was.heldPremises } },
        { kind: 'promotion', facts: { code: was.heldPremises } },
      ],
    })
    if (!released) throw staleConflict(was)
  }

  return { handOver, release }
}

/** Throws unless this case can be handed over by this person. */
function requireHandover({ _id, state, heldPremises, handedOverOn }: Application, { kind }: Actor): void {
  if (kind !== 'reviewer' && kind !== 'decider') throw conflict('application.refused.not-yours')
  const facts = { id: _id.toHexString() }
  if (state !== 'contracted' || !heldPremises) throw conflict('application.not-contracted', { facts })
  if (handedOverOn) throw conflict('application.handed-over-already', { facts: { day: handedOverOn } })
}

/** Throws unless the day lies between the contract and today. */
function requireSensibleDay(on: CityDay, was: Application, now: Date): void {
  if (on > cityDayOf(now)) throw conflict('application.handover-future', { facts: { day: on } })
  if (on < cityDayOf(was.stateSince)) throw conflict('application.handover-before-contract', { facts: { day: on } })
}

/** Throws before the day from which the offer promises the unit, unless it says how both sides agreed on an earlier one. */
function requireOfferedDay(on: CityDay, { offer }: Application, earlier: string): void {
  const from = offer?.terms?.handoverFrom
  if (from && on < from && !earlier.trim()) throw conflict('application.handover-early', { facts: { day: from } })
}

/** Ids of photos to remove, and of new photos, which are kept only if the handover is not recorded yet. */
type PhotoChange = { removed: readonly string[]; added: readonly string[] }

export function createPhotoChanger({ clock, documents, pictures }: Pick<Deps, 'clock' | 'documents' | 'pictures'>) {
  const deps = { clock, documents, pictures }

  /**
   * Changes the photos of a handover that is not recorded yet. The write of the case conflicts with a record made at the
   * same moment. Throws as `handOver` does once the handover is recorded; new photos are then removed, unless the record has
   * them.
   */
  async function changePhotos(id: string, actor: Actor, { removed, added }: PhotoChange): Promise<void> {
    const effects = removed.map(picture => ({
      ...{ key: effectKeyOf(id, `photo-${picture}`), kind: 'drop_photo', facts: { picture } },
    }))
    for (let attempt = 0; attempt < maxWriteAttempts; attempt += 1) {
      const was = await readCaseFor(id, actor)
      try {
        requireHandover(was, actor)
      } catch (error) {
        await removeUnnamed(was, added)
        throw error
      }
      const changed = await commitEffects(deps, was, { added: effects })
      if (changed) {
        await settle(deps, changed)
        return
      }
    }
    throw staleConflict(await readCaseFor(id, actor))
  }

  async function removeUnnamed(was: Application, added: readonly string[]): Promise<void> {
    const named = new Set((acceptanceOf(was)?.handover?.photos ?? []).map(String))
    for (const picture of added) if (!named.has(picture)) await pictures.remove(was._id.toHexString(), picture)
  }

  return changePhotos
}

type Photo = { _id: Types.ObjectId; application: Types.ObjectId }
const asked = Object.fromEntries(['state', 'stateSince', 'offer', ...copiedFields].map(field => [field, 1]))

/**
 * Returns the ids of those photos that the record of their handover does not contain, because their upload crashed before it
 * could remove them. A record never changes, so nobody will see them. Photos of a case without a record are kept.
 */
export async function findUnrecordedPhotos(photos: readonly Photo[]): Promise<Set<string>> {
  const ids = [...new Set(photos.map(({ application }) => application.toHexString()))]
  const filter = { _id: trusted({ $in: ids }), handedOverOn: trusted({ $type: 'string' as const }) }
  const cases = await ApplicationModel.find(filter, asked).lean<Application[]>()
  const named = new Map(
    cases.flatMap(application => {
      const recorded = acceptanceOf(withAcceptanceInOffer(application))?.handover?.photos
      return recorded ? [[application._id.toHexString(), new Set(recorded.map(String))] as const] : []
    }),
  )
  return new Set(
    photos
      .filter(({ _id, application }) => named.get(application.toHexString())?.has(_id.toHexString()) === false)
      .map(({ _id }) => _id.toHexString()),
  )
}
