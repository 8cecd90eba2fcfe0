import mongoose, { trusted } from 'mongoose'
import { ApplicationModel, type Application, type ApplicationState } from '#models/cases/application.ts'
import type { TextLogEntry, TextToTranslate } from '#models/parts/text-to-translate.ts'
import { becameOf, lineOf } from '#web/writing/text-log.ts'
import { hasEnded, type Actor } from '../states.ts'

/** What is done with a case, as far as texts of it end by that. */
type Change = {
  was: Application
  actor: Actor
  to?: ApplicationState
  set?: Partial<Application>
  /** The id of the text that goes out. */
  sends?: string | undefined
}

type Over = { only: readonly string[] } | { allBut: readonly string[] }

/**
 * Texts whose act cannot come any more: of a case that has ended only messages are still sent, one that goes on is not
 * reopened, conditions are settled once the keys are given, and an interview that is over is neither changed nor called off.
 */
function overBy({ was, to, set }: Change): Over | null {
  if (set?.handedOverOn) return { only: ['condition-add', 'condition-change'] }
  if (to && hasEnded(to)) return { allBut: ['messages'] }
  if (set?.interview && set.interview.state !== 'open') return { only: ['interview-change', 'interview-cancel'] }
  return to && hasEnded(was.state) ? { only: ['reopen'] } : null
}

/** A text that was translated by a colleague has gone out by this change. Where others end by it, it goes with them. */
export function textsLeft(change: Change): Partial<Application> {
  const { was, sends } = change
  if (!sends || overBy(change)) return {}
  return { toTranslate: (was.toTranslate ?? []).filter(({ _id }) => _id.toHexString() !== sends) }
}

/** Those that are over, and with them the one that goes out. */
export function textsPulled(change: Change) {
  const over = overBy(change)
  if (!over) return undefined
  const act = trusted('only' in over ? { $in: over.only } : { $nin: over.allBut })
  const sent = change.sends ? [{ _id: new mongoose.Types.ObjectId(change.sends) }] : []
  return { toTranslate: { $or: [{ act }, ...sent] } }
}

/**
 * The lines that the log lacks of texts that end: those passed on before there was a log, and those whose line had to make room
 * for newer ones. Without a line, whoever still translates one would be told that it never was.
 */
export async function linesLacking(change: Change): Promise<TextLogEntry[]> {
  const over = overBy(change)
  if (!over) return []
  const { toTranslate = [], textLog } = await waitingIn(change)
  const isOver = ({ act }: TextToTranslate) => ('only' in over ? over.only.includes(act) : !over.allBut.includes(act))
  return toTranslate
    .filter(text => isOver(text) && !becameOf(textLog, text._id.toHexString()))
    .map(text => lineOf(text, { act: 'passed', at: text.at, by: text.by }))
}

const asLogged = {
  ...{ 'toTranslate._id': 1, 'toTranslate.act': 1, 'toTranslate.into': 1, 'toTranslate.at': 1, 'toTranslate.by': 1 },
  textLog: 1,
} as const

/** What waits is not read for applicants (`not-for-applicants.ts`), and ends by what they do all the same. */
async function waitingIn({ was, actor }: Change): Promise<Pick<Application, 'toTranslate' | 'textLog'>> {
  if (actor.kind !== 'applicant') return was
  return (await ApplicationModel.findById(was._id, asLogged).lean<Pick<Application, 'toTranslate' | 'textLog'>>()) ?? {}
}
