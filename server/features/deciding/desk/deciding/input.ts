import { z } from 'zod'
import { objectionOutcomes } from '#models/cases/parts/public-notice.ts'
import { requiredText } from '#web/forms/forms.ts'
import { reopeningTargets } from '#features/cases/states.ts'
import { grounds } from '#features/cases/desk/input.ts'

const longText = 4000

export const noticeForm = z.object({
  premises: z.string('form.choose').min(1, 'form.choose'),
  ...grounds('offered'),
})

export const reopenForm = z.object({ to: z.enum(reopeningTargets, 'form.choose'), reason: requiredText(longText) })

/** What is made of one objection. */
export const objectionForm = z
  .object({
    objection: z.string('form.choose').regex(/^[0-9a-f]{24}$/, 'form.choose'),
    outcome: z.enum(objectionOutcomes, 'form.choose'),
    answer: requiredText(longText),
  })
  .transform(({ answer, ...made }) => ({ ...made, text: answer }))
