import type { Application } from '#models/cases/application.ts'
import { bindingNeeds, type BindingNeed, type ConfirmedMisfits } from '#models/cases/parts/misfits.ts'
import { conflict } from '#shared/errors.ts'
import type { Reader, Translate } from '#shared/texts/i18n.ts'
import { findMisfits, fitWarnings, needsOf } from '../answers/fit.ts'
import type { PremisesSummary } from '../ports.ts'
import type { Actor } from '../states.ts'

/**
 * Says that an officer knows what the premises lacks for the plan, and why it is offered all the same. `misfitsShown`: what the
 * page showed (`markMisfits`). Forms of an earlier release do not say it.
 */
export type MisfitConfirmation = {
  misfit?: boolean | undefined
  misfitReason?: string | undefined
  misfitsShown?: string | undefined
}

type WithPlan = Pick<Application, 'snapshot'>

const lacksOf = ({ snapshot }: WithPlan, premises: PremisesSummary): BindingNeed[] => {
  const lacking = new Set<string>(findMisfits(needsOf(snapshot?.answers ?? {}), premises))
  return bindingNeeds.filter(need => lacking.has(need))
}

/** Returns what the premises lacks for the plan, in words. Without what the city may offer unasked: a smaller area. */
export function misfitWarnings(reader: Reader, { snapshot }: WithPlan, premises: PremisesSummary): string[] {
  return fitWarnings(reader, { ...needsOf(snapshot?.answers ?? {}), areaSqM: 0 }, premises)
}

/** Returns what was confirmed earlier about the premises that the case has or waits for. */
export function confirmedBefore({ state, offer, notice, waiting }: Application): ConfirmedMisfits | null {
  if (state === 'public_notice') return notice?.misfits ?? null
  return (state === 'waitlisted' ? waiting?.misfits : offer?.misfits) ?? null
}

/** Returns those of the premises that lack something that nobody has confirmed. */
export const findUnconfirmed = (was: Application, premises: readonly PremisesSummary[]): PremisesSummary[] =>
  premises.filter(one => !isConfirmed(confirmedBefore(was), one.code, lacksOf(was, one)))

/** Names what these premises lack and nobody has confirmed, for a form that confirms it. */
export const markMisfits = (was: Application, premises: readonly PremisesSummary[]): string =>
  findUnconfirmed(was, premises)
    .flatMap(one => lacksOf(was, one).map(need => `${one.code}:${need}`))
    .join(' ')

const isConfirmed = (confirmed: ConfirmedMisfits | null, code: string, lacks: readonly BindingNeed[]): boolean => {
  const known = confirmed?.units.find(unit => unit.code === code)?.lacks ?? []
  return lacks.every(need => known.includes(need))
}

type Confirming = { actor: Actor; at: Date; words: MisfitConfirmation }

/**
 * Returns what is stored about the misfits of these premises; null when all of them fit. Throws `application.misfit` when
 * an officer has not confirmed one and said why, and `application.misfit-new` when the page did not show it. The system offers what an officer has decided: what came about since then
 * is confirmed with the contract.
 */
export function confirmMisfits(
  was: Application,
  premises: readonly PremisesSummary[],
  { actor, at, words: { misfit, misfitReason = '', misfitsShown } }: Confirming,
): ConfirmedMisfits | null {
  const units = premises
    .map(one => ({ code: one.code, lacks: lacksOf(was, one) }))
    .filter(({ lacks }) => lacks.length > 0)
  if (findUnconfirmed(was, premises).length === 0) return units.length > 0 ? confirmedBefore(was) : null
  if (actor.kind === 'system') return confirmedBefore(was)
  if (!misfit || misfitReason === '')
    throw conflict(misfit ? 'application.misfit-reason' : 'application.misfit', {
      facts: { lacks: units.flatMap(({ code, lacks }) => lacks.map(need => `${code}: ${need}`)).join(', ') },
    })
  const shown = misfitsShown?.split(' ')
  const news = markMisfits(was, premises)
    .split(' ')
    .filter(one => shown && !shown.includes(one))
  if (news.length > 0) throw conflict('application.misfit-new', { facts: { lacks: news.join(', ') } })
  return { units, reason: misfitReason, by: { id: actor.id ?? '', name: actor.name ?? '' }, at }
}

/** Returns what was confirmed, for colleagues: what which premises lacks, why it is offered, and who says so. */
export const misfitsInWords = (t: Translate, { units, reason, by }: ConfirmedMisfits): string =>
  [
    ...units.map(
      ({ code, lacks }) =>
        `${code}${t('list.colon')}${lacks.map(need => t(`case.misfit.${need}`)).join(t('list.comma'))}`,
    ),
    t('case.misfit.why', { reason, name: by.name }),
  ].join(t('list.semicolon'))

/** Returns the audit entry of a confirmation, as codes: the reason in words stays with the case. */
export const misfitsForAudit = (misfits: ConfirmedMisfits | null) =>
  misfits
    ? [
        {
          field: 'misfits',
          before: null,
          after: misfits.units.map(({ code, lacks }) => `${code}: ${lacks.join(', ')}`).join('; '),
        },
      ]
    : []
