import type { Interview } from '#models/cases/parts/interview.ts'
import { inVladivostok, whenInWords } from '#shared/days/city-time.ts'
import { dot } from '#shared/texts/facts.ts'
import { presentText, type OtherVersion, type PresentedText } from '#shared/texts/writing.ts'
import { isMessageKey, type Translate, type Reader } from '#shared/texts/i18n.ts'

export type InterviewInWords = {
  when: string
  instant: string
  /** The same time in Vladivostok. */
  local: string
  place: string
  /** Place in other languages; `noteBesides` does the same for the note. */
  placeBesides: OtherVersion[]
  /** Set when the place is the address of a video call. */
  href: string | null
  interpreter: string
  note: string
  noteBesides: OtherVersion[]
  hasNote: boolean
}

export function interpreterInWords(t: Translate, language: string | null | undefined): string {
  const key = `interview.interpreter.${language ?? ''}`
  return t(isMessageKey(key) ? key : 'interview.interpreter.none')
}

/** Returns when, where and how an interview takes place, as text. */
export function interviewInWords(localReader: Reader, interview: Interview): InterviewInWords {
  const { place, note, interpreter, startsAt } = interview
  const [placeSaid, noteSaid] = presentInterviewTexts(localReader, interview)
  return {
    when: whenInWords(localReader, interview),
    instant: startsAt.toISOString(),
    local: inVladivostok(localReader, startsAt),
    place: placeSaid.text,
    placeBesides: placeSaid.besides,
    href: /^https:\/\/\S+$/.test(place) ? place : null,
    interpreter: interpreterInWords(localReader.t, interpreter),
    note: noteSaid.text,
    noteBesides: noteSaid.besides,
    hasNote: note !== '',
  }
}

type InterviewTexts = Pick<Interview, 'place' | 'placeWriting' | 'note' | 'noteWriting'>
/** Returns place and note, each in the reader's language first. */
export const presentInterviewTexts = (
  reader: Reader,
  { place, placeWriting, note, noteWriting }: InterviewTexts,
): [PresentedText, PresentedText] => [
  presentText(reader, { text: place, writing: placeWriting }),
  presentText(reader, { text: note, writing: noteWriting }),
]

/** Returns a place on one line, for calendars: first the translation, then the original. */
export const placeInLine = ({ t }: Pick<Reader, 't'>, { text, besides }: PresentedText): string =>
  [text, ...besides.map(one => [one.label, one.text].join(t('list.colon')))].filter(Boolean).join(dot)
