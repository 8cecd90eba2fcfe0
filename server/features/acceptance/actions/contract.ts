import { z } from 'zod'
import type { Application } from '#models/cases/application.ts'
import { contractForm } from '../contract-form.ts'
import { confirmMisfits } from '#features/cases/acceptance/misfits.ts'
import { acceptanceOf, withAcceptance } from '#features/cases/acceptance/offer-acceptance.ts'
import {
  applyChange,
  moveFacts,
  readCaseFor,
  requireMove,
  staleConflict,
  type OutgoingText,
} from '#features/cases/change.ts'
import { caseAction, type WithPorts } from '#features/cases/desk/action.ts'
import { choices, type ActionContext, type ActionForm } from '#features/cases/desk/form-parts.ts'
import { effectsOf } from '#features/cases/moves.ts'
import type { Actor } from '#features/cases/states.ts'
import { turnAfter } from '#features/cases/status/stage.ts'
import { inputValue } from '#web/forms/forms.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { formatCityDay } from '#shared/days/partial-date.ts'
import { conflict } from '#shared/errors.ts'
import { currentTerms, heldSummary, requireShownVersion, type ContractTermsDeps } from '../contract-terms.ts'

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
  run: ({ casePorts }: WithPorts, { id, actor, input }) => signContract(casePorts, id, actor, input),
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

/**
 * `openPlaces`: confirms that the contract was signed although its text leaves places to decide. `version`: the version that
 * the form named, 0 for none.
 */
type Signing = Pick<OutgoingText, 'revision'> & { openPlaces: boolean; version?: number | undefined }

/**
 * Records that both sides have signed: the terms are final and the premises is let. Throws
 * `acceptance.refused.open-places` when the text leaves something to decide and the officer has not confirmed that it was
 * signed like this, and `acceptance.refused.other-version` when the form named another version.
 */
export async function signContract(
  deps: ContractTermsDeps,
  id: string,
  actor: Actor,
  signing: Signing = { openPlaces: true },
): Promise<Application> {
  const was = await readCaseFor(id, actor)
  const now = deps.clock.now()
  requireMove(was, 'contracted', actor, moveFacts(was, now, await deps.programme.settings()))
  requireShownVersion(was, signing.version)
  const prepared = acceptanceOf(was)?.contract
  if (!prepared) confirmMisfits(was, await heldSummary(deps, was), { actor, at: now, words: {} })
  const terms = prepared ?? (await currentTerms(deps, was, now))
  if ((terms.openPlaces ?? 0) > 0 && !signing.openPlaces) throw conflict('acceptance.refused.open-places')
  const signed = await applyChange({
    was,
    to: 'contracted',
    actor,
    at: now,
    revision: signing.revision,
    set: { ...withAcceptance(was, { contract: { ...terms, signedOn: cityDayOf(now) } }), ...turnAfter(was, now) },
    effects: effectsOf(was, 'contracted'),
  })
  if (!signed) throw staleConflict(was)
  return signed
}
