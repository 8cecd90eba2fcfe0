import { pathTo } from '#server/paths.ts'
import { Router, type Response } from 'express'
import type { Services } from '#server/services.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { notice } from '#web/forms/flash.ts'
import { formFailure, type FormFailure } from '#web/forms/forms.ts'
import { readWhy } from '#web/forms/why.ts'
import { readRules } from './input.ts'
import { renderRubric, rubricPage } from './page.ts'

/** By what and by whom applications are reviewed: each saving makes a new version. */
export function rubricRoutes({ reviewing }: Pick<Services, 'reviewing'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/staff/settings/rubric', staff('administrator'), (_req, res) => show(res))

  router.post('/staff/settings/rubric', staff('administrator'), readWhy, async (req, res) => {
    const form = readRules(req.body)
    if (!form.ok) {
      await show(res, { form, status: 422 })
      return
    }
    const { id, name } = accountOf(res)
    const { rules, version } = form.value
    const verdict = await reviewing.rules.save(rules, { version, by: { id, name } })
    if (!verdict.ok) {
      // What was typed stays, on the version of the other one: sending it again is a choice.
      await show(res, { form: formFailure(req.body, {}), stale: true, status: 409 })
      return
    }
    req.log.info({ account: id, version: version + 1 }, 'review rules saved')
    notice(res, 'rubric.saved')
    res.redirect(303, pathTo(res.locals.locale, '/staff/settings/rubric'))
  })

  type Refused = { form?: FormFailure; stale?: boolean; status?: number }
  async function show(res: Response, { status = 200, ...refused }: Refused = {}): Promise<void> {
    const [rules, history] = await Promise.all([reviewing.rules.current(), reviewing.rules.history()])
    renderRubric(res, rubricPage(res.locals, { ...rules, history, ...refused }), status)
  }

  return router
}
