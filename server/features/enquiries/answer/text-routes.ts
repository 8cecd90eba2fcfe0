import { Router, type Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import type { Enquiry } from '#models/enquiries/enquiry.ts'
import { setAuditSubject } from '#outside/audit.ts'
import { AppError } from '#shared/errors.ts'
import { formatInstant } from '#shared/texts/format.ts'
import type { MessageKey, Reader } from '#shared/texts/i18n.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { notice } from '#web/forms/flash.ts'
import { formFailure, readPath, type FormFailure } from '#web/forms/forms.ts'
import { errorsOfParts, partsOf, readParts, renderSideBySide, type SideBySide } from '#web/writing/side-by-side.ts'
import { languagesOf } from '#web/writing/waiting.ts'
import { requireText } from '../replies/waiting-answers.ts'
import { replyExtent, textPath } from './input.ts'

/** Answers that a colleague translates before they are sent. They stand below an enquiry, which is theirs to see. */
export function answerTextRoutes({ enquiries }: Pick<Services, 'enquiries'>): Router {
  const router = Router({ caseSensitive: true })
  const at = '/staff/enquiries/:id/texts/:textId'
  const { texts } = enquiries.replies

  router.get(at, staff('listing_manager', 'administrator'), async (req, res) => {
    renderSideBySide(res, textPage(res.locals, await shownAt(req.params)))
  })

  router.post(at, staff('listing_manager', 'administrator'), async (req, res) => {
    const { id, textId } = readPath(textPath, req.params)
    const shown = await shownAt(req.params)
    setAuditSubject({ kind: 'enquiry', id })
    const { translations, errors } = readParts(shown.text, req.body, () => replyExtent)
    if (Object.keys(errors).length > 0) {
      renderSideBySide(res, textPage(res.locals, { ...shown, failure: formFailure(req.body, errors) }), 422)
      return
    }
    try {
      await texts.translate({ id, by: officerAt(res), textId }, translations)
    } catch (error) {
      if (!(error instanceof AppError && error.kind === 'conflict')) throw error
      const failure = formFailure(req.body, {})
      const now = { ...(await shownAt(req.params)), failure, alert: error.code }
      renderSideBySide(res, textPage(res.locals, now), 409)
      return
    }
    notice(res, 'writing.given')
    res.redirect(303, pathTo(res.locals.locale, '/staff/enquiries/:id', { id }))
  })

  router.post(`${at}/drop`, staff('listing_manager', 'administrator'), async (req, res) => {
    const { id, textId } = readPath(textPath, req.params)
    setAuditSubject({ kind: 'enquiry', id })
    await texts.drop({ id, by: officerAt(res), textId })
    notice(res, 'writing.dropped')
    res.redirect(303, pathTo(res.locals.locale, '/staff/enquiries/:id', { id }))
  })

  async function shownAt(params: unknown): Promise<TextShown> {
    const { id, textId } = readPath(textPath, params)
    const enquiry = await enquiries.one(id)
    return { enquiry, text: requireText(enquiry, textId) }
  }

  return router
}

function officerAt(res: Response) {
  const { id, name, role } = accountOf(res)
  return { kind: role, id, name }
}

type TextShown = {
  enquiry: Enquiry
  text: ReturnType<typeof requireText>
  failure?: FormFailure
  alert?: MessageKey
}

function textPage(reader: Reader, { enquiry, text, failure, alert }: TextShown): SideBySide {
  const { t, locale } = reader
  const { _id, name } = enquiry
  const [id, textId] = [_id.toHexString(), text._id.toHexString()]
  const back = pathTo(locale, '/staff/enquiries/:id', { id })
  const parts = partsOf(reader, text, {
    ...{ failure, labelOf: () => t('enquiries.reply.text') },
    extentOf: () => replyExtent,
  })
  return {
    title: t('writing.page.title', { languages: languagesOf(reader, text) }),
    breadcrumb: [
      { label: t('nav.staff'), href: pathTo(locale, '/staff') },
      { label: t('enquiries.title'), href: pathTo(locale, '/staff/enquiries') },
      { label: name, href: back },
      { label: t('writing.page.one') },
    ],
    lead: [
      t('enquiries.answer-to', { name }),
      t('writing.row.by', { name: text.by.name, when: formatInstant(locale, text.at) }),
    ].join(' · '),
    due: null,
    alert: alert ? { sentence: t(alert), now: null } : null,
    errors: errorsOfParts(t, parts, failure),
    ...{ outdated: null, hint: t('writing.page.hint'), seen: [], parts, submit: t('writing.page.save') },
    action: pathTo(locale, '/staff/enquiries/:id/texts/:textId', { id, textId }),
    back,
  }
}
