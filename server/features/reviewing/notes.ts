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

/** Roles that may read cases. */
const readers = ['reviewer', 'decider', 'administrator'] as const
/** Limit that keeps a case within the size of a document. */
const notesAtMost = 500

/**
 * `mention`: id of a colleague to notify besides those mentioned in the text; empty for none. `once`: id from the form. Sent
 * twice, it is one note.
 */
type NoteWritten = { text: string; mention?: string; once?: string | undefined }

/** Builds the functions for colleagues' notes on a case and the mentions in them (ADR 132). */
export function notesOf({ clock, accounts }: Pick<Deps, 'clock' | 'accounts'>) {
  /**
   * Returns the colleagues who can be notified of a note: those who may read the case. Colleagues with a conflict of
   * interest may not.
   */
  async function mentionable({ events }: Pick<Application, 'events'>, by: string | undefined): Promise<Mentionable[]> {
    const out = conflictedIn({ events })
    const colleagues = await accounts.people.colleagues(readers)
    return colleagues.filter(({ id }) => id !== by && !out.includes(id)).map(({ id, name }) => ({ id, name }))
  }

  /** Returns the mentioned colleagues. Throws `case.refused.cannot-mention` for one who may not read the case. */
  async function mentionsOf(id: string, actor: Actor, { text, mention = '' }: NoteWritten): Promise<Mentionable[]> {
    const able = await mentionable(await readFor(id, actor), actor.id)
    const chosen = able.filter(one => one.id === mention)
    if (mention && chosen.length === 0) throw conflict('case.refused.cannot-mention', { facts: { id } })
    const called = mentionedIn(text, await accounts.people.colleagues(staffRoles)).map(one => one.id)
    return able.filter(one => chosen.includes(one) || called.includes(one.id))
  }

  /** Adds a note for colleagues only. Mentioned colleagues get a mail and see it on their desks until they open the case. */
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
      // The note does not concern the applicant, so the time of the last change stays.
      { returnDocument: 'after', timestamps: false },
    ).lean<Application>()
    return noted ?? notedBefore(id, actor, note)
  }

  /** Marks the notes as seen by a colleague. */
  async function markSeen({ _id, mentioned = [] }: Pick<Application, '_id' | 'mentioned'>, account: string) {
    const seen = mentioned.filter(one => one.account === account).map(({ note }) => note)
    if (seen.length === 0) return
    const update = { $pull: { mentioned: { account, note: { $in: seen } } } }
    await ApplicationModel.updateOne({ _id }, update, { timestamps: false })
  }

  return { mentionable, addNote, markSeen }
}

/** Returns the mentions and mails that a note causes. */
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

/**
 * Returns the case when the form was sent twice and the first request stored the note. Otherwise throws why it was not
 * stored.
 */
async function notedBefore(id: string, actor: Actor, { _id }: CaseNote): Promise<Application> {
  const found = await readFor(id, actor)
  if (found.notes?.some(note => note._id.equals(_id))) return found
  throw await fullOrMissing(id, actor)
}

export const authorOf = ({ id = '', name = '' }: Actor) => ({ id, name: name || '—' })

/** Returns the error why nothing was written: the user has no such case, or the limit is reached. */
export async function fullOrMissing(id: string, actor: Actor) {
  const { submittedAt } = await readFor(id, actor)
  return submittedAt
    ? conflict('application.correspondence-full', { facts: { id } })
    : notFound('application.not-found')
}
