import mongoose, { type UpdateQuery } from 'mongoose'
import { EnquiryModel, type Enquiry, type ReplyWay } from '../../../models/enquiry.ts'
import type { EventActor } from '../../../models/parts/history.ts'
import type { Clock } from '../../outside/clock.ts'
import { conflict } from '../../shared/errors.ts'

export type Officer = { kind: EventActor; id: string; name: string }
export type Change = { id: string; /** That was shown to whoever changes it. */ version: number; by: Officer }

type Deps = { clock: Clock; one: (id: string) => Promise<Enquiry>; runEffects: () => Promise<number> }

/** What colleagues do with an enquiry. Each names the version it was decided on: nobody answers what a colleague has answered. */
export function answeringOf({ clock, one, runEffects }: Deps) {
  /** Writes the note and says whether the enquiry has been answered. */
  async function record(change: Change, { status, note }: Pick<Enquiry, 'status' | 'note'>): Promise<void> {
    const { status: before } = await one(change.id)
    const kind = status === before ? 'noted' : status === 'answered' ? 'answered' : 'reopened'
    await write(change, kind, { $set: { status, note } }, note)
  }

  /** Answers by mail, in the same write that says so; or keeps what was said elsewhere, or what the sender wrote back. */
  async function reply(change: Change, { text, way }: { text: string; way: ReplyWay }): Promise<void> {
    const { by } = change
    const said = { _id: new mongoose.Types.ObjectId(), at: clock.now(), by: { id: by.id, name: by.name }, way, text }
    const id = said._id.toHexString()
    const owed = way === 'mail' ? { effects: { key: `reply:${id}`, kind: 'reply', facts: { reply: id } } } : {}
    const { assignee } = await one(change.id)
    const taken = assignee ? {} : { assignee: { id: by.id, name: by.name } }
    await write(change, `reply_${way}`, {
      $set: { status: way === 'received' ? 'new' : 'answered', ...taken },
      $push: { replies: said, ...owed },
    })
    await runEffects()
  }

  /** Null gives it back to all. */
  const assign = (change: Change, assignee: { id: string; name: string } | null): Promise<void> =>
    write(change, assignee ? 'assigned' : 'unassigned', { $set: { assignee } }, assignee?.name)

  const mark = (change: Change, spam: boolean): Promise<void> =>
    write(change, spam ? 'spam' : 'not_spam', { $set: { status: spam ? 'spam' : 'new' } })

  /** One guarded write with its event. */
  async function write(
    { id, version, by }: Change,
    kind: string,
    { $push = {}, ...update }: UpdateQuery<Enquiry>,
    note = '',
  ): Promise<void> {
    const events = { at: clock.now(), by, kind, note }
    const { matchedCount } = await EnquiryModel.updateOne(
      { _id: id, version },
      { ...update, $inc: { version: 1 }, $push: { ...$push, events } },
    )
    if (matchedCount === 0) throw conflict('error.stale', { facts: { id, version } })
  }

  return { record, reply, assign, mark }
}
