import { Schema, type Types } from 'mongoose'
import { writtenLanguages, type WrittenLanguage } from './writing.ts'

type Officer = { id: string; name: string }

/**
 * A text from an officer to an applicant that a colleague has to translate before it is sent. It stores the form as filled
 * in; the author gets it back with the translation and then sends it or drops it.
 */
export type TextToTranslate = {
  _id: Types.ObjectId
  at: Date
  by: Officer
  /** The officer to send it when the author's work was handed on. Without an id, every officer sees it. */
  keeper?: Officer | null
  /** The action to which the form belongs, such as `reject`. */
  act: string
  language: WrittenLanguage
  into: WrittenLanguage
  /** By field name in the form; `language` is set where a text is in another language than the rest. */
  texts: { name: string; text: string; language?: WrittenLanguage | null; translation?: string | null }[]
  /** All values of the form, as posted. */
  typed: Record<string, string | string[]>
  translated?: { at: Date; by: Officer } | null
}

const text = { type: String, required: true } as const
const language = { type: String, enum: writtenLanguages, required: true } as const
const officer = { id: text, name: { type: String, default: '' } } as const

export const textToTranslateSchema = new Schema<TextToTranslate>(
  {
    at: { type: Date, required: true },
    by: officer,
    keeper: {
      type: new Schema({ id: { type: String, default: '' }, name: { type: String, default: '' } }, { _id: false }),
    },
    act: text,
    language,
    into: language,
    texts: {
      type: [
        { _id: false, name: text, text, language: { ...language, required: false }, translation: { type: String } },
      ],
      required: true,
    },
    typed: { type: Schema.Types.Mixed, required: true },
    translated: { type: new Schema({ at: { type: Date, required: true }, by: officer }, { _id: false }) },
  },
  { minimize: false },
)

/** Acts of the log: passed on for translation, sent, replaced by another text, dropped, or ended unsent. */
export const textActs = ['passed', 'sent', 'replaced', 'dropped', 'ended'] as const

/** A log line about a text that waits or waited, so that a translator who still works on it can be told what happened. */
export type TextLogEntry = {
  /** Id of the text. */
  text: Types.ObjectId
  act: (typeof textActs)[number]
  at: Date
  by: Officer
  into: WrittenLanguage
  /** Id of the text that replaced it. */
  now?: Types.ObjectId | null
}

export const textLogEntrySchema = new Schema<TextLogEntry>(
  {
    text: { type: Schema.Types.ObjectId, required: true },
    act: { type: String, enum: textActs, required: true },
    at: { type: Date, required: true },
    by: officer,
    into: language,
    now: { type: Schema.Types.ObjectId },
  },
  { _id: false },
)

/** Enough for what twenty waiting texts (`writing.too-many`) leave in several rounds. The oldest lines are dropped. */
const maxLogLines = 100

/** Returns the update that adds lines to the field `textLog`. */
export const appendLogLines = (lines: readonly TextLogEntry[]) =>
  lines.length > 0 ? { textLog: { $each: [...lines], $slice: -maxLogLines } } : {}

export type WithTextsToTranslate = {
  /** Staff only: none of these texts has been sent. Absent when there is none. */
  toTranslate?: TextToTranslate[]
  /** What happened to these texts. Absent until there was one. */
  textLog?: TextLogEntry[]
}

export const textsToTranslateFields = {
  toTranslate: { type: [textToTranslateSchema], default: undefined },
  textLog: { type: [textLogEntrySchema], default: undefined },
}
