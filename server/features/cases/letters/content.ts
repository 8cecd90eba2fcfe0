import type { LetterDecision } from '#models/deciding/letter.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import type { Grounds } from '../notice/decision-reasons.ts'

/** What the letter of a decision says. */
export type LetterContent = {
  decision: LetterDecision
  reference: string
  applicant: string
  decidedAt: Date
  /** Codes: of the premises offered, else of those chosen. */
  premises: readonly string[]
  /** Until when an offer can be answered. */
  answerBy: Date | null
  grounds: Grounds
  /** Days from the date of the letter within which it can be appealed, and where. */
  appeal: { days: number; office: string; publicUrl: string }
}

/** A letter to be made: the office and the days of the appeal are the programme's. */
export type LetterRequest = Omit<LetterContent, 'appeal'> & { cause: string; application: string; language: Locale }
