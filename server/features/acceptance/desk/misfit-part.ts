import type { Translate } from '#shared/texts/i18n.ts'
import type { CheckedOption } from '#web/forms/fields.ts'
import { inputValue, type FormFailure } from '#web/forms/forms.ts'

/** The box and the reason with which a contract is prepared although the premises lacks something for the plan. */
export type MisfitPart = {
  lines: readonly string[]
  shown: string
  tick: { name: string; legend: string; options: CheckedOption[]; error?: string }
  why: { name: string; domId: string; label: string; value: string; rows: number; hint: string; error?: string }
}

/** What the premises lacks and nobody has confirmed: in words, and as the form names it. */
export type UnconfirmedMisfits = { lines: readonly string[]; shown: string }
type Shown = { misfits: UnconfirmedMisfits; refused?: { about: string; failure: FormFailure } }

const whyId = 'contract-misfitReason'

export function misfitPart(t: Translate, { misfits, refused }: Shown): { misfit?: MisfitPart } {
  const { lines, shown } = misfits
  if (lines.length === 0) return {}
  const { typed, errors }: Pick<FormFailure, 'typed' | 'errors'> =
    refused?.about === 'contract' ? refused.failure : { typed: {}, errors: {} }
  const errorOf = (name: string) => (errors[name] ? { error: t(errors[name]) } : {})
  const checked = inputValue(typed, 'misfit') === 'yes' && errors.misfit !== 'application.misfit-new'
  return {
    misfit: {
      lines,
      shown,
      tick: {
        name: 'misfit',
        legend: t('case.field.misfit'),
        options: [{ id: 'misfit', value: 'yes', label: t('case.misfit.tick'), checked }],
        ...errorOf('misfit'),
      },
      why: {
        name: 'misfitReason',
        domId: whyId,
        label: t('case.field.misfitReason'),
        value: inputValue(typed, 'misfitReason'),
        rows: 2,
        hint: t('case.hint.misfitReason'),
        ...errorOf('misfitReason'),
      },
    },
  }
}

/** Returns the fields of the part, by the names that errors use. */
export const misfitLabels = (t: Translate) => [
  { name: 'misfit', label: t('case.field.misfit'), domId: 'misfit' },
  { name: 'misfitReason', label: t('case.field.misfitReason'), domId: whyId },
]
