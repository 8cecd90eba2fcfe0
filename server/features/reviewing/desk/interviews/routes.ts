import { Router } from 'express'
import { z } from 'zod'
import type { Services } from '#server/services.ts'
import { staff } from '#web/access/access.ts'
import { caseActions } from '#features/cases/desk/case-actions.ts'
import type { CaseDesk } from '#features/cases/desk/case-desk.ts'
import { interpreterLanguages } from '#models/cases/parts/interview.ts'
import { messageKey } from '#shared/texts/i18n.ts'
import { requiredText, text } from '#web/forms/forms.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { optionalTextField, requiredTextField } from '#web/writing/extent.ts'
import type { SentText } from '#web/writing/reading.ts'
import { dayField, numberField } from '#web/forms/form-schemas.ts'

const minMinutes = 10
const maxMinutes = 240

const timeOfDay = z
  .string(messageKey('form.required'))
  .trim()
  .min(1, messageKey('form.required'))
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, messageKey('interview.error.time'))
  .transform(input => Number(input.slice(0, 2)) * 60 + Number(input.slice(3)))

const minutes = numberField({ min: minMinutes, max: maxMinutes, wrong: messageKey('interview.error.minutes') })

const interpreter = z
  .enum(['', ...interpreterLanguages], messageKey('form.choose'))
  .optional()
  .transform(value => (value === '' || value === undefined ? null : value))

/** Version of the interview that the page showed. Forms of an earlier release do not say it. */
const arranged = text(60).optional()

const slotForm = z
  .object({
    interviewOn: dayField,
    interviewAt: timeOfDay,
    interviewMinutes: minutes,
    interviewPlace: requiredTextField(extents.interviewPlace),
    interviewNote: optionalTextField(extents.interviewNote),
    interpreter,
    arranged,
  })
  .transform(input => ({
    on: input.interviewOn,
    minuteOfDay: input.interviewAt,
    minutes: input.interviewMinutes,
    place: input.interviewPlace,
    note: input.interviewNote,
    interpreter: input.interpreter,
    arranged: input.arranged,
  }))

const cancelForm = z
  .object({ interviewReason: requiredTextField(extents.interviewCancelled), arranged })
  .transform(({ interviewReason, arranged }) => ({ reason: interviewReason, arranged }))

const outcomeForm = z
  .object({ held: z.enum(['yes', 'no'], messageKey('form.choose')), outcomeNote: requiredText(4000), arranged })
  .transform(({ held, outcomeNote, arranged }) => ({ held: held === 'yes', note: outcomeNote, arranged }))

/** Returns the slot with place and note as the applicant reads them, each with its language. */
function withSentTexts<T extends z.output<typeof slotForm>>(slot: T, sentTexts: ReadonlyMap<string, SentText>) {
  const [place, note] = [sentTexts.get('interviewPlace'), sentTexts.get('interviewNote')]
  return {
    ...slot,
    ...(place ? { place: place.text, placeWriting: place.writing } : {}),
    ...(note ? { note: note.text, noteWriting: note.writing } : {}),
  }
}

/** Routes for interviews with applicants. */
export function interviewDeskRoutes(parts: Pick<Services, 'cases' | 'reviewing'>, desk: CaseDesk): Router {
  const { interviews } = parts.reviewing
  const router = Router({ caseSensitive: true })
  const act = caseActions(parts, desk)
  const at = '/staff/applications/:id'

  const propose = act('interview', slotForm, (id, actor, slot, sentTexts) =>
    interviews.propose(id, actor, withSentTexts(slot, sentTexts)),
  )
  router.post(`${at}/interview`, staff('reviewer', 'decider'), propose)
  const change = act('interview-change', slotForm, (id, actor, slot, sentTexts) =>
    interviews.change(id, actor, withSentTexts(slot, sentTexts)),
  )
  router.post(`${at}/interview-change`, staff('reviewer', 'decider'), change)
  const cancel = act('interview-cancel', cancelForm, interviews.cancel)
  router.post(`${at}/interview-cancel`, staff('reviewer', 'decider'), cancel)
  const close = act('interview-outcome', outcomeForm, interviews.close)
  router.post(`${at}/interview-outcome`, staff('reviewer', 'decider'), close)

  return router
}
