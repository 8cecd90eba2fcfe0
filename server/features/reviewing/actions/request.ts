import { z } from 'zod'
import { caseAction, type WithCases } from '#features/cases/desk/action.ts'
import type { AccountsPort } from '#features/cases/ports.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { dayField } from '#web/forms/form-schemas.ts'
import { optionalTextField } from '#web/writing/extent.ts'
import type { SentText } from '#web/writing/reading.ts'
import { translatorFor, type Locale, type MessageKey } from '#shared/texts/i18n.ts'
import { appendToReadyText } from '#shared/texts/writing.ts'
import type { NewItem } from '../requests/requests.ts'
import type { ReviewingService } from '../service.ts'
import { isRequestTemplate, type RequestTemplate } from '../requests/templates.ts'

const maxItems = 60

const selectedItems = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform(value => [...new Set(value === undefined ? [] : [value].flat())].slice(0, maxItems))
  .pipe(z.array(z.string().regex(/^(section|document|kind)-[a-z0-9_]{1,40}$/)))
/** Checks whether a field belongs to a single item. Each item has fields of its own. */
const isItemField = (name: string): boolean => /^(text|template)-(section|document|kind)-[a-z0-9_]{1,40}$/.test(name)

const templateField = z.string().optional().catch(undefined)
const textField = optionalTextField(extents.requestItem)

type AskedItem = { id: string; template: RequestTemplate | undefined; text: string }

/** Reads the ticked items, each with own words or a ready text. Reports all errors at once. */
const requestForm = z.looseObject({ ask: selectedItems }).transform((body, context) => {
  const addIssue = (name: string, message: MessageKey) => context.addIssue({ code: 'custom', path: [name], message })
  const answerOn = dayField.safeParse(body.answerOn)
  if (!answerOn.success) addIssue('answerOn', answerOn.error.issues[0]?.message as MessageKey)
  if (body.ask.length === 0) addIssue('items', 'request.error.none')
  const items = body.ask.map((id): AskedItem => {
    const own = textField.safeParse(body[`text-${id}`])
    const template = templateField.parse(body[`template-${id}`])
    const knownTemplate = template && isRequestTemplate(template) ? template : undefined
    if (!own.success) addIssue(`text-${id}`, 'form.too-long')
    else if (own.data === '' && !knownTemplate) addIssue(`text-${id}`, 'request.error.text')
    return { id, template: knownTemplate, text: own.success ? own.data : '' }
  })
  return { items, answerOn: answerOn.success ? answerOn.data : '' }
})

const readyText = (locale: Locale, template: RequestTemplate): string =>
  translatorFor(locale)(`request.template.${template}.text`)

/** Returns the officer's own words without the ready text, which a script may have inserted before them. */
function customText({ template, text: input }: AskedItem, locale: Locale): string {
  if (!template) return input
  return input.replace(readyText(locale, template), '').trim()
}

/** Returns an item as the applicant reads it: the ready text in their language, followed by the officer's own words. */
function toNewItem(item: AskedItem, { locale, told }: { locale: Locale; told: SentText | undefined }): NewItem {
  const { id, template } = item
  const { text: own = '', writing } = told ?? {}
  if (!template) return { id, text: own, ...(writing ? { writing } : {}) }
  return { id, template, ...appendToReadyText(readyText(locale, template), { text: own, writing }, locale) }
}

type RequestServices = WithCases & { accounts: Pick<AccountsPort, 'people'>; reviewing: ReviewingService }

/** Asks the applicant for information and documents, by a day. The form has a page of its own. */
export const request = caseAction({
  name: 'request',
  roles: ['reviewer', 'decider'],
  move: { from: ['screening', 'review'], to: 'information_requested' },
  page: true,
  isNext: () => false,
  input: requestForm,
  fields: name => name === 'answerOn' || isItemField(name),
  each: extents.requestItem,
  written: ({ items }, { recipient }) =>
    items.map(item => ({
      name: `text-${item.id}`,
      text: customText(item, recipient.language),
      extent: extents.requestItem,
    })),
  async run({ cases, accounts, reviewing }: RequestServices, { id, actor, input: { items, answerOn, sends }, texts }) {
    const application = await cases.files.content(id, actor)
    const { locale } = await accounts.people.contactOf(application.applicant.toHexString())
    const worded = items.map(item => toNewItem(item, { locale, told: texts.get(`text-${item.id}`) }))
    return reviewing.requests.ask(id, actor, { items: worded, answerOn, locale, sends })
  },
})
