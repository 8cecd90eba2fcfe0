import { Router, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { translatorFor, type Locale, type MessageKey } from '#shared/texts/i18n.ts'
import { actorAt, staff } from '#web/access/access.ts'
import { readPath, type FormFailure } from '#web/forms/forms.ts'
import { caseActions } from '#features/cases/desk/case-actions.ts'
import { refusalOf } from '#features/cases/desk/actions.ts'
import type { CaseDesk } from '#features/cases/desk/case-desk.ts'
import { casePath, caseQuery } from '#features/cases/desk/input.ts'
import type { Actor } from '#features/cases/states.ts'
import { readerAt } from '#features/cases/desk/labels.ts'
import type { NewItem } from '#features/reviewing/requests/requests.ts'
import type { SentText } from '#web/writing/reading.ts'
import { extents } from '#features/cases/writing/extents.ts'
import { textIn } from '#features/cases/writing/waiting-texts.ts'
import { optionalTextField, requiredTextField } from '#web/writing/extent.ts'
import { returnedForm } from '#web/writing/view.ts'
import { isRequestTemplate, type RequestTemplate } from '#features/reviewing/requests/templates.ts'
import { appendToReadyText } from '#shared/texts/writing.ts'
import { dayField } from '#web/forms/form-schemas.ts'
import { renderRequest, requestPage } from './page.ts'

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

const extendForm = z.object({ answerOn: dayField, reason: requiredTextField(extents.moreTime) })

type Parts = Pick<Services, 'cases' | 'reviewing' | 'documents' | 'accounts' | 'programme'>

/** Routes to request information from the applicant and to extend the deadline. */
export function caseRequestRoutes(parts: Parts, desk: CaseDesk): Router {
  const { cases, reviewing, documents, accounts, programme } = parts
  const router = Router({ caseSensitive: true })
  const act = caseActions(parts, desk)
  const at = '/staff/applications/:id'

  router.get(`${at}/request`, staff('reviewer', 'decider'), async (req, res) => {
    const { id } = readPath(casePath, req.params)
    const actor = actorAt(res)
    if (refusalOf('request', await cases.files.open(id, actor), actor))
      res.redirect(303, pathTo(res.locals.locale, '/staff/applications/:id', { id }))
    else await show(res, id, await readReturned(id, actor, caseQuery.parse(req.query).text))
  })

  /** Returns the form that was passed on for translation, with the colleague's translation. */
  async function readReturned(id: string, actor: Actor, textId = ''): Promise<FormFailure | null> {
    const text = textIn(await cases.files.content(id, actor), textId)
    return text?.act === 'request' ? returnedForm(text) : null
  }

  async function show(res: Response, id: string, failure: FormFailure | null, status?: number): Promise<void> {
    const application = await cases.files.content(id, actorAt(res))
    const [present, answerOn, { answerDays }, { locale: language }] = await Promise.all([
      documents.list(id),
      reviewing.requests.answerDay(),
      programme.settings(),
      accounts.people.contactOf(application.applicant.toHexString()),
    ])
    const recipient = { name: application.applicantName ?? '—', language }
    const shown = { application, documents: present, answerOn, answerDays, recipient, failure }
    renderRequest(res, requestPage(readerAt(res), shown), status)
  }

  const ask = act(
    'request',
    requestForm,
    async (id, actor, { items, answerOn, sends }, sentTexts) => {
      const application = await cases.files.content(id, actor)
      const { locale } = await accounts.people.contactOf(application.applicant.toHexString())
      const worded = items.map(item => toNewItem(item, { locale, told: sentTexts.get(`text-${item.id}`) }))
      return reviewing.requests.ask(id, actor, { items: worded, answerOn, locale, sends })
    },
    {
      show,
      written: ({ items }, { recipient }) =>
        items.map(item => ({
          ...{ name: `text-${item.id}`, text: customText(item, recipient.language) },
          extent: extents.requestItem,
        })),
      fields: name => name === 'answerOn' || isItemField(name),
    },
  )
  router.post(`${at}/request`, staff('reviewer', 'decider'), ask)

  router.post(`${at}/extend`, staff('reviewer', 'decider'), act('extend', extendForm, reviewing.requests.extend))

  return router
}
