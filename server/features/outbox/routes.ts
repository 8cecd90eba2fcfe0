import { pathTo } from '#server/paths.ts'
import { Router, type Response } from 'express'
import { z } from 'zod'
import type { Services } from '#server/services.ts'
import { AppError } from '#shared/errors.ts'
import { outboxNames } from '#shared/outbox.ts'
import { staff } from '#web/access/access.ts'
import { notice } from '#web/forms/flash.ts'
import { formFailure, id, readForm, requiredLine, text, type FormFailure } from '#web/forms/forms.ts'
import { outboxPage, renderOutbox } from './page.ts'

const named = { outbox: z.enum(outboxNames), document: id, key: text(300) }
const repeatForm = z.object(named)
const dropForm = z.object({ ...named, reason: requiredLine(500) })

/** What could not be carried out and waits for an administrator: tried again, or given up. */
export function outboxRoutes({ outbox }: Pick<Services, 'outbox'>): Router {
  const router = Router({ caseSensitive: true })
  const administrator = staff('administrator')

  router.get('/staff/outbox', administrator, async (_req, res) => {
    await show(res)
  })

  router.post('/staff/outbox/repeat', administrator, async (req, res) => {
    const form = readForm(repeatForm, req.body)
    await answer(res, form.ok ? () => outbox.repeat(form.value) : null, 'outbox.repeated', form)
  })

  router.post('/staff/outbox/drop', administrator, async (req, res) => {
    const form = readForm(dropForm, req.body)
    await answer(res, form.ok ? () => outbox.drop(form.value, form.value.reason) : null, 'outbox.dropped', form)
  })

  type Said = 'outbox.repeated' | 'outbox.dropped'
  async function answer(res: Response, act: (() => Promise<void>) | null, said: Said, form: { ok: boolean }) {
    if (!act) {
      await show(res, form as FormFailure, 422)
      return
    }
    try {
      await act()
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'conflict') throw error
      await show(res, formFailure({}, { effects: error.code }), 409)
      return
    }
    notice(res, said)
    res.redirect(303, pathTo(res.locals.locale, '/staff/outbox'))
  }

  async function show(res: Response, form?: FormFailure, status = 200): Promise<void> {
    renderOutbox(res, outboxPage(res.locals, await outbox.stuck(), form), status)
  }

  return router
}
