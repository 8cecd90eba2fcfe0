import { z } from 'zod'
import type { Application } from '#models/cases/application.ts'
import type { Offer } from '#models/cases/parts/offer.ts'
import { confirmMisfits, misfitsForAudit, type MisfitConfirmation } from '#features/cases/acceptance/misfits.ts'
import { findTerms, markTerms, requireShownTerms } from '#features/cases/acceptance/offered-terms.ts'
import {
  applyChange,
  moveFacts,
  pickOutgoing,
  readCaseFor,
  requireMove,
  staleConflict,
} from '#features/cases/change.ts'
import { caseAction, type WithPorts } from '#features/cases/desk/action.ts'
import {
  choices,
  groundsFields,
  misfitFields,
  reasonText,
  type ActionContext,
  type ActionForm,
} from '#features/cases/desk/form-parts.ts'
import { groundsShape, longText, misfitShape } from '#features/cases/desk/input.ts'
import { effectsOf, type MoveTexts } from '#features/cases/moves.ts'
import { withOccupancy } from '#features/cases/occupancy.ts'
import type { Deps, PremisesSummary } from '#features/cases/ports.ts'
import type { Actor } from '#features/cases/states.ts'
import { stageOf, turnAfter } from '#features/cases/status/stage.ts'
import { dayField } from '#web/forms/form-schemas.ts'
import { text } from '#web/forms/forms.ts'
import { addDays, cityDayOf, endOfCityDay, type CityDay } from '#shared/days/city-day.ts'
import { conflict } from '#shared/errors.ts'
import { messageKey } from '#shared/texts/i18n.ts'
import { requireFree } from '../free-premises.ts'
import { deadlineField, freeAmong, freeChoices, termsLine } from './free-choices.ts'

/** Offers a free unit, or the one that the public notice announced, and holds it for the applicant until a day. */
export const offer = caseAction({
  name: 'offer',
  roles: ['reviewer', 'decider'],
  move: { from: ['decision', 'public_notice', 'waitlisted'], to: 'offered' },
  asShown: true,
  input: z.object({
    premises: z.string(messageKey('form.choose')).min(1, messageKey('form.choose')),
    deadlineOn: dayField,
    ...groundsShape('offered'),
    ...misfitShape,
    /** Which terms the page showed (`markTerms`). Forms of an earlier release and of programs do not say it. */
    termsShown: text(longText).optional(),
    /** Note on the objections to a public notice. */
    note: text(longText).optional().default(''),
  }),
  tells: reasonText,
  form: making => (making.file.application.state === 'public_notice' ? announcedForm(making) : freeForm(making)),
  isNext: ({ application }) => stageOf(application) !== 'offer_waits',
  run: ({ casePorts }: WithPorts, { id, actor, input }) => makeOffer(casePorts, id, actor, input),
})

function freeForm(making: ActionContext): Partial<ActionForm> {
  const premises = freeChoices(making)
  if (!premises) return { blocked: making.reader.t('case.offer.none-free') }
  const { boxes, reason } = groundsFields(making, 'offered', { prefix: 'offer', optional: true })
  const { fields, hidden, ...misfit } = misfitFields(making, 'offer', freeAmong(making))
  return {
    choices: premises,
    boxes,
    ...misfit,
    fields: [...fields, deadlineField(making), reason],
    hidden: [...hidden, shownTerms(making)],
  }
}

/** Returns the form for the offer of the premises that the public notice announced. */
function announcedForm(making: ActionContext): Partial<ActionForm> {
  if (stageOf(making.file.application) === 'offer_waits')
    return { blocked: making.reader.t('application.offer-elsewhere') }
  const code = making.file.application.notice?.premises ?? ''
  const announced = making.file.choices.flatMap(({ standing }) => (standing?.code === code ? [standing] : []))
  const { fields, hidden, ...misfit } = misfitFields(making, 'offer', announced)
  const hint = termsLine(making, code).join('')
  return {
    choices: choices(making, 'premises', [{ value: code, label: code, hint, checked: true }]),
    ...misfit,
    hidden: [...hidden, shownTerms(making)],
    fields: [...fields, deadlineField(making)],
  }
}

/** Returns the hidden field that says which terms the page shows. */
const shownTerms = ({ file }: ActionContext) => ({ name: 'termsShown', value: markTerms(file.terms) })

export type OfferTerms = MoveTexts &
  MisfitConfirmation & { premises: string; deadlineOn?: CityDay | undefined; termsShown?: string | undefined }
type OfferDeps = Pick<Deps, 'clock' | 'premises' | 'programme'>

/**
 * Offers a premises to an applicant and holds it until the end of a day in Suifenhe, by the settings unless a day is
 * given. The offer keeps the terms that the listing has now. If several officers offer the same premises at once, exactly one succeeds: the record of who has it decides, and
 * the others get `application.premises-taken`. Throws `application.offer-elsewhere` when the applicant has another open or
 * accepted offer.
 */
export async function makeOffer(
  { clock, premises, programme }: OfferDeps,
  id: string,
  actor: Actor,
  terms: OfferTerms,
): Promise<Application> {
  const was = await readCaseFor(id, actor)
  const settings = await programme.settings()
  const now = clock.now()
  requireMove(was, 'offered', actor, moveFacts(was, now, settings, terms.reason))
  const summary =
    was.state === 'public_notice'
      ? await requireAnnounced(premises, was, terms)
      : await requireFree(premises, was, terms.premises)
  const misfits = confirmMisfits(was, summary ? [summary] : [], { actor, at: now, words: terms })
  const deadline = offerDeadline(now, terms.deadlineOn ?? addDays(cityDayOf(now), settings.offerDays))
  const { premises: code } = terms
  const termsNow = await findTerms({ clock, premises }, code, was)
  requireShownTerms(terms.termsShown, code, termsNow)
  const kept = { terms: termsNow, ...(misfits ? { misfits } : {}) }
  const made: Offer = { premises: code, madeAt: now, deadline, ...kept }
  const offered = await hold(premises, was, { actor, terms, offer: made })
  if (!offered) throw staleConflict(was)
  return offered
}

type Making = { actor: Actor; terms: OfferTerms; offer: Offer }

/** Wins the premises for the case and writes the offer; gives it up again when somebody else changed the case first. */
function hold(premises: Deps['premises'], was: Application, { actor, terms, offer: made }: Making) {
  const { premises: code, madeAt: now } = made
  return withOccupancy(premises, { was, code }, () =>
    applyChange({
      was,
      to: 'offered',
      actor,
      at: now,
      reason: terms.reason,
      ...pickOutgoing(terms),
      reasonCodes: terms.reasonCodes,
      note: terms.note,
      bulk: terms.bulk,
      set: { heldPremises: code, offer: made, ...turnAfter(was, now) },
      told: misfitsForAudit(made.misfits ?? null),
      effects: effectsOf({ ...was, heldPremises: code }, 'offered'),
    }),
  )
}

/**
 * Returns the premises, null when its listing is no longer public. Throws unless it is the announced one, which the case
 * already holds.
 */
async function requireAnnounced(
  premises: Deps['premises'],
  { heldPremises }: Application,
  { premises: code }: OfferTerms,
): Promise<PremisesSummary | null> {
  if (code !== heldPremises) throw conflict('application.premises-not-announced', { facts: { code } })
  return premises.summaries.one(code)
}

function offerDeadline(now: Date, day: CityDay): Date {
  if (day <= cityDayOf(now)) throw conflict('application.offer-deadline-past', { facts: { day } })
  return endOfCityDay(day)
}
