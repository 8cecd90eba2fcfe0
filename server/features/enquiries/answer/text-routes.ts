import { Router, type Request, type Response } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import type { Enquiry } from '#models/enquiries/enquiry.ts'
import { setAuditSubject } from '#outside/audit.ts'
import type { TextLogEntry } from '#models/parts/text-to-translate.ts'
import { AppError } from '#shared/errors.ts'
import { dot } from '#shared/texts/facts.ts'
import { formatInstant } from '#shared/texts/format.ts'
import type { MessageKey, Reader } from '#shared/texts/i18n.ts'
import { actorAt, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, readPath, type FormFailure } from '#web/forms/forms.ts'
import { errorsOfParts, partsOf, readParts, renderSideBySide, type SideBySide } from '#web/writing/side-by-side.ts'
import {
  renderGone,
  translationBoxes,
  describeLateTranslation,
  type GonePage,
} from '#web/writing/missing-subject-page.ts'
import { rethrowAsNotFound, textOutcomeOf } from '#web/writing/text-log.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { languagesOf } from '#web/writing/waiting.ts'
import { requireWaitingText } from '../replies/waiting-answers.ts'
import { replyExtent, textPath } from './input.ts'

/**
 * Routes to translate answers before they are sent. They belong to an enquiry, and only users who may see it have access.
 */
export function answerTextRoutes({ enquiries }: Pick<Services, 'enquiries'>): Router {
  const router = Router({ caseSensitive: true })
  const at = '/staff/enquiries/:id/texts/:textId'
  const { texts } = enquiries.replies

  router.get(at, staff('listing_manager', 'administrator'), async (req, res) => {
    renderSideBySide(res, textPage(res.locals, await shownAt(req.params).catch(rethrowAsNotFound)))
  })

  router.post(at, staff('listing_manager', 'administrator'), async (req, res) => {
    const { id, textId } = readPath(textPath, req.params)
    setAuditSubject({ kind: 'enquiry', id })
    try {
      const shown = await shownAt(req.params)
      const { translations, errors } = readParts(shown.text, req.body, () => replyExtent)
      if (Object.keys(errors).length > 0) {
        renderSideBySide(res, textPage(res.locals, { ...shown, failure: formFailure(req.body, errors) }), 422)
        return
      }
      await texts.translate({ id, by: actorAt(res), textId }, translations)
    } catch (error) {
      if (!(error instanceof AppError && error.kind === 'conflict')) throw error
      await showRefused(req, res, error.code)
      return
    }
    flashNotice(res, 'writing.given')
    res.redirect(303, pathTo(res.locals.locale, '/staff/enquiries/:id', { id }))
  })

  router.post(`${at}/drop`, staff('listing_manager', 'administrator'), async (req, res) => {
    const { id, textId } = readPath(textPath, req.params)
    setAuditSubject({ kind: 'enquiry', id })
    await texts.drop({ id, by: actorAt(res), textId })
    flashNotice(res, 'writing.dropped')
    res.redirect(303, pathTo(res.locals.locale, '/staff/enquiries/:id', { id }))
  })

  async function shownAt(params: unknown): Promise<TextShown> {
    const { id, textId } = readPath(textPath, params)
    const enquiry = await enquiries.one(id)
    return { enquiry, text: requireWaitingText(enquiry, textId) }
  }

  /** Shows a refused translation with what was typed: beside the present text or, when that no longer waits, by itself. */
  async function showRefused({ params, body }: Request, res: Response, alert: MessageKey): Promise<void> {
    const { id, textId } = readPath(textPath, params)
    const enquiry = await enquiries.one(id)
    const { toTranslate: text, textLog } = enquiry
    const line = textOutcomeOf(textLog, textId)
    if (text?._id.toHexString() !== textId && line) {
      renderGone(res, gonePage(res.locals, { enquiry, line, body: body as unknown }), 409)
      return
    }
    const shown = { enquiry, text: requireWaitingText(enquiry, textId), failure: formFailure(body, {}), alert }
    renderSideBySide(res, textPage(res.locals, shown), 409)
  }

  return router
}

type TextShown = {
  enquiry: Enquiry
  text: ReturnType<typeof requireWaitingText>
  failure?: FormFailure
  alert?: MessageKey
}

function textPage(reader: Reader, { enquiry, text, failure, alert }: TextShown): SideBySide {
  const { t, locale } = reader
  const { _id, name } = enquiry
  const id = _id.toHexString()
  const textId = text._id.toHexString()
  const back = pathTo(locale, '/staff/enquiries/:id', { id })
  const parts = partsOf(reader, text, {
    failure,
    labelOf: () => t('enquiries.reply.text'),
    extentOf: () => replyExtent,
  })
  return {
    title: t('writing.page.title', { languages: languagesOf(reader, text) }),
    breadcrumb: trailTo(reader, enquiry),
    lead: [
      t('enquiries.answer-to', { name }),
      t('writing.row.by', { name: text.by.name, when: formatInstant(locale, text.at) }),
    ].join(dot),
    due: null,
    alert: alert ? { sentence: t(alert), now: null } : null,
    errors: errorsOfParts(t, parts, failure),
    outdated: null,
    hint: t('writing.page.hint'),
    seen: [],
    parts,
    submit: t('writing.page.save'),
    action: pathTo(locale, '/staff/enquiries/:id/texts/:textId', { id, textId }),
    back,
  }
}

const trailTo = ({ t, locale }: Reader, { _id, name }: Enquiry): Breadcrumb => [
  deskCrumb({ t, locale }),
  { label: t('enquiries.title'), href: pathTo(locale, '/staff/enquiries') },
  { label: name, href: pathTo(locale, '/staff/enquiries/:id', { id: _id.toHexString() }) },
  { label: t('writing.page.one') },
]

/** Returns the page for a translation that comes too late, with a link to the answer that waits now. */
function gonePage(reader: Reader, { enquiry, line, body }: { enquiry: Enquiry; line: TextLogEntry; body: unknown }) {
  const { t, locale } = reader
  const { toTranslate: now } = enquiry
  const id = enquiry._id.toHexString()
  const next = now && !now.translated ? { id, textId: now._id.toHexString() } : null
  const page: GonePage = {
    title: t('writing.gone.title'),
    breadcrumb: trailTo(reader, enquiry),
    ...describeLateTranslation(reader, {
      line,
      of: 'enquiry',
      next: next && pathTo(locale, '/staff/enquiries/:id/texts/:textId', next),
      back: pathTo(locale, '/staff/enquiries/:id', { id }),
    }),
    typed: translationBoxes(reader, body, line.into),
  }
  return page
}
