import { Router, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { AppError, notFound } from '#shared/errors.ts'
import { accountOf, applicant } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath, requiredText } from '#web/forms/forms.ts'
import { onceField } from '#web/forms/once.ts'
import { casePath } from '#features/cases/applicant/input.ts'
import { readerOf } from '#features/cases/applicant/labels.ts'
import { messagesPage, renderMessages } from './page.ts'

const longText = 4000

const messageForm = z
  .object({ message: requiredText(longText), once: onceField })
  .transform(({ message, once }) => ({ text: message, once }))

/** Routes for the messages between an applicant and the office about one application. */
export function messageRoutes({ cases, reviewing }: Pick<Services, 'cases' | 'reviewing'>): Router {
  const router = Router({ caseSensitive: true })
  const readerAt = (res: Response) => readerOf(res, cases.now())

  router.get('/applications/:id/messages', applicant, async (req, res) => {
    const { id } = readPath(casePath, req.params)
    renderMessages(res, messagesPage(readerAt(res), await submitted(res, id)))
  })

  router.post('/applications/:id/messages', applicant, async (req, res) => {
    const { id } = readPath(casePath, req.params)
    const application = await submitted(res, id)
    const form = readForm(messageForm, req.body)
    if (!form.ok) {
      renderMessages(res, messagesPage(readerAt(res), application, form), 422)
      return
    }
    const { id: account, name } = accountOf(res)
    try {
      await reviewing.correspondence.writeToOffice(id, { kind: 'applicant', id: account, name }, form.value)
    } catch (error) {
      if (!(error instanceof AppError && error.kind === 'conflict')) throw error
      const refused = { ...formFailure(req.body, {}), alert: res.locals.t(error.code) }
      renderMessages(res, messagesPage(readerAt(res), application, refused), 409)
      return
    }
    req.log.info({ account, application: id }, 'message to the office')
    flashNotice(res, 'apply.messages.sent')
    res.redirect(303, `${pathTo(res.locals.locale, '/applications/:id', { id })}#messages`)
  })

  /** Returns the application. Throws "not found" for a draft, because the office does not handle it yet. */
  async function submitted(res: Response, id: string) {
    const application = await cases.own.get(id, accountOf(res).id)
    if (!application.submittedAt) throw notFound('application.not-found')
    return application
  }

  return router
}
