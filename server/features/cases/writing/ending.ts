import mongoose, { trusted } from 'mongoose'
import { ApplicationModel, type Application, type ApplicationState } from '#models/cases/application.ts'
import type { TextLogEntry, TextToTranslate } from '#models/parts/text-to-translate.ts'
import { textOutcomeOf, lineOf } from '#web/writing/text-log.ts'
import { hasEnded, type Actor } from '../states.ts'

/** The part of a change that may end texts waiting for a translation. */
type Change = {
  was: Application
  actor: Actor
  to?: ApplicationState
  set?: Partial<Application>
  /** Id of the text that is sent. */
  sends?: string | undefined
}

type EndedActs = { only: readonly string[] } | { allBut: readonly string[] }

/**
 * Returns which actions a change makes impossible, and so ends their texts. In an ended case only messages are still sent. A
 * live case is not reopened. Conditions are settled with the handover. An interview that is over is neither changed nor
 * cancelled.
 */
function actsEndedBy({ was, to, set }: Change): EndedActs | null {
  if (set?.handedOverOn) return { only: ['condition-add', 'condition-change'] }
  if (to && hasEnded(to)) return { allBut: ['messages'] }
  if (set?.interview && set.interview.state !== 'open') return { only: ['interview-change', 'interview-cancel'] }
  return to && hasEnded(was.state) ? { only: ['reopen'] } : null
}

/**
 * Returns the waiting texts without the one that this change sends. When the change also ends others, `pullEndedTexts` removes
 * it with them.
 */
export function remainingTexts(change: Change): Partial<Application> {
  const { was, sends } = change
  if (!sends || actsEndedBy(change)) return {}
  return { toTranslate: (was.toTranslate ?? []).filter(({ _id }) => _id.toHexString() !== sends) }
}

/** Returns the `$pull` for the texts that end, together with the one that is sent. */
export function pullEndedTexts(change: Change) {
  const over = actsEndedBy(change)
  if (!over) return undefined
  const act = trusted('only' in over ? { $in: over.only } : { $nin: over.allBut })
  const sent = change.sends ? [{ _id: new mongoose.Types.ObjectId(change.sends) }] : []
  return { toTranslate: { $or: [{ act }, ...sent] } }
}

/**
 * Returns log lines for texts that end without one: those passed on before the log existed, and those whose line was dropped
 * for newer ones. Without a line, whoever is still translating the text would be told that it never existed.
 */
export async function missingLogLines(change: Change): Promise<TextLogEntry[]> {
  const over = actsEndedBy(change)
  if (!over) return []
  const { toTranslate = [], textLog } = await waitingIn(change)
  const isOver = ({ act }: TextToTranslate) => ('only' in over ? over.only.includes(act) : !over.allBut.includes(act))
  return toTranslate
    .filter(text => isOver(text) && !textOutcomeOf(textLog, text._id.toHexString()))
    .map(text => lineOf(text, { act: 'passed', at: text.at, by: text.by }))
}

const logProjection = {
  'toTranslate._id': 1,
  'toTranslate.act': 1,
  'toTranslate.into': 1,
  'toTranslate.at': 1,
  'toTranslate.by': 1,
  textLog: 1,
} as const

/**
 * Reads the waiting texts. An applicant's action ends them too, but applicants do not read them (`applicant-projection.ts`).
 */
async function waitingIn({ was, actor }: Change): Promise<Pick<Application, 'toTranslate' | 'textLog'>> {
  if (actor.kind !== 'applicant') return was
  return (
    (await ApplicationModel.findById(was._id, logProjection).lean<Pick<Application, 'toTranslate' | 'textLog'>>()) ?? {}
  )
}
