import { trusted, type Types } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { PendingEffect } from '#models/parts/history.ts'
import { guardedWrite } from '#outside/database/guarded-write.ts'
import type { ApplicationEffects } from '../effects/effect-kinds.ts'
import type { Deps } from '../ports.ts'
import { copyDocuments } from './copying.ts'

type SettlingDeps = Pick<Deps, 'clock' | 'documents' | 'pictures'>

/**
 * Carries out the document effects of a case, then reads it. Used before anything freezes the documents. Changes of documents
 * and photos are stored in the case by one guarded write and then carried out (ADR 62).
 */
export async function readSettled(deps: SettlingDeps, read: () => Promise<Application>): Promise<Application> {
  const notDone = new Set<string>()
  const isOpen = (effect: PendingEffect) => isAboutDocuments(effect) && !notDone.has(effect.key)
  let found = await read()
  // The case may get further effects meanwhile, so this repeats until a read finds none left.
  while (found.pendingEffects.some(isOpen)) {
    for (const key of await settle(deps, found)) notDone.add(key)
    found = await read()
  }
  return found
}

/** Carries out the pending effects on the documents of a case. Returns the keys of those that could not be done now. */
export async function settle(deps: SettlingDeps, application: Application): Promise<string[]> {
  const notDone: string[] = []
  for (const effect of application.pendingEffects.filter(isAboutDocuments)) {
    if (!(await isCarriedOut(deps, application, effect))) notDone.push(effect.key)
    else {
      const crossOut = { $pull: { pendingEffects: { key: effect.key } } }
      await ApplicationModel.updateOne({ _id: application._id }, crossOut, { timestamps: false })
    }
  }
  return notDone
}

/**
 * Carries out one effect. Returns false when copies failed, which blocks nobody: they are added to the draft later, and to
 * nothing else.
 */
async function isCarriedOut(
  deps: SettlingDeps,
  application: Application,
  { kind, facts }: PendingEffect,
): Promise<boolean> {
  if (kind === 'take_in') await carryIn(deps, application, facts as ApplicationEffects['take_in'])
  else if (kind === 'take_out') await carryOutOf(deps, application, facts as ApplicationEffects['take_out'])
  else if (kind === 'drop_photo') await dropPhoto(deps, application, facts as ApplicationEffects['drop_photo'])
  else {
    const copied = copyDocuments(application, deps)
    return copied.then(
      () => true,
      () => false,
    )
  }
  return true
}

/** Carries out the effect `take_in`: the documents of an intake become those of the case. */
export const carryIn = (
  { documents }: Pick<Deps, 'documents'>,
  { _id }: Application,
  { intake, keepOld, at }: ApplicationEffects['take_in'],
) => documents.takeIn({ applicationId: _id.toHexString(), intake, keepOld: keepOld === 'yes', at: new Date(at) })

/** Carries out the effect `take_out`: a document leaves the case. */
export const carryOutOf = (
  { documents }: Pick<Deps, 'documents'>,
  { _id }: Application,
  { document, keepOld }: ApplicationEffects['take_out'],
) => documents.takeOut({ applicationId: _id.toHexString(), documentId: document, keepOld: keepOld === 'yes' })

/** Carries out the effect `drop_photo`. */
export const dropPhoto = (
  { pictures }: Pick<Deps, 'pictures'>,
  { _id }: Application,
  { picture }: ApplicationEffects['drop_photo'],
) => pictures.remove(_id.toHexString(), picture)

/** Adds effects to a case and sets fields. Returns null when somebody else has changed it since it was read. */
export function commitEffects(
  { clock }: Pick<Deps, 'clock'>,
  was: Application,
  { set = {}, added }: { set?: Record<string, unknown>; added: readonly PendingEffect[] },
): Promise<Application | null> {
  return guardedWrite(ApplicationModel, {
    was,
    guard: ['state', 'revision'],
    counter: 'revision',
    set: { updatedAt: clock.now(), ...set },
    events: [],
    effects: { field: 'pendingEffects', added },
  })
}

/** Returns those of the pending intakes of documents that their case has an effect for. */
export async function findClaimedIntakes(
  pending: readonly { application: Types.ObjectId; intake: string }[],
): Promise<Set<string>> {
  const filter = {
    _id: trusted({ $in: pending.map(({ application }) => application) }),
    'pendingEffects.facts.intake': trusted({ $in: pending.map(({ intake }) => intake) }),
  }
  const cases = await ApplicationModel.find(filter, { pendingEffects: 1 }).lean<Pick<Application, 'pendingEffects'>[]>()
  return new Set(cases.flatMap(({ pendingEffects }) => pendingEffects.flatMap(({ facts }) => facts.intake ?? [])))
}

const isAboutDocuments = ({ kind }: PendingEffect): boolean =>
  ['documents', 'take_in', 'take_out', 'drop_photo'].includes(kind)
