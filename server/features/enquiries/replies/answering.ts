import mongoose, { type Model } from 'mongoose'
import { EnquiryModel, type Enquiry, type ReplyMethod } from '#models/enquiries/enquiry.ts'
import type { EventActor, PendingEffect } from '#models/parts/history.ts'
import { appendLogLines } from '#models/parts/text-to-translate.ts'
import type { Writing } from '#models/parts/writing.ts'
import { fieldChanges, recordAudit, type Action, type FieldChange } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { guardedWrite } from '#outside/database/guarded-write.ts'
import { conflict } from '#shared/errors.ts'
import { describeWritingForAudit } from '#shared/texts/writing.ts'
import { effectOf } from '../effects.ts'
import { enquiryTerms } from '../list.ts'
import { freeFormerAssignee, type FormerAmong } from '../rules.ts'
import { addMentions, type EnquiryMentions } from '../mentions.ts'
import { createReplyToken } from '../inbound/threading.ts'
import { createLogLines, requireWaitingText, createWaitingAnswerService } from './waiting-answers.ts'

export type Officer = { kind: EventActor; id: string; name: string }
export type EnquiryChange = {
  id: string
  /** Version that was shown to the person who changes it. */ version: number
  by: Officer
}
/** Premises and case that an enquiry is about, as found out by a colleague. */
export type Links = Pick<Enquiry, 'premisesCode'> & { application: { id: string; reference: string } | null }

type Deps = {
  clock: Clock
  one: (id: string) => Promise<Enquiry>
  formerAmong: FormerAmong
  mentionsOf: EnquiryMentions['mentionsOf']
}
type Reply = { text: string; way: ReplyMethod; writing?: Writing | undefined; sends?: string | undefined }
type EnquiryUpdate = {
  kind: string
  action: Action
  note?: string
  set: Partial<Enquiry>
  push?: { replies?: object }
  /** Mails that the change causes. */
  letters?: readonly PendingEffect[]
  /** Further changes for the audit trail. */
  told?: readonly FieldChange[]
  /** Further entries of the history. */
  also?: readonly { kind: string; note: string }[]
}

/** Performs a guarded write with its event, and records the change in the audit trail. */
const createEnquiryWriter = ({ clock, one, formerAmong }: Omit<Deps, 'mentionsOf'>) =>
  async function write(
    { id, version, by }: EnquiryChange,
    { kind, action, note = '', set: requestedSet, push = {}, letters = [], told = [], also = [] }: EnquiryUpdate,
  ): Promise<void> {
    const before = await one(id)
    const ends = endsWaitingText(before, requestedSet)
    const set = {
      ...requestedSet,
      ...(requestedSet.status === 'new' ? await freeFormerAssignee(formerAmong, before) : {}),
      ...(ends ? { toTranslate: null } : {}),
    }
    const dropped = ends ? [{ kind: 'translation_dropped', note: '' }] : []
    const at = clock.now()
    const events = [{ kind, note }, ...also, ...dropped].map(event => ({ at, by, ...event }))
    const lines = createLogLines(before, {
      set,
      act: ends ? 'ended' : kind === 'translation_dropped' ? 'dropped' : 'sent',
      at,
      by,
    })
    const written = await guardedWrite(EnquiryModel as unknown as Model<Enquiry>, {
      was: { ...before, version },
      guard: ['version'],
      counter: 'version',
      set,
      push: { ...push, ...appendLogLines(lines) },
      events,
      effects: { field: 'effects', added: letters },
    })
    if (!written) throw conflict('error.stale', { facts: { id, version } })
    const changes = fieldChanges(recordedFields(before), recordedFields({ ...before, ...set }))
    recordAudit({ action, subject: { kind: 'enquiry', id }, changes: [...changes, ...told] })
  }

/**
 * Checks whether a waiting text ends with the change. In an answered or spam enquiry no text waits, as it would reappear
 * when its sender writes again.
 */
const endsWaitingText = ({ toTranslate }: Enquiry, { status = 'new', ...set }: Partial<Enquiry>): boolean =>
  Boolean(toTranslate) && status !== 'new' && !('toTranslate' in set)

