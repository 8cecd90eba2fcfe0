import { pathTo } from '#server/paths.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatArea } from '#shared/texts/format.ts'
import { readText } from '#shared/texts/localised-text.ts'
import type { CaseFile } from '#features/cases/queue/case-file.ts'
import { fitWarnings, needsOf } from '#features/cases/answers/fit.ts'
import { premisesStatus, type DeskReader } from '#features/cases/desk/labels.ts'

export type ChoiceRow = {
  rank: string
  code: string
  href: string
  facts: string
  status: { tone: string; label: string }
  /** Warnings as the applicant saw them. */
  warnings: string[]
}

/** Returns the chosen premises in the applicant's order, with their status. */
export function choicesView({ t, locale }: DeskReader, { choices, application }: CaseFile): ChoiceRow[] {
  const needs = needsOf(application.snapshot?.answers ?? {})
  return choices.map(({ code, standing }, index) => ({
    rank: String(index + 1),
    code,
    href: pathTo(locale, '/premises/:code', { code }),
    facts: standing
      ? [readText(standing.title, locale).text, formatArea(locale, standing.areaUsableSqM)].join(dot)
      : '',
    status: premisesStatus(t, standing?.status, code === application.heldPremises),
    warnings: standing ? fitWarnings({ t, locale }, needs, standing) : [],
  }))
}
