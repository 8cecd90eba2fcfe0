import { z } from 'zod'
import { useClasses } from '#models/premises/parts/premises-vocabulary.ts'
import { id, requiredLine, searchText, text } from '#web/forms/forms.ts'
import { optionalTextField, requiredTextField } from '#web/writing/extent.ts'
import { optionalField, dayField, numberField } from '#web/forms/form-schemas.ts'
import { messageKey } from '#shared/texts/i18n.ts'
import { decisionReasons, type Decision } from '../notice/decision-reasons.ts'
import { extents } from '../writing/extents.ts'
import { caseScopes, caseSorts, submittedStates } from '../queue/queue-search.ts'

export const casePath = z.object({ id })
export const picturePath = z.object({ id, pictureId: id })

/** Query of the queue. Invalid values are dropped, so that shared links still work. `me` is the signed-in account. */
export const queueQuery = z.object({
  q: searchText.optional().catch(undefined),
  state: z.enum([...caseScopes, ...submittedStates]).catch('open'),
  use: z.enum(useClasses).optional().catch(undefined),
  assignee: z
    .union([z.literal(['nobody', 'me']), id])
    .optional()
    .catch(undefined),
  messages: z.literal('unanswered').optional().catch(undefined),
  sort: z.enum(caseSorts).catch('submitted'),
  page: z.coerce.number().int().min(1).catch(1),
})
export type QueueQuery = z.output<typeof queueQuery>

/** Query of the page of a case: the document beside the answers, and the translated text that can be sent. */
export const caseQuery = z.object({
  document: id.optional().catch(undefined),
  text: id.optional().catch(undefined),
})

export const longText = 4000

/** Reading of a meter as it stands on the dial, with up to three decimals. */
const requiredReading = numberField({ decimals: 3, max: 999_999_999.999, wrong: 'case.error.reading' })
const optionalReading = optionalField(requiredReading)

/** Form without fields: only a button. */
export const emptyForm = z.object({})

export const reasonForm = z.object({ reason: requiredTextField(extents.reason) })

/** Ticked ready reasons for one kind of decision: none, one or several. */
const reasonCodesField = (decision: Decision) =>
  z
    .union([z.string(), z.array(z.string())], messageKey('form.choose'))
    .optional()
    .transform(value => [value ?? []].flat())
    .pipe(z.array(z.enum(decisionReasons[decision], messageKey('form.choose'))))
    .transform(codes => [...new Set(codes)])

/** Fields for the reasons of a decision, all optional. */
export const groundsShape = (decision: Decision) => ({
  reasonCodes: reasonCodesField(decision),
  reason: optionalTextField(extents.reason),
})

/** Confirms that a premises is offered although it lacks something for the plan, and why. */
export const misfitShape = {
  misfit: z
    .literal('yes')
    .optional()
    .catch(undefined)
    .transform(value => value === 'yes'),
  misfitReason: text(longText).optional().default(''),
  misfitsShown: text(longText).optional(),
}

/** Form of a decision that needs reasons: ready ones, the officer's own words, or both. */
export const groundsForm = (decision: Decision) =>
  z.object(groundsShape(decision)).superRefine(({ reasonCodes, reason }, context) => {
    if (reasonCodes.length === 0 && reason === '')
      context.addIssue({ code: 'custom', path: ['reason'], message: messageKey('form.required') })
  })

const list = z.preprocess((value: unknown) => (value === undefined ? [] : [value].flat()), z.array(text(300)))
const person = requiredLine(100).optional()

/** Inventory of the handover. Rows without a name are dropped; without any row the remarks are required. */
const inventoryPart = z
  .object({
    itemName: list,
    itemCount: list,
    itemCondition: list,
    inventory: text(longText).optional().default(''),
  })
  .transform(({ itemName, itemCount, itemCondition, inventory }) => ({
    inventory,
    items: itemName
      .map((name, index) => ({ name, count: itemCount[index] ?? '', condition: itemCondition[index] ?? '' }))
      .filter(({ name }) => name !== ''),
  }))
  .superRefine(({ items, inventory }, context) => {
    if (items.length === 0 && inventory === '')
      context.addIssue({ code: 'custom', path: ['inventory'], message: messageKey('form.required') })
  })

/** Form of the handover record. Errors of the inventory and of the readings are reported together. */
export const handoverForm = z
  .object({
    on: dayField,
    electricityMeter: requiredReading,
    waterMeter: optionalReading,
    heatMeter: optionalReading,
    handedBy: person,
    receivedBy: person,
    earlier: text(longText).optional().default(''),
  })
  .and(inventoryPart)
  .transform(({ on, earlier, ...record }) => ({ on, earlier, record }))
