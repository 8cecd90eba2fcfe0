import { Router } from 'express'
import { z } from 'zod'
import { localisePath } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { AppError, invalid } from '#shared/errors.ts'
import { editorAt, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath, requiredLine, text } from '#web/forms/forms.ts'
import { enquiryPath } from '../answer/input.ts'
import { unknownGaps } from '#shared/texts/filling.ts'
import { renderTemplate, renderTemplates, templatePage, templatesPage } from './page.ts'

const templateTextField = text(4000).refine(input => unknownGaps(input).length === 0, 'templates.gap-unknown')

const content = z.object({
  name: requiredLine(80),
  ru: templateTextField,
  en: templateTextField,
  zh: templateTextField,
})
const version = z.coerce.number().int().nonnegative()

/** Returns the content. A text in one language is enough; an answer is offered only to enquiries in its languages. */
const asContent = ({ name, ru, en, zh }: z.output<typeof content>) => ({ name, text: { ru, en, zh } })
const hasText = ({ ru, en, zh }: z.output<typeof content>) => Boolean(ru || en || zh)
const missingTextError = { path: ['ru'], message: 'templates.no-text' }

const newTemplateForm = content.refine(hasText, missingTextError).transform(value => ({ content: asContent(value) }))
const templateForm = content
  .extend({ version })
  .refine(hasText, missingTextError)
  .transform(({ version: shown, ...value }) => ({ version: shown, content: asContent(value) }))
const archiveForm = z.object({ version, archived: z.enum(['yes', 'no'], 'form.choose') })

/** Routes of the ready-made answers. */
export function answerTemplateRoutes({ enquiries: { templates } }: Pick<Services, 'enquiries'>): Router {
  const router = Router({ caseSensitive: true })
  const here = '/staff/enquiries/templates'

  router.get(here, staff('listing_manager', 'administrator'), async (_req, res) => {
    renderTemplates(res, templatesPage(res.locals, await templates.all()))
  })

  router.get(`${here}/new`, staff('listing_manager', 'administrator'), (_req, res) => {
    renderTemplate(res, templatePage(res.locals, { template: null }))
  })

  router.post(`${here}/new`, staff('listing_manager', 'administrator'), async (req, res) => {
    const form = readForm(newTemplateForm, req.body)
    const outcome = form.ok ? await outcomeOf(templates.create(form.value.content, editorAt(res))) : null
    if (form.ok && outcome === 'done') {
      flashNotice(res, 'templates.saved')
      res.redirect(303, localisePath(res.locals.locale, here))
      return
    }
    const failure = form.ok ? formFailure(req.body, { name: 'templates.name-taken' }) : form
    renderTemplate(res, templatePage(res.locals, { template: null, form: failure }), 422)
  })

  router.get(`${here}/:id`, staff('listing_manager', 'administrator'), async (req, res) => {
    const { id } = readPath(enquiryPath, req.params)
    renderTemplate(res, templatePage(res.locals, { template: await templates.one(id) }))
  })

  router.post(`${here}/:id`, staff('listing_manager', 'administrator'), async (req, res) => {
    const { id } = readPath(enquiryPath, req.params)
    const form = readForm(templateForm, req.body)
    if (!form.ok) {
      renderTemplate(res, templatePage(res.locals, { template: await templates.one(id), form }), 422)
      return
    }
    const { version, content } = form.value
    const saved = await outcomeOf(templates.edit({ id, version, by: editorAt(res) }, content))
    if (saved !== 'done') {
      const stale = saved === 'error.stale'
      const failure = formFailure(req.body, { name: stale ? 'templates.stale' : 'templates.name-taken' })
      const page = templatePage(res.locals, { template: await templates.one(id), form: failure, stale })
      renderTemplate(res, page, stale ? 409 : 422)
      return
    }
    flashNotice(res, 'templates.saved')
    res.redirect(303, localisePath(res.locals.locale, here))
  })

  router.post(`${here}/:id/archive`, staff('listing_manager', 'administrator'), async (req, res) => {
    const { id } = readPath(enquiryPath, req.params)
    const form = readForm(archiveForm, req.body)
    if (!form.ok) throw invalid('error.bad-request')
    const archived = form.value.archived === 'yes'
    await templates.setArchived({ id, version: form.value.version, by: editorAt(res) }, archived)
    flashNotice(res, archived ? 'templates.archived' : 'templates.restored')
    res.redirect(303, localisePath(res.locals.locale, here))
  })

  return router
}

type Refusal = 'error.stale' | 'templates.name-taken'

/** Returns a refusal that is shown beside the form. Rethrows all other errors. */
async function outcomeOf(writing: Promise<unknown>): Promise<'done' | Refusal> {
  try {
    await writing
    return 'done'
  } catch (error) {
    const code = error instanceof AppError ? error.code : null
    if (code === 'error.stale' || code === 'templates.name-taken') return code
    throw error
  }
}
