import { z } from 'zod'
import type { MessageKey } from '#shared/texts/i18n.ts'
import { requiredText, text } from '#web/forms/forms.ts'
import { isRequestTemplate, type RequestTemplate } from '#features/reviewing/requests/templates.ts'
import { typedDay } from '#web/forms/typed-fields.ts'

const longest = 2000
const mostItems = 60

const ticked = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform(value => [...new Set(value === undefined ? [] : [value].flat())].slice(0, mostItems))
  .pipe(z.array(z.string().regex(/^(section|document|kind)-[a-z0-9_]{1,40}$/)))

const templateField = z.string().optional().catch(undefined)
const textField = text(longest).optional().default('')

export type AskedItem = { id: string; template: RequestTemplate | undefined; text: string }

/** What is ticked, each with a text of its own or a ready-made one. All complaints come at once. */
export const requestForm = z.looseObject({ ask: ticked }).transform((body, context) => {
  const complain = (name: string, message: MessageKey) => context.addIssue({ code: 'custom', path: [name], message })
  const answerOn = typedDay.safeParse(body.answerOn)
  if (!answerOn.success) complain('answerOn', answerOn.error.issues[0]?.message as MessageKey)
  if (body.ask.length === 0) complain('items', 'request.error.none')
  const items = body.ask.map((id): AskedItem => {
    const own = textField.safeParse(body[`text-${id}`])
    const template = templateField.parse(body[`template-${id}`])
    const known = template && isRequestTemplate(template) ? template : undefined
    if (!own.success) complain(`text-${id}`, 'form.too-long')
    else if (own.data === '' && !known) complain(`text-${id}`, 'request.error.text')
    return { id, template: known, text: own.success ? own.data : '' }
  })
  return { items, answerOn: answerOn.success ? answerOn.data : '' }
})

export const extendForm = z.object({ answerOn: typedDay, reason: requiredText(longest) })
