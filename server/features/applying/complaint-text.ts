import type { SectionAnswers } from '#models/cases/application.ts'
import type { MessageKey, Translate } from '#shared/texts/i18n.ts'
import { numberFields, numberHint, type NumberField } from '../cases/answers/number-hints.ts'

type About = { name: string; complaint: MessageKey; answers: SectionAnswers; year: number }

/** A complaint in words; about a company number it says where in the number to look. */
export function complaintInWords(t: Translate, { name, complaint, answers, year }: About): string {
  const typed = answers[name]
  const hint = isNumber(name) && typeof typed === 'string' ? numberHint(name, typed, year) : null
  return hint ? t(hint.key, hint.gaps) : t(complaint)
}

const isNumber = (name: string): name is NumberField => (numberFields as readonly string[]).includes(name)
