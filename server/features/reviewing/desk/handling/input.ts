import { z } from 'zod'
import { requiredText } from '#web/forms/forms.ts'

const chosen = z.string('form.choose').regex(/^[0-9a-f]{24}$/, 'form.choose')

export const officerForm = z.object({ officer: chosen })
export const reviewerForm = z.object({ reviewer: chosen })
export const memberForm = z.object({ member: chosen })
export const conflictForm = z
  .object({ conflictNote: requiredText(4000) })
  .transform(({ conflictNote }) => ({ note: conflictNote }))
