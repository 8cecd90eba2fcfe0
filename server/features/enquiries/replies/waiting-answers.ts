import mongoose from 'mongoose'
import type { Enquiry } from '#models/enquiries/enquiry.ts'
import type { EventActor } from '#models/parts/history.ts'
import type { TextLogEntry, TextToTranslate } from '#models/parts/text-to-translate.ts'
import type { Action } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { isRepeated, type Passing } from '#web/writing/outgoing.ts'
import { becameOf, lineOf } from '#web/writing/text-log.ts'

type Officer = { kind: EventActor; id: string; name: string }
type Change = { id: string; version: number; by: Officer }
/** One guarded write with its event, as every change of an enquiry. */
type Write = (change: Change, written: { kind: string; action: Action; set: Partial<Enquiry> }) => Promise<void>
type Deps = { clock: Clock; one: (id: string) => Promise<Enquiry>; write: Write }

/**
 * Of an enquiry the answer that waits for a translation. Throws `writing.gone` for one that waits no more; for one that never
 * did that is "not found".
 */
export function requireText(enquiry: Pick<Enquiry, '_id' | 'toTranslate' | 'textLog'>, id: string): TextToTranslate {
  const { _id, toTranslate, textLog } = enquiry
  if (toTranslate?._id.toHexString() === id) return toTranslate
  const facts = { id: _id.toHexString() }
  throw becameOf(textLog, id) ? conflict('writing.gone', { facts }) : notFound('writing.gone', facts)
}

type Becomes = { set: Partial<Enquiry>; act: TextLogEntry['act']; at: Date; by: { id: string; name: string } }

/** What a write leaves in the log: `act` is what becomes of the text that it takes away without another in its place. */
export function linesOf({ toTranslate: was }: Enquiry, { set, act, at, by: { id, name } }: Becomes): TextLogEntry[] {
  const { toTranslate: now } = set
  if (now === undefined || (now && was?._id.equals(now._id))) return []
  const said = { at, by: { id, name } }
  return [
    ...(was ? [lineOf(was, now ? { act: 'replaced', now: now._id, ...said } : { act, ...said })] : []),
    ...(now ? [lineOf(now, { act: 'passed', ...said })] : []),
  ]
}

/**
 * Answers that a colleague translates before they are sent (ADR 133): one an enquiry, since one person answers it. It is in the
 * hands of whoever answers the enquiry, and goes with it.
 */
export function waitingAnswersOf({ clock, one, write }: Deps) {
  /**
   * Keeps what was typed, in the place of the text that it `sends`; the enquiry is taken by whoever passes it on, and waits on.
   * The same form sent twice is kept once. Throws `writing.waits` where another text waits, `writing.gone` where none does.
   */
  async function pass(change: Change, passing: Passing): Promise<void> {
    try {
      await passOnce(change, passing)
    } catch (error) {
      const { toTranslate } = await one(change.id)
      if (!toTranslate || !isRepeated(toTranslate, passing)) throw error
    }
  }

  async function passOnce(change: Change, { once, sends = '', ...passing }: Passing): Promise<void> {
    const { assignee, toTranslate } = await one(change.id)
    const waiting = toTranslate?._id.toHexString() ?? ''
    if (waiting !== sends) throw conflict(toTranslate ? 'writing.waits' : 'writing.gone', { facts: { id: change.id } })
    const { id, name } = change.by
    const _id = new mongoose.Types.ObjectId(once)
    const text: TextToTranslate = { ...passing, _id, at: clock.now(), by: { id, name }, act: 'reply' }
    await write(change, {
      ...{ kind: 'translation_asked', action: 'enquiry.translation-asked' },
      set: { status: 'new', toTranslate: text, ...(assignee ? {} : { assignee: { id, name } }) },
    })
  }

  type Given = { id: string; by: Change['by']; textId: string }
  /** Gives the translations of its parts. Throws `writing.translated` when a colleague was faster. */
  async function translate({ id, by, textId }: Given, translations: readonly string[]): Promise<void> {
    const before = await one(id)
    const text = requireText(before, textId)
    if (text.translated) throw conflict('writing.translated', { facts: { id } })
    const made: TextToTranslate = {
      ...text,
      texts: text.texts.map((part, index) => ({ ...part, translation: translations[index] ?? '' })),
      translated: { at: clock.now(), by: { id: by.id, name: by.name } },
    }
    await write(
      { id, version: before.version, by },
      { kind: 'translation_given', action: 'enquiry.translation-given', set: { toTranslate: made } },
    )
  }

  /** It is not to be sent after all. */
  async function drop({ id, by, textId }: Given): Promise<void> {
    const before = await one(id)
    requireText(before, textId)
    await write(
      { id, version: before.version, by },
      { kind: 'translation_dropped', action: 'enquiry.translation-dropped', set: { toTranslate: null } },
    )
  }

  return { pass, translate, drop }
}
