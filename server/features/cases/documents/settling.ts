import { trusted, type Types } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { PendingEffect } from '#models/parts/history.ts'
import { guardedWrite } from '#outside/database/guarded-write.ts'
import type { ApplicationEffects } from '../effects/effect-kinds.ts'
import type { Deps } from '../ports.ts'
import { copyDocuments } from './copying.ts'

/** A case says what becomes of its documents and photos in one guarded write, and they follow (ADR 62). */
export function settlingOf({ clock, documents, pictures }: Pick<Deps, 'clock' | 'documents' | 'pictures'>) {
  /** Carries out what the case has said of its documents. Returns the keys of what could not be done now. */
  async function settle(application: Application): Promise<string[]> {
    const left: string[] = []
    for (const effect of application.pendingEffects.filter(isAboutDocuments)) {
      if (!(await isCarriedOut(application, effect))) left.push(effect.key)
      else {
        const crossOut = { $pull: { pendingEffects: { key: effect.key } } }
        await ApplicationModel.updateOne({ _id: application._id }, crossOut, { timestamps: false })
      }
    }
    return left
  }

  /** The case as it is, its documents with it: whoever freezes what there is begins here. */
  async function settled(read: () => Promise<Application>): Promise<Application> {
    const left = new Set<string>()
    const isOpen = (effect: PendingEffect) => isAboutDocuments(effect) && !left.has(effect.key)
    let found = await read()
    // While it is carried out the case may say more: only what is read without anything left to do is whole.
    while (found.pendingEffects.some(isOpen)) {
      for (const key of await settle(found)) left.add(key)
      found = await read()
    }
    return found
  }

  /** Copies that cannot be made hold nobody up: they come into the draft later, and into nothing else. */
  async function isCarriedOut(application: Application, { kind, facts }: PendingEffect): Promise<boolean> {
    if (kind === 'take_in') await carryIn(application, facts as ApplicationEffects['take_in'])
    else if (kind === 'take_out') await carryOutOf(application, facts as ApplicationEffects['take_out'])
    else if (kind === 'drop_photo') await dropPhoto(application, facts as ApplicationEffects['drop_photo'])
    else {
      const copied = copyDocuments(application, { clock, documents })
      return copied.then(
        () => true,
        () => false,
      )
    }
    return true
  }

  const carryIn = ({ _id }: Application, { intake, keepOld, at }: ApplicationEffects['take_in']) =>
    documents.takeIn({ applicationId: _id.toHexString(), intake, keepOld: keepOld === 'yes', at: new Date(at) })

  const carryOutOf = ({ _id }: Application, { document, keepOld }: ApplicationEffects['take_out']) =>
    documents.takeOut({ applicationId: _id.toHexString(), documentId: document, keepOld: keepOld === 'yes' })

  const dropPhoto = ({ _id }: Application, { picture }: ApplicationEffects['drop_photo']) =>
    pictures.remove(_id.toHexString(), picture)

  /** Null when somebody else has changed the case since it was read. */
  const commit = (was: Application, ...added: readonly PendingEffect[]): Promise<Application | null> =>
    guardedWrite(ApplicationModel, {
      was,
      guard: ['state', 'revision'],
      counter: 'revision',
      set: { updatedAt: clock.now() },
      events: [],
      effects: { field: 'pendingEffects', added },
    })

  return { settle, settled, carryIn, carryOutOf, dropPhoto, commit }
}

/** Of intakes of documents that are still pending, those that their case has said it takes in. */
export async function intakesNamed(
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
