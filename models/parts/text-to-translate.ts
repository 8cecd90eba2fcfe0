import { Schema, type Types } from 'mongoose'
import { writtenLanguages, type WrittenLanguage } from './writing.ts'

type Officer = { id: string; name: string }

/**
 * What an officer wrote to an applicant and a colleague is to translate before it goes out: the form as it was filled in, which
 * its author gets back with the translation and then sends, or not.
 */
export type TextToTranslate = {
  _id: Types.ObjectId
  at: Date
  by: Officer
  /** Whoever is to send it instead of its author, whose work was handed on; without an id nobody: every officer is shown it. */
  keeper?: Officer | null
  /** The action whose form it is, such as `reject`. */
  act: string
  language: WrittenLanguage
  into: WrittenLanguage
  /** By the name of its field in the form; `language` where one is in another than the rest. */
  texts: { name: string; text: string; language?: WrittenLanguage | null; translation?: string | null }[]
  /** Everything that was typed into the form, as it came. */
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

/** What became of a text: passed on to be translated; sent; another one took its place; it was dropped, or ended unsent. */
export const textActs = ['passed', 'sent', 'replaced', 'dropped', 'ended'] as const

/** A line about a text that waits or waited, so that whoever still translates it can be told what became of it. */
export type TextLogEntry = {
  /** The id of the text. */
  text: Types.ObjectId
  act: (typeof textActs)[number]
  at: Date
  by: Officer
  into: WrittenLanguage
  /** The id of the one that took its place. */
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

/** As many lines are kept as twenty waiting texts (`writing.too-many`) leave in some rounds; the oldest go. */
const linesKept = 100

/** The write that adds lines to the field `textLog`. */
export const withLines = (lines: readonly TextLogEntry[]) =>
  lines.length > 0 ? { textLog: { $each: [...lines], $slice: -linesKept } } : {}

export type WithTextsToTranslate = {
  /** For the staff only: nobody has been told any of it. Absent where there is none. */
  toTranslate?: TextToTranslate[]
  /** What became of them. Absent until there was one. */
  textLog?: TextLogEntry[]
}

export const textsToTranslateFields = {
  toTranslate: { type: [textToTranslateSchema], default: undefined },
  textLog: { type: [textLogEntrySchema], default: undefined },
}
