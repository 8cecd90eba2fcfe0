import { z } from 'zod'
import type { DeskReader } from '#features/cases/desk/labels.ts'
import { loadOf, type Officer } from '#features/cases/review/panel.ts'
import type { Actor } from '#features/cases/states.ts'
import { nameWithAway } from '#web/pages/absence.ts'
import { formatNumber } from '#shared/texts/format.ts'

/** Reads the id of a chosen officer. */
export const idField = z.string('form.choose').regex(/^[0-9a-f]{24}$/, 'form.choose')

export const isOfTheStaff = ({ kind }: Actor): boolean =>
  kind === 'reviewer' || kind === 'decider' || kind === 'administrator'

/** Returns an officer as an option, with how much work they have. */
export const optionOf = (reader: DeskReader) => (officer: Officer) => ({
  value: officer.id,
  label: reader.t('case.handling.load', {
    name: nameWithAway(reader, officer.name, officer.away),
    role: reader.t(`case.actor.${officer.role as 'reviewer' | 'decider'}`),
    total: formatNumber(reader.locale, loadOf(officer)),
    cases: officer.cases,
    reviews: officer.reviews,
  }),
})
