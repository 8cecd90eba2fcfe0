import { z } from 'zod'
import { renewalWishes } from '#models/tenancies/tenancy-parts.ts'
import { messageKey } from '#shared/texts/i18n.ts'
import { id, requiredText, text } from '#web/forms/forms.ts'
import { day, wholeNumberField, yuan } from '../texts/form-fields.ts'

export const longText = 4000

export const tenancyPath = z.object({ id })
export const reportPath = z.object({
  id,
  number: z
    .string()
    .regex(/^[1-9]\d{0,2}$/)
    .transform(Number),
})

/** `confirmed`: sent from the page that repeats what was typed. */
export const noticeForm = z.object({
  leavesOn: day,
  reason: requiredText(longText),
  confirmed: z.literal('yes').optional().catch(undefined),
})
export const recallForm = z.object({})
export const dutyPath = z.object({ id, duty: z.string().regex(/^[a-z_]{1,30}(-\d{1,3})?$/) })
export const findingPath = z.object({ id, target: id })
export const answerForm = z.object({ text: requiredText(longText) })
export const appealForm = z.object({ text: requiredText(longText) })
export const renewalForm = z.object({
  wish: z.enum(renewalWishes, messageKey('form.choose')),
  letter: requiredText(longText),
})
export const reportForm = z
  .object({
    turnover: yuan,
    foreignJobs: wholeNumberField,
    localJobs: wholeNumberField,
    note: text(longText).optional().default(''),
  })
  .transform(({ turnover, ...rest }) => ({ turnoverFen: turnover, ...rest }))
