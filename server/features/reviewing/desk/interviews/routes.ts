import { Router } from 'express'
import { z } from 'zod'
import type { Services } from '#server/services.ts'
import { staff } from '#web/access/access.ts'
import { caseActions } from '#features/cases/desk/case-actions.ts'
import type { CaseDesk } from '#features/cases/desk/case-desk.ts'
import { interpreterLanguages } from '#models/cases/parts/interview.ts'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { requiredText, text } from '#web/forms/forms.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { optionalWords, requiredWords } from '#web/writing/extent.ts'
import type { Told } from '#web/writing/reading.ts'
import { typedDay, typedNumber } from '#web/forms/form-schemas.ts'

const says = <K extends MessageKey>(key: K): K => key
const shortest = 10
const longest = 240

const timeOfDay = z
  .string(says('form.required'))
  .trim()
  .min(1, says('form.required'))
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, says('interview.error.time'))
  .transform(typed => Number(typed.slice(0, 2)) * 60 + Number(typed.slice(3)))

const minutes = typedNumber({ min: shortest, max: longest, wrong: says('interview.error.minutes') })

const interpreter = z
  .enum(['', ...interpreterLanguages], says('form.choose'))
  .optional()
  .transform(value => (value === '' || value === undefined ? null : value))

const slotForm = z
  .object({
    interviewOn: typedDay,
    interviewAt: timeOfDay,
    interviewMinutes: minutes,
    interviewPlace: requiredWords(extents.interviewPlace),
    interviewNote: optionalWords(extents.interviewNote),
    interpreter,
    arranged: text(60).optional(),
  })
  .transform(typed => ({
    on: typed.interviewOn,
    minuteOfDay: typed.interviewAt,
    minutes: typed.interviewMinutes,
    place: typed.interviewPlace,
    note: typed.interviewNote,
    interpreter: typed.interpreter,
    arranged: typed.arranged,
  }))

const cancelForm = z
  .object({ interviewReason: requiredWords(extents.interviewCancelled) })
  .transform(({ interviewReason }) => ({ reason: interviewReason }))

const outcomeForm = z
  .object({ held: z.enum(['yes', 'no'], says('form.choose')), outcomeNote: requiredText(4000) })
  .transform(({ held, outcomeNote }) => ({ held: held === 'yes', note: outcomeNote }))

/** Returns the slot with place and note as the applicant reads them, each with its language. */
function asWritten<T extends z.output<typeof slotForm>>(slot: T, told: ReadonlyMap<string, Told>) {
  const [place, note] = [told.get('interviewPlace'), told.get('interviewNote')]
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

  const propose = act('interview', slotForm, (id, actor, slot, told) =>
    interviews.propose(id, actor, asWritten(slot, told)),
  )
  router.post(`${at}/interview`, staff('reviewer', 'decider'), propose)
  const change = act('interview-change', slotForm, (id, actor, slot, told) =>
    interviews.change(id, actor, asWritten(slot, told)),
  )
  router.post(`${at}/interview-change`, staff('reviewer', 'decider'), change)
  const cancel = act('interview-cancel', cancelForm, interviews.cancel)
  router.post(`${at}/interview-cancel`, staff('reviewer', 'decider'), cancel)
  const close = act('interview-outcome', outcomeForm, interviews.close)
  router.post(`${at}/interview-outcome`, staff('reviewer', 'decider'), close)

  return router
}
