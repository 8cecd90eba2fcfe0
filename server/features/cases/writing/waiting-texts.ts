import type { Application } from '#models/cases/application.ts'
import type { TextLogEntry, TextToTranslate } from '#models/parts/text-to-translate.ts'
import { conflict, notFound } from '#shared/errors.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { textOutcomeOf, lineOf } from '#web/writing/text-log.ts'
import { conditionsOf } from '../acceptance/offer-acceptance.ts'

type Waiting = Pick<Application, 'toTranslate'>

/** Returns a waiting text of a case by its id; undefined when it was sent or dropped. */
export const textIn = ({ toTranslate = [] }: Waiting, id: string) =>
  toTranslate.find(({ _id }) => _id.toHexString() === id)

/** Returns the log line for the text that a write sends, so that whoever is still translating it is told. */
export function sentLine(was: Waiting, sends: string | undefined, by: Pick<TextLogEntry, 'at' | 'by'>): TextLogEntry[] {
  const text = sends ? textIn(was, sends) : undefined
  return text ? [lineOf(text, { act: 'sent', ...by })] : []
}

/** Returns a waiting text. Throws `writing.gone` when it no longer waits, "not found" when it never did. */
export function requireText(was: Pick<Application, '_id' | 'toTranslate' | 'textLog'>, id: string): TextToTranslate {
  const text = textIn(was, id)
  if (text) return text
  const facts = { id: was._id.toHexString() }
  throw textOutcomeOf(was.textLog, id) ? conflict('writing.gone', { facts }) : notFound('writing.gone', facts)
}

type Kept = Pick<TextToTranslate, 'by' | 'keeper'>

/** Returns the id of whoever holds a text: its author until it is handed on; empty for nobody. */
export const holderOf = ({ by, keeper }: Kept): string => (keeper ?? by).id

/** Returns the same as a condition on one text of a case. */
export const inHandsOf = (account: string) => ({
  $or: [{ 'keeper.id': account }, { keeper: null, 'by.id': account }],
})

export const notHeldByFilter = (account: string) => ({
  $nor: [{ 'keeper.id': account }, { keeper: null, 'by.id': account }],
})

type Dated = Pick<Application, 'state' | 'dueOn' | 'answerBy' | 'offer' | 'waiting' | 'notice'>

/**
 * Returns the day by which the action whose text waits for a translation is due: the end of the state or the office's due
 * day, whichever is earlier, otherwise the day of the first open condition. It is read from the case, so it never differs
 * from what the case shows. Null when no day is set.
 */
export function dueOfText(application: Dated): CityDay | null {
  const ends = endOfStep(application)
  const days = [application.dueOn, ends && cityDayOf(ends)].filter(day => day !== null && day !== undefined)
  return days.toSorted()[0] ?? firstCondition(application)
}

function endOfStep({ state, answerBy, offer, waiting, notice }: Dated): Date | null | undefined {
  if (state === 'information_requested') return answerBy
  if (state === 'offered') return offer?.deadline
  if (state === 'waitlisted') return waiting?.until
  return state === 'public_notice' ? notice?.until : null
}

const firstCondition = (application: Dated): CityDay | null =>
  application.state === 'accepted'
    ? (conditionsOf(application)
        .filter(({ state }) => state === 'open')
        .map(({ dueOn }) => dueOn)
        .toSorted()[0] ?? null)
    : null
