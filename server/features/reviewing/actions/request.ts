import { z } from 'zod'
import type { Application } from '#models/cases/application.ts'
import type { InformationRequest, RequestItem } from '#models/cases/parts/information-request.ts'
import type { Writing } from '#models/parts/writing.ts'
import type { FieldChange } from '#outside/audit.ts'
import {
  applyChange,
  moveFacts,
  readCaseFor,
  requireMove,
  staleConflict,
  type OutgoingText,
} from '#features/cases/change.ts'
import { caseAction, type WithCases, type WithPorts } from '#features/cases/desk/action.ts'
import { readSettled } from '#features/cases/documents/settling.ts'
import type { Deps } from '#features/cases/ports.ts'
import { deadlineOn, requestMailEffect, toOfficer } from '#features/cases/requests/deadline.ts'
import { requestChoices, type RequestChoice } from '#features/cases/requests/items.ts'
import type { Actor } from '#features/cases/states.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { dayField } from '#web/forms/form-schemas.ts'
import { optionalTextField } from '#web/writing/extent.ts'
import type { SentText } from '#web/writing/reading.ts'
import { cityDayOf, type CityDay } from '#shared/days/city-day.ts'
import { addWorkingDays } from '#shared/days/working-days.ts'
import { conflict } from '#shared/errors.ts'
import { translatorFor, type Locale, type MessageKey } from '#shared/texts/i18n.ts'
import { appendToReadyText, describeWritingForAudit } from '#shared/texts/writing.ts'
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
  async run({ cases, casePorts }: WithCases & WithPorts, { id, actor, input: { items, answerOn, sends }, texts }) {
    const application = await cases.files.content(id, actor)
    const { locale } = await casePorts.accounts.people.contactOf(application.applicant.toHexString())
    const worded = items.map(item => toNewItem(item, { locale, told: texts.get(`text-${item.id}`) }))
    return askForInformation(casePorts, id, actor, { items: worded, answerOn, locale, sends })
  },
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

/** `id` is one of `requestChoices`. The text is in the language of the request. */
export type NewItem = { id: string; text: string; template?: string | undefined; writing?: Writing | undefined }
type Asking = Pick<OutgoingText, 'sends'> & {
  items: readonly NewItem[]
  answerOn?: CityDay | undefined
  locale: Locale
}

type AskDeps = Pick<Deps, 'clock' | 'documents' | 'pictures' | 'programme'>

/**
 * Requests corrections or additions from the applicant. The case waits for the answer. Throws
 * `application.refused.<reason>`, `request.unknown-item` for an item that the case does not have, and errors of the
 * deadline.
 */
export async function askForInformation(deps: AskDeps, id: string, actor: Actor, asking: Asking): Promise<Application> {
  const { clock, documents, programme } = deps
  const was = await readSettled(deps, () => readCaseFor(id, actor))
  const now = clock.now()
  const said = asking.items.map(({ text }) => text).join('\n\n')
  requireMove(was, 'information_requested', actor, moveFacts(was, now, await programme.settings(), said))
  const answerBy = deadlineOn(now, asking.answerOn ?? (await answerDay(deps)))
  const request: InformationRequest = {
    number: (was.pastRequests?.length ?? 0) + 1,
    askedAt: now,
    by: toOfficer(actor),
    locale: asking.locale,
    items: itemsOf(asking.items, requestChoices(await documents.list(id))),
    answerBy,
    extensions: [],
  }
  const asked = await applyChange({
    was,
    to: 'information_requested',
    actor,
    at: now,
    reason: said,
    sends: asking.sends,
    told: recordedItems(request.items),
    set: { returnTo: was.state, answerBy, request },
    effects: [requestMailEffect(request, 'application-information-requested')],
  })
  if (!asked) throw staleConflict(was)
  return asked
}

/** Returns the deadline for an applicant who is asked today. */
export async function answerDay({ clock, programme }: Pick<Deps, 'clock' | 'programme'>): Promise<CityDay> {
  const settings = await programme.settings()
  return addWorkingDays(cityDayOf(clock.now()), settings.answerDays, settings)
}

function itemsOf(asked: readonly NewItem[], choices: readonly RequestChoice[]): RequestItem[] {
  const byId = new Map(choices.map(choice => [choice.id, choice]))
  return asked.map(({ id, text, template, writing }) => {
    const choice = byId.get(id)
    if (!choice) throw conflict('request.unknown-item', { facts: { item: id } })
    const how = { ...(writing ? { writing } : {}), ...(template ? { template } : {}) }
    return { ...choice, text, state: 'open' as const, ...how }
  })
}

/**
 * Returns how the items were sent, translated or not. Each way is listed once, because the language of one item does not
 * apply to the others.
 */
function recordedItems(items: readonly RequestItem[]): FieldChange[] {
  const told = items.flatMap(({ writing }) => describeWritingForAudit(writing))
  return [...new Map(told.map(change => [JSON.stringify(change), change])).values()]
}
