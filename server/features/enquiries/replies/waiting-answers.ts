import mongoose from 'mongoose'
import type { Enquiry } from '#models/enquiries/enquiry.ts'
import type { EventActor } from '#models/parts/history.ts'
import type { TextLogEntry, TextToTranslate } from '#models/parts/text-to-translate.ts'
import { skipAudit } from '#outside/audit.ts'
import type { Action } from '#outside/audit.ts'
import type { Clock } from '#outside/clock.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { isRepeated, type TextToPassOn } from '#web/writing/outgoing.ts'
import { textOutcomeOf, lineOf } from '#web/writing/text-log.ts'

type Officer = { kind: EventActor; id: string; name: string }
type Change = { id: string; version: number; by: Officer }
/** Performs a guarded write with its event, as for every change of an enquiry. */
type Write = (change: Change, written: { kind: string; action: Action; set: Partial<Enquiry> }) => Promise<void>
type Deps = { clock: Clock; one: (id: string) => Promise<Enquiry>; write: Write }

/**
 * Returns the answer that waits for a translation. Throws `writing.gone` when it no longer waits, as "not found" when it
 * never did.
 */
export function requireWaitingText(
  enquiry: Pick<Enquiry, '_id' | 'toTranslate' | 'textLog'>,
  id: string,
): TextToTranslate {
  const { _id, toTranslate, textLog } = enquiry
  if (toTranslate?._id.toHexString() === id) return toTranslate
  const facts = { id: _id.toHexString() }
  throw textOutcomeOf(textLog, id) ? conflict('writing.gone', { facts }) : notFound('writing.gone', facts)
}

type TextTransition = { set: Partial<Enquiry>; act: TextLogEntry['act']; at: Date; by: { id: string; name: string } }

/** Returns the log entries of a write. `act` is what happened to a text that is removed without a replacement. */
export function createLogLines(
  { toTranslate: was }: Enquiry,
  { set, act, at, by: { id, name } }: TextTransition,
): TextLogEntry[] {
  const { toTranslate: now } = set
  if (now === undefined || (now && was?._id.equals(now._id))) return []
  const logged = { at, by: { id, name } }
  return [
    ...(was ? [lineOf(was, now ? { act: 'replaced', now: now._id, ...logged } : { act, ...logged })] : []),
    ...(now ? [lineOf(now, { act: 'passed', ...logged })] : []),
  ]
}

/**
 * Builds the functions for answers that a colleague translates before they are sent (ADR 133). An enquiry has at most one,
 * because one person answers it. It belongs to the assignee of the enquiry and moves with it.
 */
export function createWaitingAnswerService({ clock, one, write }: Deps) {
  /**
   * Stores a text for translation, replacing the text that it `sends`. The enquiry goes to the person who passes it on and
   * keeps waiting. Idempotent: the same form sent twice is stored once. Throws `writing.waits` when another text waits,
   * `writing.gone` when none does.
   */
  async function pass(change: Change, passing: TextToPassOn): Promise<void> {
    try {
      await storeText(change, passing)
    } catch (error) {
      const { toTranslate } = await one(change.id)
      if (!toTranslate || !isRepeated(toTranslate, passing)) throw error
      skipAudit()
    }
  }

  async function storeText(change: Change, { once, sends = '', ...passing }: TextToPassOn): Promise<void> {
    const { assignee, toTranslate } = await one(change.id)
    const waiting = toTranslate?._id.toHexString() ?? ''
    if (waiting !== sends) throw conflict(toTranslate ? 'writing.waits' : 'writing.gone', { facts: { id: change.id } })
    const { id, name } = change.by
    const _id = new mongoose.Types.ObjectId(once)
    const text: TextToTranslate = { ...passing, _id, at: clock.now(), by: { id, name }, act: 'reply' }
    await write(change, {
      kind: 'translation_asked',
      action: 'enquiry.translation-asked',
      set: { status: 'new', toTranslate: text, ...(assignee ? {} : { assignee: { id, name } }) },
    })
  }

  type TextReference = { id: string; by: Change['by']; textId: string }
  /** Stores the translations of its parts. Throws `writing.translated` when a colleague was faster. */
  async function translate({ id, by, textId }: TextReference, translations: readonly string[]): Promise<void> {
    const before = await one(id)
    const text = requireWaitingText(before, textId)
    if (text.translated) throw conflict('writing.translated', { facts: { id } })
    const translatedText: TextToTranslate = {
      ...text,
      texts: text.texts.map((part, index) => ({ ...part, translation: translations[index] ?? '' })),
      translated: { at: clock.now(), by: { id: by.id, name: by.name } },
    }
    await write(
      { id, version: before.version, by },
      { kind: 'translation_given', action: 'enquiry.translation-given', set: { toTranslate: translatedText } },
    )
  }

  /** Drops the text, which is not to be sent. */
  async function drop({ id, by, textId }: TextReference): Promise<void> {
    const before = await one(id)
    requireWaitingText(before, textId)
    await write(
      { id, version: before.version, by },
      { kind: 'translation_dropped', action: 'enquiry.translation-dropped', set: { toTranslate: null } },
    )
  }

  return { pass, translate, drop }
}
