import { pathTo } from '#server/paths.ts'
import { Router, type Response } from 'express'
import type { Config } from '#server/config.ts'
import type { Services } from '#server/services.ts'
import { invalid } from '#shared/errors.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { readWhy } from '#web/forms/why.ts'
import { notice } from '#web/forms/flash.ts'
import { formFailure, readForm } from '#web/forms/forms.ts'
import { no } from '#shared/verdict.ts'
import { withTaken, withTheirs } from '#web/forms/merging.ts'
import type { SettingsRecord } from '../service.ts'
import { clashOf, settingsMerge, type Wanted } from './clash.ts'
import { settingsForm, takeBackForm } from './input.ts'
import { renderSettings, settingsPage } from './page.ts'
import { asPosted } from './posted.ts'

/** What administrators may set about the programme. */
export function programmeSettingsRoutes({ programme }: Pick<Services, 'programme'>, config: Config): Router {
  const router = Router({ caseSensitive: true })
  const shown = (record: SettingsRecord) => ({ ...record, mailFrom: config.mail.from, office: config.mail.office })

  router.get('/staff/settings', staff('administrator'), async (_req, res) => {
    renderSettings(res, settingsPage(res.locals, shown(await programme.current())))
  })

  router.post('/staff/settings', staff('administrator'), readWhy, async (req, res) => {
    const record = await programme.current()
    const now = asPosted(record.settings, res.locals.locale)
    // Whoever fills in the form of before keeps what is there.
    const posted = withTaken({ ...leftOut(now), ...(req.body as object) }, now)
    const form = readForm(settingsForm, posted)
    if (!form.ok) {
      renderSettings(res, settingsPage(res.locals, shown(record), { form }), 422)
      return
    }
    const { id, name } = accountOf(res)
    const { revision, seen } = form.value
    // What has a page of its own stays as it is.
    const settings = { ...record.settings, ...form.value.settings }
    const merge = revision === record.revision ? null : settingsMerge(res.locals, record, { settings, revision, seen })
    const met = merge !== null && merge.theirs.length + merge.clashing.length > 0
    const verdict = met ? no('stale') : await programme.save(settings, { revision: record.revision, by: { id, name } })
    if (!verdict.ok) {
      await showClash(res, posted, { settings, revision, seen })
      return
    }
    req.log.info({ account: id }, 'programme settings saved')
    notice(res, 'programme.saved')
    res.redirect(303, pathTo(res.locals.locale, '/staff/settings'))
  })

  /** Both values side by side. What was typed stays, but for fields that only the other one has changed. */
  async function showClash(res: Response, posted: Record<string, unknown>, wanted: Wanted): Promise<void> {
    const record = await programme.current()
    const { locals } = res
    const { typed } = formFailure(posted, {})
    const merged = withTheirs(typed, settingsMerge(locals, record, wanted), asPosted(record.settings, locals.locale))
    const form = { ok: false as const, errors: {}, typed: merged }
    renderSettings(res, settingsPage(locals, shown(record), { form, clash: clashOf(locals, record, wanted) }), 409)
  }

  router.post('/staff/settings/take-back', staff('administrator'), async (req, res) => {
    const form = readForm(takeBackForm, req.body)
    if (!form.ok) throw invalid('error.bad-request')
    const { id, name } = accountOf(res)
    const verdict = await programme.takeBack(form.value.at, { revision: form.value.revision, by: { id, name } })
    if (!verdict.ok) {
      renderSettings(res, settingsPage(res.locals, shown(await programme.current()), { stale: true }), 409)
      return
    }
    notice(res, 'programme.saved')
    res.redirect(303, pathTo(res.locals.locale, '/staff/settings'))
  })

  return router
}

/** What a form of before may lack; ticked boxes and choices are as they were posted. */
const leftOut = (posted: ReturnType<typeof asPosted>) =>
  Object.fromEntries(Object.entries(posted).filter(([name]) => name !== 'whoMayApply' && name !== 'citizenships'))
