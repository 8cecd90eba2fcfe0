import { Router, type Request } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { notFound } from '#shared/errors.ts'
import { catalogueText, locales, type Locale, type MessageKey, type Wording } from '#shared/texts/i18n.ts'
import { editorAt, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, text, inputValue, type FieldErrors } from '#web/forms/forms.ts'
import { captureAuditReason } from '#web/forms/reason-field.ts'
import { textGroups, findTextItem, type TextItem } from '../items.ts'
import { findClauseProblems, findWordingProblem } from '../rules.ts'
import { itemPage, listPage, renderItem, renderList } from './page.ts'

const query = z.object({ group: z.enum(textGroups).catch('mail'), q: text(100).catch('') })
const act = z.object({
  act: z.enum(['draft', 'publish', 'reset']).catch('draft'),
  version: z.coerce.number().int().min(0).catch(0),
})
const maxTextLength = 4_000

/** Pages where the staff word mails and pages. */
export function wordingRoutes({ wording }: Pick<Services, 'wording'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/staff/texts', staff('listing_manager', 'administrator'), async (req, res) => {
    renderList(res, listPage(res.locals, { ...query.parse(req.query), worded: await wording.all() }))
  })

  router.get('/staff/texts/:item', staff('listing_manager', 'administrator'), async (req, res) => {
    const item = itemOf(req)
    renderItem(res, itemPage(res.locals, { item, worded: await wording.one(item.id) }))
  })

  router.post('/staff/texts/:item', staff('listing_manager', 'administrator'), captureAuditReason, async (req, res) => {
    const item = itemOf(req)
    const sentences = sentencesOf(item, req.body)
    const { act: action, version } = act.parse(req.body ?? {})
    // A draft may be incomplete; published clauses go into contracts.
    const unlike = action === 'publish' ? findDifferences(item, sentences) : {}
    const form = formFailure(req.body, { ...unlike, ...problemsOf(sentences) })
    if (action !== 'reset' && Object.keys(form.errors).length > 0) {
      renderItem(res, itemPage(res.locals, { item, worded: await wording.one(item.id), form }), 422)
      return
    }
    const editing = { item: item.id, version, by: editorAt(res) }
    const done = await wording[action](editing, sentences)
    if (!done) {
      renderItem(res, itemPage(res.locals, { item, worded: await wording.one(item.id), form, stale: true }), 409)
      return
    }
    flashNotice(res, `wording.done.${action}`)
    res.redirect(303, pathTo(res.locals.locale, '/staff/texts/:item', { item: item.id }))
  })

  return router
}

function itemOf(req: Request): TextItem {
  const item = findTextItem(String(req.params.item))
  if (!item) throw notFound()
  return item
}

/** Returns what was typed, message by message; an empty field means the catalogue's wording. */
function sentencesOf({ keys }: TextItem, body: unknown): Wording[] {
  const { typed } = formFailure(body, {})
  return keys.flatMap(key =>
    locales.flatMap(locale => {
      const read = text(100_000).safeParse(inputValue(typed, `${key}.${locale}`))
      return read.success && read.data ? [{ locale, key, text: read.data }] : []
    }),
  )
}

/** Returns errors for clauses that would differ between languages. */
function findDifferences({ keys }: TextItem, sentences: readonly Wording[]): FieldErrors {
  const textOf = (key: MessageKey, locale: Locale) =>
    sentences.find(one => one.key === key && one.locale === locale)?.text ?? catalogueText(locale, key)
  const problems = keys.flatMap(key => {
    const texts = { ru: textOf(key, 'ru'), en: textOf(key, 'en'), zh: textOf(key, 'zh') }
    return Object.entries(findClauseProblems(key, texts)).map(([locale, problem]): [string, MessageKey] => [
      `${key}.${locale}`,
      problem,
    ])
  })
  return Object.fromEntries(problems)
}

function problemsOf(sentences: readonly Wording[]): FieldErrors {
  const errors: Record<string, MessageKey> = {}
  for (const { locale, key, text: wordingText } of sentences) {
    const problem = wordingText.length > maxTextLength ? 'form.too-long' : findWordingProblem(locale, key, wordingText)
    if (problem) errors[`${key}.${locale}`] = problem
  }
  return errors
}
