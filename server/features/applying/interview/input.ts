import { z } from 'zod'
import { interviewWishes } from '#models/cases/parts/interview.ts'
import { requiredText } from '#web/forms/forms.ts'

const longText = 2000

/** What the applicant says of the time they are asked for; each wish has a form, and a field, of its own. */
export const wishForm = z.discriminatedUnion(
  'wish',
  [
    z.object({ wish: z.literal(interviewWishes[0]), interpreterText: requiredText(longText) }),
    z.object({ wish: z.literal(interviewWishes[1]), anotherTimeText: requiredText(longText) }),
  ],
  'form.choose',
)

export type WishForm = z.output<typeof wishForm>

export const textOf = (form: WishForm): string =>
  form.wish === 'interpreter' ? form.interpreterText : form.anotherTimeText