type NoteInput = Pick<Enquiry, 'status' | 'note'> & {
  /** Id of a colleague to notify; empty for none. */
  mention?: string
}

/**
 * Builds the functions by which colleagues handle an enquiry. Each change names the version it was made from, so that nobody
 * answers what a colleague has already answered.
 */
export function createAnsweringService(deps: Deps) {
  const { clock, one, mentionsOf } = deps
  const write = createEnquiryWriter(deps)

  /** Stores the note, notifies the colleagues mentioned, and sets whether the enquiry is answered. */
  async function record(change: EnquiryChange, { status, note, mention = '' }: NoteInput): Promise<void> {
    const before = await one(change.id)
    const mentionedColleagues = await mentionsOf(before, { note, mention, by: change.by.id })
    const kind = status === before.status ? 'noted' : status === 'answered' ? 'answered' : 'reopened'
    const at = clock.now()
    const cause = new mongoose.Types.ObjectId().toHexString()
    await write(change, {
      kind,
      action: `enquiry.${kind}`,
      note,
      set: {
        status,
        note,
        ...(mentionedColleagues.length > 0 ? { mentioned: addMentions(before, mentionedColleagues, at) } : {}),
      },
      also: mentionedColleagues.map(({ name }) => ({ kind: 'mentioned', note: name })),
      letters: mentionedColleagues.map(({ id }) =>
        effectOf({ kind: 'mention', facts: { account: id } }, `mention:${cause}:${id}`),
      ),
    })
  }

  /**
   * Answers by mail, with the mail's effect in the same write; or stores what was said elsewhere or what the sender wrote
   * back. Throws `writing.gone` when the text that it `sends` no longer waits.
   */
  async function reply(change: EnquiryChange, { sends, ...told }: Reply): Promise<void> {
    const { way, writing } = told
    const by = { id: change.by.id, name: change.by.name }
    const storedReply = { _id: new mongoose.Types.ObjectId(), at: clock.now(), by, ...told }
    const id = storedReply._id.toHexString()
    const letters = way === 'mail' ? [effectOf({ kind: 'reply', facts: { reply: id } }, `reply:${id}`)] : []
    const before = await one(change.id)
    if (sends) requireWaitingText(before, sends)
    const { assignee, replyToken } = before
    const taken = assignee ? {} : { assignee: by }
    await write(change, {
      kind: `reply_${way}`,
      action: `enquiry.reply-${way}`,
      set: {
        status: way === 'received' ? 'new' : 'answered',
        ...taken,
        ...(way === 'mail' && !replyToken ? { replyToken: createReplyToken() } : {}),
        ...(sends ? { toTranslate: null } : {}),
      },
      push: { replies: storedReply },
      letters,
      told: describeWritingForAudit(writing),
    })
  }

  /** Assigns the enquiry. Null makes it unassigned. */
  const assign = (change: EnquiryChange, assignee: { id: string; name: string } | null): Promise<void> =>
    write(change, {
      kind: assignee ? 'assigned' : 'unassigned',
      action: 'enquiry.assigned',
      note: assignee?.name ?? '',
      set: { assignee },
    })

  const mark = (change: EnquiryChange, spam: boolean): Promise<void> =>
    write(change, {
      kind: spam ? 'spam' : 'not_spam',
      action: spam ? 'enquiry.spam' : 'enquiry.not-spam',
      set: { status: spam ? 'spam' : 'new' },
    })

  /** Links the enquiry to a premises and a case, by which it is then found. */
  async function link(change: EnquiryChange, links: Links): Promise<void> {
    const { name, phone } = await one(change.id)
    const searchTerms = enquiryTerms({ name, phone, ...links })
    await write(change, { kind: 'linked', action: 'enquiry.linked', set: { ...links, searchTerms } })
  }

  return { record, reply, assign, mark, link, texts: createWaitingAnswerService({ clock, one, write }) }
}

/** Returns the fields for the audit trail: ids and codes. Of notes it records only that they changed. */
const recordedFields = ({ status, assignee, premisesCode, application, note }: Enquiry) => ({
  status,
  premisesCode,
  note,
  assignee: assignee?.id ?? null,
  application: application?.reference ?? null,
})
