import { z } from 'zod'
import { contractForm } from '#features/cases/acceptance/input.ts'
import { acceptanceOf } from '#features/cases/acceptance/offer-acceptance.ts'
import { caseAction } from '#features/cases/desk/action.ts'
import { choices, type ActionContext, type ActionForm } from '#features/cases/desk/form-parts.ts'
import { inputValue } from '#web/forms/forms.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import type { AcceptanceService } from '../service.ts'

/** Records that both sides have signed the contract. */
export const contract = caseAction({
  name: 'contract',
  roles: ['reviewer', 'decider'],
  move: { from: ['accepted'], to: 'contracted' },
  asShown: true,
  /** `openPlaces` confirms that the contract is signed although its text leaves places to decide. */
  input: z.object({
    openPlaces: z
      .literal('yes')
      .optional()
      .catch(undefined)
      .transform(value => value === 'yes'),
    ...contractForm.shape,
  }),
  form: signingForm,
  run: ({ acceptance }: { acceptance: AcceptanceService }, { id, actor, input }) =>
    acceptance.contracts.sign(id, actor, input),
})

/** Returns the form that registers a signature: it names the version that was signed. */
function signingForm(making: ActionContext): Partial<ActionForm> {
  const { t, locale } = making.reader
  const prepared = acceptanceOf(making.file.application)?.contract
  const shown = inputValue(making.failure?.typed ?? {}, 'version')
  const hidden = [{ name: 'version', value: shown || String(prepared?.version ?? 0) }]
  if (!prepared) return { hidden, ...openPlacesPart(making, 0) }
  const { version, preparedAt, openPlaces } = prepared
  const day = formatCityDay(locale, cityDayOf(preparedAt))
  const { preview, ...boxes } = openPlacesPart(making, openPlaces ?? 0)
  return { hidden, preview: [t('acceptance.staff.signed-version', { version, day }), ...preview], ...boxes }
}

/** Returns the tick that confirms a signature although the text leaves something to decide. */
function openPlacesPart(making: ActionContext, count: number) {
  const { t } = making.reader
  const preview = count > 0 ? [t('acceptance.staff.signed-with', { count })] : []
  if (count === 0 && !making.failure?.errors.openPlaces) return { preview }
  const checked = inputValue(making.failure?.typed ?? {}, 'openPlaces') === 'yes'
  const options = [{ value: 'yes', label: t('acceptance.staff.signed-so'), checked }]
  return { preview, boxes: choices(making, 'openPlaces', options) }
}
