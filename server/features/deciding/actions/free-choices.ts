import { termsInWords } from '#features/cases/acceptance/terms-in-words.ts'
import { choices, field, type ActionContext, type ActionForm } from '#features/cases/desk/form-parts.ts'
import type { PremisesSummary } from '#features/cases/ports.ts'
import { inputValue } from '#web/forms/forms.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatArea } from '#shared/texts/format.ts'
import { readText } from '#shared/texts/localised-text.ts'

export const deadlineField = (making: ActionContext) =>
  field(making, 'deadlineOn', { type: 'date', start: making.file.offerUntil })

export const freeAmong = ({ file }: ActionContext): PremisesSummary[] =>
  file.choices.flatMap(({ standing }) => (standing?.status === 'available' ? [standing] : []))

/**
 * Returns the available choices as options, each with the terms that an offer of it would have; null when none is available.
 * An offer binds the city, so none of several is chosen beforehand.
 */
export function freeChoices(making: ActionContext): ActionForm['choices'] {
  const { reader, file, failure } = making
  const { t, locale } = reader
  const free = file.choices.flatMap(({ code, standing }, index) =>
    standing?.status === 'available' ? [{ code, standing, rank: index + 1 }] : [],
  )
  if (free.length === 0) return null
  const only = free.length === 1 ? free[0]?.code : undefined
  const chosenCode = failure ? inputValue(failure.typed, 'premises') : only
  const options = free.map(({ code, standing, rank }) => ({
    value: code,
    label: t('case.choice', { rank, code }),
    hint: [
      [readText(standing.title, locale).text, formatArea(locale, standing.areaUsableSqM)].join(dot),
      ...termsLine(making, code),
    ].join(t('list.semicolon')),
    checked: chosenCode === code,
  }))
  return choices(making, 'premises', options)
}

/** Returns the terms that an offer of this premises would have, as one line. */
export function termsLine({ reader, file }: ActionContext, code: string): string[] {
  const terms = file.terms.get(code)
  if (!terms) return []
  const rows = termsInWords(reader, terms).map(row => row.join(reader.t('list.colon')))
  return [rows.join(reader.t('list.semicolon'))]
}
