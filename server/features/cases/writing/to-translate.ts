import mongoose from 'mongoose'
import type { Application } from '#models/cases/application.ts'
import { appendLogLines, type TextLogEntry, type TextToTranslate } from '#models/parts/text-to-translate.ts'
import { doneBefore } from '#outside/audit.ts'
import { conflict, forbidden } from '#shared/errors.ts'
import { isRepeated, type TextToPassOn } from '#web/writing/outgoing.ts'
import { lineOf } from '#web/writing/text-log.ts'
import type { NewAssignee } from '#shared/hands.ts'
import { applyChange, readCaseFor, staleConflict } from '../change.ts'
import type { EventKind } from '../event-kinds.ts'
import type { Deps } from '../ports.ts'
import { toOfficer } from '../requests/deadline.ts'
import { conflictedIn } from '../review/panel.ts'
import type { Actor } from '../states.ts'
import { holderOf, requireText, textIn } from './waiting-texts.ts'

/** Maximum number of waiting texts in a case, so that it cannot outgrow its document. */
const maxTexts = 20

type Reassignment = { from: string; to: NewAssignee | null; acts: (act: string) => boolean }

/**
 * Stores what was typed, for a colleague to translate before its author sends it (ADR 133). Each step of that is one guarded
 * write of the case with its event. The applicant is told nothing before the text is sent, and sending it is the action
 * itself (`change.ts`). The same form sent twice is stored once. Throws `writing.waits`
 * when the form was changed since, `writing.gone` when the text that it `sends` no longer waits, and `writing.too-many`
 * when the case already has the maximum.
 */
export async function passOn(
  deps: Pick<Deps, 'clock'>,
  id: string,
  actor: Actor,
  { once, sends, ...passing }: TextToPassOn & { act: string },
): Promise<Application> {
  const was = await readCaseFor(id, requireOfficer(actor))
  if (isPassedOn(was, { once, typed: passing.typed })) return doneBefore(was)
  const replaced = sends ? textIn(was, sends) : undefined
  if (sends && !replaced) throw conflict('writing.gone', { facts: { id } })
  const others = (was.toTranslate ?? []).filter(({ _id }) => _id.toHexString() !== sends)
  if (others.length >= maxTexts) throw conflict('writing.too-many', { facts: { id } })
  const _id = new mongoose.Types.ObjectId(once)
  const act = { at: deps.clock.now(), by: toOfficer(actor) }
  const text: TextToTranslate = { ...passing, _id, ...act }
  const lines = [
    ...(replaced ? [lineOf(replaced, { act: 'replaced', ...act, now: _id })] : []),
    lineOf(text, { act: 'passed', ...act }),
  ]
  try {
    return await write(deps, was, actor, { kind: 'translation_asked', texts: [...others, text], lines })
  } catch (error) {
    const now = await readCaseFor(id, actor)
    if (isPassedOn(now, { once, typed: passing.typed })) return doneBefore(now)
    throw error
  }
}

/**
 * Stores the translations of a text, in the order of its parts. Throws `writing.translated` when a colleague was faster,
 * `writing.gone` when the text no longer waits, and "not found" when it never did.
 */
export async function giveTranslation(
  deps: Pick<Deps, 'clock'>,
  id: string,
  actor: Actor,
  { textId, translations }: { textId: string; translations: readonly string[] },
): Promise<Application> {
  const was = await readCaseFor(id, requireOfficer(actor))
  const text = requireText(was, textId)
  if (text.translated) throw conflict('writing.translated', { facts: { id } })
  const translatedText: TextToTranslate = {
    ...text,
    texts: text.texts.map((one, index) => ({ ...one, translation: translations[index] ?? '' })),
    translated: { at: deps.clock.now(), by: toOfficer(actor) },
  }
  return write(deps, was, actor, {
    kind: 'translation_given',
    texts: (was.toTranslate ?? []).map(one => (one === text ? translatedText : one)),
  })
}

/** Removes a text that is not to be sent after all. Throws `writing.gone` and "not found" as `giveTranslation` does. */
export async function dropText(
  deps: Pick<Deps, 'clock'>,
  id: string,
  actor: Actor,
  textId: string,
): Promise<Application> {
  const was = await readCaseFor(id, requireOfficer(actor))
  const text = requireText(was, textId)
  return write(deps, was, actor, {
    kind: 'translation_dropped',
    texts: (was.toTranslate ?? []).filter(one => one !== text),
    lines: [lineOf(text, { act: 'dropped', at: deps.clock.now(), by: toOfficer(actor) })],
  })
}

/**
 * Hands on the texts that one colleague holds in a case; `null` hands them to nobody, so that every officer is shown them.
 * Throws `error.stale` when they hold none any more, and `case.refused.cannot-take` when the new holder has a conflict.
 */
export async function handOnTexts(
  deps: Pick<Deps, 'clock'>,
  id: string,
  actor: Actor,
  { from, to, acts }: Reassignment,
): Promise<Application> {
  const was = await readCaseFor(id, actor)
  const isMeant = (text: TextToTranslate) => holderOf(text) === from && acts(text.act)
  if (!was.toTranslate?.some(isMeant)) throw staleConflict(was)
  if (to && conflictedIn(was).includes(to.id)) throw conflict('case.refused.cannot-take', { facts: { id } })
  const keeper = to ?? { id: '', name: '' }
  const texts = was.toTranslate.map(text => (isMeant(text) ? { ...text, keeper } : text))
  return write(deps, was, actor, { kind: 'translation_handed_on', texts, ...(to ? { person: to } : {}) })
}

type Writing = { kind: EventKind; texts: TextToTranslate[]; lines?: readonly TextLogEntry[]; person?: NewAssignee }
async function write(
  { clock }: Pick<Deps, 'clock'>,
  was: Application,
  actor: Actor,
  { texts, lines = [], ...about }: Writing,
): Promise<Application> {
  const push = appendLogLines(lines)
  const written = await applyChange({ was, actor, at: clock.now(), push, ...about, ...withTexts(texts) })
  if (!written) throw staleConflict(was)
  return written
}

const withTexts = (toTranslate: TextToTranslate[]) =>
  toTranslate.length > 0 ? { set: { toTranslate } } : { unset: ['toTranslate' as const] }

/** Checks whether the same form was passed on before. Throws `writing.waits` when it was, with other content. */
function isPassedOn(application: Application, form: Pick<TextToPassOn, 'once' | 'typed'>): boolean {
  const passed = textIn(application, form.once ?? '')
  if (passed && !isRepeated(passed, form))
    throw conflict('writing.waits', { facts: { id: application._id.toHexString() } })
  return passed !== undefined
}

function requireOfficer(actor: Actor): Actor {
  if (actor.kind !== 'reviewer' && actor.kind !== 'decider' && actor.kind !== 'administrator')
    throw forbidden('application.refused.not-yours')
  return actor
}
