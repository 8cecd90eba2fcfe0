import type { Interview } from '#models/cases/parts/interview.ts'
import { inVladivostok, whenInWords } from '#shared/days/city-time.ts'
import { isMessageKey, type Translate, type Reader } from '#shared/texts/i18n.ts'

export type InterviewInWords = {
  when: string
  instant: string
  /** The same in the time of those who come from the coast. */
  local: string
  place: string
  /** When the place is the address of a call. */
  href: string | null
  interpreter: string
  note: string
}

export function interpreterInWords(t: Translate, language: string | null | undefined): string {
  const key = `interview.interpreter.${language ?? ''}`
  return t(isMessageKey(key) ? key : 'interview.interpreter.none')
}

/** When, where and how, in the reader's words. */
export function interviewInWords(words: Reader, interview: Interview): InterviewInWords {
  const { place, note, interpreter, startsAt } = interview
  return {
    when: whenInWords(words, interview),
    instant: startsAt.toISOString(),
    local: inVladivostok(words, startsAt),
    place,
    href: /^https:\/\/\S+$/.test(place) ? place : null,
    interpreter: interpreterInWords(words.t, interpreter),
    note,
  }
}
