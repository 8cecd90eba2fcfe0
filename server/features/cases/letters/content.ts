import type { OfferedTerms } from '#models/cases/parts/offer.ts'
import type { LetterDecision } from '#models/deciding/letter.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import type { Grounds } from '../notice/decision-reasons.ts'

/** Content of the letter on a decision. */
export type LetterContent = {
  decision: LetterDecision
  reference: string
  applicant: string
  decidedAt: Date
  /** Code of the premises offered, otherwise the codes of those chosen. */
  premises: readonly string[]
  /** Deadline for the answer to an offer; null for other decisions. */
  answerBy: Date | null
  /** Terms of an offer; null for other decisions, and for an offer from before offers had terms. */
  terms?: OfferedTerms | null
  grounds: Grounds
  /** Days from the date of the letter within which the decision can be appealed, and where. */
  appeal: { days: number; office: string; publicUrl: string }
}

/** A letter to be made. Office and days of the appeal come from the settings of the programme. */
export type LetterRequest = Omit<LetterContent, 'appeal'> & { cause: string; application: string; language: Locale }
