import { Router } from 'express'
import type { Services } from '../../../services.ts'
import { invalid } from '../../../shared/errors.ts'
import { accountOf, staff } from '../../../web/access.ts'
import { notice } from '../../../web/flash.ts'
import { formFailure, readForm } from '../../../web/forms.ts'
import { daySettingNames, numberSettingNames, type ProgrammeSettings } from '../rules.ts'
import { settingsForm, takeBackForm } from './input.ts'
import { renderSettings, settingsPage } from './page.ts'

/** What administrators may set about the programme. */
export function programmeSettingsRoutes({ programme }: Pick<Services, 'programme'>): Router {
  const router = Router({ caseSensitive: true })

  router.get('/staff/settings', staff('administrator'), async (_req, res) => {
    renderSettings(res, settingsPage(res.locals, await programme.current()))
  })

  router.post('/staff/settings', staff('administrator'), async (req, res) => {
    // Whoever fills in the form of before keeps what is there.
    const form = readForm(settingsForm, { ...asPosted((await programme.current()).settings), ...(req.body as object) })
    if (!form.ok) {
      renderSettings(res, settingsPage(res.locals, await programme.current(), { form }), 422)
      return
    }
    const { id, name } = accountOf(res)
    const verdict = await programme.save(form.value.settings, { revision: form.value.revision, by: { id, name } })
    if (!verdict.ok) {
      // What was typed stays; the form now starts from what the other one saved, so that sending it again is a choice.
      const typed = formFailure(req.body, {})
      renderSettings(res, settingsPage(res.locals, await programme.current(), { form: typed, stale: true }), 409)
      return
    }
    req.log.info({ account: id }, 'programme settings saved')
    notice(res, 'programme.saved')
    res.redirect(303, `/${res.locals.locale}/staff/settings`)
  })

  router.post('/staff/settings/take-back', staff('administrator'), async (req, res) => {
    const form = readForm(takeBackForm, req.body)
    if (!form.ok) throw invalid('error.bad-request')
    const { id, name } = accountOf(res)
    const verdict = await programme.takeBack(form.value.at, { revision: form.value.revision, by: { id, name } })
    if (!verdict.ok) {
      renderSettings(res, settingsPage(res.locals, await programme.current(), { stale: true }), 409)
      return
    }
    notice(res, 'programme.saved')
    res.redirect(303, `/${res.locals.locale}/staff/settings`)
  })

  return router
}

/** The whole numbers and the days as the form would post them. */
function asPosted(settings: ProgrammeSettings): Record<string, string> {
  const numbers = numberSettingNames.map(name => [name, String(settings[name])] as const)
  const days = daySettingNames.map(name => [name, settings[name].join('\n')] as const)
  return Object.fromEntries([...numbers, ...days])
}
