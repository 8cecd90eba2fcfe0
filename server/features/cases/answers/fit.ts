import type { Answers } from '#models/cases/application.ts'
import type { MessageKey, Reader } from '#shared/texts/i18n.ts'
import { formatArea, formatNumber } from '#shared/texts/format.ts'
import type { PremisesSummary } from '../ports.ts'
import { fieldsOf } from './fields.ts'
import { parseNumberAnswer } from './plain-answers.ts'

/**
 * Checks whether a premises can be named in an application: it is open for applications, or it is held or let and has a
 * waiting list.
 */
export const canChoose = (summary: Pick<PremisesSummary, 'open' | 'status'>): boolean =>
  summary.open || isTaken(summary)

const isTaken = ({ status }: Pick<PremisesSummary, 'status'>): boolean => status === 'held' || status === 'let'

/** Needs that the applicant has stated so far; areas in m², power in kW. */
export type Needs = { use?: string; areaSqM?: number; powerKw?: number; water: boolean; extraction: boolean }

export type Misfit = 'use' | 'area' | 'power' | 'water' | 'extraction'

/** Returns which needs a premises does not meet. This is a warning, never a refusal: an officer may know better. Pure. */
export function findMisfits(needs: Needs, premises: PremisesSummary): Misfit[] {
  const { use, areaSqM = 0, powerKw = 0, water, extraction } = needs
  const wrong: Record<Misfit, boolean> = {
    use: use !== undefined && (!premises.allowedUses.includes(use) || premises.prohibitedUses.includes(use)),
    area: areaSqM > premises.areaUsableSqM,
    power: powerKw > premises.electricityKw,
    water: water && !premises.water,
    extraction: extraction && !premises.extraction,
  }
  return (Object.keys(wrong) as Misfit[]).filter(one => wrong[one])
}

export function needsOf({ choice = {}, plan = {} }: Answers): Needs {
  const area = numberOf('areaNeeded', choice.areaNeeded)
  const power = numberOf('powerKw', choice.powerKw)
  return {
    ...(typeof plan.useClass === 'string' && plan.useClass ? { use: plan.useClass } : {}),
    ...(area === undefined ? {} : { areaSqM: area }),
    ...(power === undefined ? {} : { powerKw: power }),
    water: choice.waterNeeded === 'yes',
    extraction: choice.extractionNeeded === 'yes',
  }
}

function numberOf(name: string, input: unknown): number | undefined {
  const number = fieldsOf.choice.find(field => field.name === name)?.number
  const read = number && typeof input === 'string' ? parseNumberAnswer(number, input, null) : null
  return read?.ok ? read.value : undefined
}

/** Returns the warnings about one choice: somebody has the premises, or it does not meet a need. */
export const choiceWarnings = (reader: Reader, needs: Needs, summary: PremisesSummary): string[] => [
  ...(isTaken(summary) ? [reader.t('apply.fit.taken')] : []),
  ...fitWarnings(reader, needs, summary),
]

/** Returns the unmet needs as text for applicant and officer. */
export function fitWarnings({ t, locale }: Reader, needs: Needs, summary: PremisesSummary): string[] {
  const kw = (value = 0) => formatNumber(locale, value)
  const gaps: Record<Misfit, Record<string, string>> = {
    use: { use: needs.use ? t(`premises.use.${needs.use}` as MessageKey) : '' },
    area: { needed: formatArea(locale, needs.areaSqM ?? 0), there: formatArea(locale, summary.areaUsableSqM) },
    power: { needed: kw(needs.powerKw), there: kw(summary.electricityKw) },
    water: {},
    extraction: {},
  }
  return findMisfits(needs, summary).map(one => t(`apply.fit.${one}`, gaps[one]))
}
