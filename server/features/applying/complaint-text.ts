import type { SectionAnswers } from '#models/cases/application.ts'
import type { MessageKey, Translate } from '#shared/texts/i18n.ts'
import { fieldsOf } from '../cases/answers/fields.ts'
import { numberFields, numberHint, type NumberField } from '../cases/answers/number-hints.ts'

type About = { name: string; complaint: MessageKey; answers: SectionAnswers; year: number }

/** Returns the text of a complaint. Of a company number it says where the error is; of a long text, the allowed length. */
export function complaintInWords(t: Translate, { name, complaint, answers, year }: About): string {
  const typed = answers[name]
  const longest = complaint === 'form.too-long' ? longestIn(name) : undefined
  if (longest) return t('apply.error.too-long', { most: longest })
  const hint = isNumber(name) && typeof typed === 'string' ? numberHint(name, typed, year) : null
  return hint ? t(hint.key, hint.gaps) : t(complaint)
}

const longestIn = (name: string) =>
  Object.values(fieldsOf)
    .flat()
    .find(field => field.name === name)?.longest

const isNumber = (name: string): name is NumberField => (numberFields as readonly string[]).includes(name)
