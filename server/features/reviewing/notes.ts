import mongoose, { trusted } from 'mongoose'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { CaseNote } from '#models/cases/parts/correspondence.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { staffRoles } from '#web/locals.ts'
import { mentionedIn, type Mentionable } from '#shared/texts/mentions.ts'
import { readFor } from '../cases/change.ts'
import type { Deps } from '../cases/ports.ts'
import { conflictedIn } from '../cases/review/panel.ts'
import type { Actor } from '../cases/states.ts'

/** Who reads cases. */
const readers = ['reviewer', 'decider', 'administrator'] as const
/** So that a case cannot outgrow its document. */
const notesAtMost = 500

/**
 * `mention`: a colleague who is told of it besides those whom the text calls; empty for nobody. `once`: the id that the form
 * was shown with: sent twice it is one note.
 */
type NoteWritten = { text: string; mention?: string; once?: string | undefined }

/** What colleagues tell one another about a case, and whom they call to it (ADR 132). */
export function notesOf({ clock, accounts }: Pick<Deps, 'clock' | 'accounts'>) {
  /** Whom a colleague can tell of a note: those who may read the case, which nobody may whose interest conflicts. */
  async function mentionable({ events }: Pick<Application, 'events'>, by: string | undefined): Promise<Mentionable[]> {
    const out = conflictedIn({ events })
    const colleagues = await accounts.people.colleagues(readers)
    return colleagues.filter(({ id }) => id !== by && !out.includes(id)).map(({ id, name }) => ({ id, name }))
  }

  /** Throws `case.refused.cannot-mention` for somebody who may not read the case. */
  async function mentionsOf(id: string, actor: Actor, { text, mention = '' }: NoteWritten): Promise<Mentionable[]> {
    const able = await mentionable(await readFor(id, actor), actor.id)
    const chosen = able.filter(one => one.id === mention)
    if (mention && chosen.length === 0) throw conflict('case.refused.cannot-mention', { facts: { id } })
    const called = mentionedIn(text, await accounts.people.colleagues(staffRoles)).map(one => one.id)
    return able.filter(one => chosen.includes(one) || called.includes(one.id))
  }

  /** For colleagues only. Those who are mentioned have it on their desks until they look, and are written to. */
  async function addNote(id: string, actor: Actor, written: NoteWritten): Promise<Application> {
    const mentions = await mentionsOf(id, actor, written)
    const at = clock.now()
    const note: CaseNote = {
      ...{ _id: new mongoose.Types.ObjectId(written.once), at, by: authorOf(actor), text: written.text },
      ...(mentions.length > 0 ? { mentions } : {}),
    }
    const noted = await ApplicationModel.findOneAndUpdate(
      {
        _id: id,
        submittedAt: trusted({ $type: 'date' }),
        [`notes.${String(notesAtMost - 1)}`]: trusted({ $exists: false }),
        'notes._id': trusted({ $ne: note._id }),
      },
      { $push: { notes: note, ...toldOf(id, note) } },
      // Nothing that concerns the applicant has changed.
      { returnDocument: 'after', timestamps: false },
    ).lean<Application>()
    return noted ?? notedBefore(id, actor, note)
  }

  /** A colleague has the notes before them. */
  async function markSeen({ _id, mentioned = [] }: Pick<Application, '_id' | 'mentioned'>, account: string) {
    const seen = mentioned.filter(one => one.account === account).map(({ note }) => note)
    if (seen.length === 0) return
    const update = { $pull: { mentioned: { account, note: { $in: seen } } } }
    await ApplicationModel.updateOne({ _id }, update, { timestamps: false })
  }

  return { mentionable, addNote, markSeen }
}

/** What a note leaves with those whom it mentions. */
function toldOf(id: string, { _id, at, mentions = [] }: CaseNote) {
  if (mentions.length === 0) return {}
  const mails = mentions.map(({ id: account }, index) => ({
    ...{ key: `application:${id}:${_id.toHexString()}-${String(index)}`, kind: 'staff_mail' },
    facts: { template: 'case-mentioned', account },
  }))
  return {
    mentioned: { $each: mentions.map(({ id: account }) => ({ note: _id, account, at })) },
    pendingEffects: { $each: mails },
  }
}

/** The form was sent twice: the first one did it. */
async function notedBefore(id: string, actor: Actor, { _id }: CaseNote): Promise<Application> {
  const found = await readFor(id, actor)
  if (found.notes?.some(note => note._id.equals(_id))) return found
  throw await fullOrMissing(id, actor)
}

export const authorOf = ({ id = '', name = '' }: Actor) => ({ id, name: name || '—' })

/** Why nothing was written: there is no such case for them, or there is no more room. */
export async function fullOrMissing(id: string, actor: Actor) {
  const { submittedAt } = await readFor(id, actor)
  return submittedAt
    ? conflict('application.correspondence-full', { facts: { id } })
    : notFound('application.not-found')
}
