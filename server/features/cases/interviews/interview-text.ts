import type { Interview } from '#models/cases/parts/interview.ts'
import { inVladivostok, whenInWords } from '#shared/days/city-time.ts'
import { dot } from '#shared/texts/facts.ts'
import { saidTo, type Beside, type Said } from '#shared/texts/writing.ts'
import { isMessageKey, type Translate, type Reader } from '#shared/texts/i18n.ts'

export type InterviewInWords = {
  when: string
  instant: string
  /** The same time in Vladivostok. */
  local: string
  place: string
  /** Place in other languages; `noteBesides` does the same for the note. */
  placeBesides: Beside[]
  /** Set when the place is the address of a video call. */
  href: string | null
  interpreter: string
  note: string
  noteBesides: Beside[]
  hasNote: boolean
}

export function interpreterInWords(t: Translate, language: string | null | undefined): string {
  const key = `interview.interpreter.${language ?? ''}`
  return t(isMessageKey(key) ? key : 'interview.interpreter.none')
}

/** Returns when, where and how an interview takes place, as text. */
export function interviewInWords(words: Reader, interview: Interview): InterviewInWords {
  const { place, note, interpreter, startsAt } = interview
  const [placeSaid, noteSaid] = saidOf(words, interview)
  return {
    when: whenInWords(words, interview),
    instant: startsAt.toISOString(),
    local: inVladivostok(words, startsAt),
    place: placeSaid.text,
    placeBesides: placeSaid.besides,
    href: /^https:\/\/\S+$/.test(place) ? place : null,
    interpreter: interpreterInWords(words.t, interpreter),
    note: noteSaid.text,
    noteBesides: noteSaid.besides,
    hasNote: note !== '',
  }
}

type Told = Pick<Interview, 'place' | 'placeWriting' | 'note' | 'noteWriting'>
/** Returns place and note, each in the reader's language first. */
export const saidOf = (reader: Reader, { place, placeWriting, note, noteWriting }: Told): [Said, Said] => [
  saidTo(reader, { text: place, writing: placeWriting }),
  saidTo(reader, { text: note, writing: noteWriting }),
]

/** Returns a place on one line, for calendars: first the translation, then the original. */
export const placeInLine = ({ t }: Pick<Reader, 't'>, { text, besides }: Said): string =>
  [text, ...besides.map(one => [one.label, one.text].join(t('list.colon')))].filter(Boolean).join(dot)
