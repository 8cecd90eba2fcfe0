import mongoose, { trusted } from 'mongoose'
import { z } from 'zod'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import type { CaseNote } from '#models/cases/parts/correspondence.ts'
import { doneBefore } from '#outside/audit.ts'
import { readCaseFor } from '#features/cases/change.ts'
import { caseAction, type WithPorts } from '#features/cases/desk/action.ts'
import { field, select, type ActionContext } from '#features/cases/desk/form-parts.ts'
import { longText } from '#features/cases/desk/input.ts'
import type { Deps } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'
import { id, requiredText } from '#web/forms/forms.ts'
import { onceField } from '#web/forms/once.ts'
import { staffRoles } from '#web/locals.ts'
import { conflict } from '#shared/errors.ts'
import { mentionedIn, type Mentionable } from '#shared/texts/mentions.ts'
import { authorOf, createWriteError } from '../correspondence.ts'
import { findMentionable } from '../mentions.ts'

/** Adds a note for colleagues, which the applicant never sees. */
export const notes = caseAction({
  name: 'notes',
  roles: ['reviewer', 'decider', 'administrator'],
  place: 'notes',
  isOpen: (_file, { kind }) => kind === 'reviewer' || kind === 'decider' || kind === 'administrator',
  input: z
    .object({
      internalNote: requiredText(longText),
      mention: id.or(z.literal('')).catch(''),
      once: onceField,
    })
    .transform(({ internalNote, ...more }) => ({ text: internalNote, ...more })),
  form: making => ({
    select: mentionSelect(making),
    fields: [field(making, 'internalNote', { several: true, rows: 3 })],
  }),
  run: ({ casePorts }: WithPorts, { id, actor, input }) => addNote(casePorts, id, actor, input),
})

/** Returns null when there is no colleague to mention. */
function mentionSelect(making: ActionContext) {
  const options = making.file.mentionable.map(({ id, name }) => ({ value: id, label: name }))
  return options.length > 0 ? select(making, 'mention', { options }) : null
}

/** Limit that keeps a case within the size of a document. */
const maxNotes = 500

/**
 * `mention`: id of a colleague to notify besides those mentioned in the text; empty for none. `once`: id from the form. Sent
 * twice, it is one note.
 */
type NoteInput = { text: string; mention?: string; once?: string | undefined }

/** Adds a note for colleagues only. Mentioned colleagues get a mail and see it on their desks until they open the case. */
async function addNote(
  deps: Pick<Deps, 'clock' | 'accounts'>,
  id: string,
  actor: Actor,
  written: NoteInput,
): Promise<Application> {
  const mentions = await mentionsOf(deps, id, actor, written)
  const at = deps.clock.now()
  const note: CaseNote = {
    _id: new mongoose.Types.ObjectId(written.once),
    at,
    by: authorOf(actor),
    text: written.text,
    ...(mentions.length > 0 ? { mentions } : {}),
  }
  const noted = await ApplicationModel.findOneAndUpdate(
    {
      _id: id,
      submittedAt: trusted({ $type: 'date' }),
      [`notes.${String(maxNotes - 1)}`]: trusted({ $exists: false }),
      'notes._id': trusted({ $ne: note._id }),
    },
    { $push: { notes: note, ...toldOf(id, note) } },
    // The note does not concern the applicant, so the time of the last change stays.
    { returnDocument: 'after', timestamps: false },
  ).lean<Application>()
  return noted ?? findEarlierNote(id, actor, note)
}

/** Returns the mentioned colleagues. Throws `case.refused.cannot-mention` for one who may not read the case. */
async function mentionsOf(
  deps: Pick<Deps, 'accounts'>,
  id: string,
  actor: Actor,
  { text, mention = '' }: NoteInput,
): Promise<Mentionable[]> {
  const able = await findMentionable(deps, await readCaseFor(id, actor), actor.id)
  const chosen = able.filter(one => one.id === mention)
  if (mention && chosen.length === 0) throw conflict('case.refused.cannot-mention', { facts: { id } })
  const called = mentionedIn(text, await deps.accounts.people.colleagues(staffRoles)).map(one => one.id)
  return able.filter(one => chosen.includes(one) || called.includes(one.id))
}

/** Returns the mentions and mails that a note causes. */
function toldOf(id: string, { _id, at, mentions = [] }: CaseNote) {
  if (mentions.length === 0) return {}
  const mails = mentions.map(({ id: account }, index) => ({
    key: `application:${id}:${_id.toHexString()}-${String(index)}`,
    kind: 'staff_mail',
    facts: { template: 'case-mentioned', account },
  }))
  return {
    mentioned: { $each: mentions.map(({ id: account }) => ({ note: _id, account, at })) },
    pendingEffects: { $each: mails },
  }
}

/**
 * Returns the case when the form was sent twice and the first request stored the note. Otherwise throws why it was not
 * stored: `case.refused.note-before` when the first request stored another note.
 */
async function findEarlierNote(id: string, actor: Actor, note: CaseNote): Promise<Application> {
  const found = await readCaseFor(id, actor)
  const earlier = found.notes?.find(({ _id }) => _id.equals(note._id))
  if (earlier && isSameNote(earlier, note)) return doneBefore(found)
  if (earlier) throw conflict('case.refused.note-before', { facts: { id } })
  throw await createWriteError(id, actor)
}

/** Checks whether two notes have the same text and mention the same colleagues. */
const isSameNote = (one: CaseNote, other: CaseNote): boolean =>
  one.text === other.text && mentionedBy(one) === mentionedBy(other)

const mentionedBy = ({ mentions = [] }: CaseNote): string =>
  mentions
    .map(({ id }) => id)
    .toSorted()
    .join(' ')
