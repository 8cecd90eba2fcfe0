import { z } from 'zod'
import { requiredText } from '../../../../web/forms.ts'
import { reopeningTargets } from '../../states.ts'
import { grounds } from '../input.ts'

const longText = 4000

export const noticeForm = z.object({
  premises: z.string('form.choose').min(1, 'form.choose'),
  ...grounds('offered'),
})

export const reopenForm = z.object({ to: z.enum(reopeningTargets, 'form.choose'), reason: requiredText(longText) })
