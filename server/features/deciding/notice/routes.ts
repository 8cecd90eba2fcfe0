import { Router, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Clock } from '#outside/clock.ts'
import type { Services } from '#server/services.ts'
import { AppError } from '#shared/errors.ts'
import { caseReference } from '#shared/texts/codes.ts'
import { anyone } from '#web/access/access.ts'
import { formFailure, readForm, readPath, type FormFailure, requiredLine, requiredText } from '#web/forms/forms.ts'
import { cachePage } from '#web/pages/page-memory.ts'
import { honeypot } from '#web/forms/honeypot.ts'
import { isTooQuick } from '#features/enquiries/rules.ts'
import type { NewObjection } from './notices.ts'
import {
  noticePage,
  noticesPage,
  objectionPage,
  objectionSentPage,
  renderNotice,
  renderNotices,
  renderObjection,
  renderObjectionSent,
} from './page.ts'

const noticePath = z.object({ reference: caseReference })

const objectionForm = z.object({
  name: requiredLine(100),
  contact: requiredLine(200),
  text: requiredText(5000),
})

const retryAfterSeconds = '3600'

/** Routes of decisions under public notice and of objections to them. An anonymous visitor gets no cookie. */
export function noticeRoutes({ deciding }: Pick<Services, 'deciding'>, clock: Clock): Router {
  const router = Router({ caseSensitive: true })

  router.get('/notices', anyone, cachePage(), async (_req, res) => {
    renderNotices(res, noticesPage(res.locals, await deciding.notices.list()))
  })

  router.get('/notices/:reference', anyone, cachePage(), async (req, res) => {
    const { reference } = readPath(noticePath, req.params)
    renderNotice(res, noticePage(res.locals, await deciding.notices.get(reference)))
  })

  router.get('/notices/:reference/objection', anyone, async (req, res) => {
    const { reference } = readPath(noticePath, req.params)
    await show(res, reference)
  })

  router.post('/notices/:reference/objection', anyone, async (req, res) => {
    const { reference } = readPath(noticePath, req.params)
    await deciding.objections.requireOpen(reference)
    const trap = honeypot.parse(req.body ?? {})
    const form = readForm(objectionForm, req.body)
    if (!form.ok) return show(res, reference, { form, status: 422 })
    if (isTooQuick({ openedAt: trap.opened }, clock.now()))
      return show(res, reference, { form: formFailure(req.body, { text: 'contact.too-quick' }), status: 422 })
    // A bot that filled in the honeypot is told that all went well, so that it does not try another way.
    const refused = trap.website
      ? null
      : await raiseOrRefusal(reference, { ...form.value, locale: res.locals.locale }, req.ip ?? 'unknown')
    if (refused) {
      res.set('Retry-After', retryAfterSeconds)
      return show(res, reference, { form: formFailure(req.body, { text: refused.code }), status: 429 })
    }
    res.redirect(303, pathTo(res.locals.locale, '/notices/:reference/objection/sent', { reference }))
  })

  router.get('/notices/:reference/objection/sent', anyone, (req, res) => {
    readPath(noticePath, req.params)
    renderObjectionSent(res, objectionSentPage(res.locals))
  })

  async function show(
    res: Response,
    reference: string,
    { form, status }: { form?: FormFailure; status?: number } = {},
  ) {
    const notice = await deciding.notices.get(reference)
    res.set('Cache-Control', 'no-store')
    renderObjection(res, objectionPage(res.locals, { notice, opened: clock.now(), ...(form ? { form } : {}) }), status)
  }

  async function raiseOrRefusal(reference: string, objection: NewObjection, address: string): Promise<AppError | null> {
    try {
      await deciding.objections.raise(reference, objection, address)
      return null
    } catch (error) {
      if (error instanceof AppError && error.kind === 'too-many') return error
      throw error
    }
  }

  return router
}
