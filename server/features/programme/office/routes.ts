import { Router, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { accountOf, staff } from '#web/access/access.ts'
import { notice } from '#web/forms/flash.ts'
import { formFailure, readForm, text } from '#web/forms/forms.ts'
import { mergedValues, withTakenValues } from '#web/forms/merging.ts'
import { readWhy } from '#web/forms/why.ts'
import { clashOf, settingsMerge, type Wanted } from '../settings/clash.ts'
import { asTyped, officePage, renderOffice } from './page.ts'
import { officeSettingNames, officeSettings, readOfficeSetting, type OfficeSetting } from './rules.ts'

/** Reads a field. The typed text may be longer than the stored value: of a link only the name is stored. */
const typedField = (name: OfficeSetting) =>
  text(300).transform((typed, context) => {
    const value = readOfficeSetting(name, typed)
    if (value !== null) return value
    const tooLong = typed.length > officeSettings[name].max
    context.addIssue({ code: 'custom', message: tooLong ? 'form.too-long' : officeSettings[name].wrong })
    return z.NEVER
  })

const officeForm = z.object({
  ...(Object.fromEntries(officeSettingNames.map(name => [name, typedField(name)])) as Record<
    OfficeSetting,
    ReturnType<typeof typedField>
  >),
  /** Revision from which the form was made. */
  revision: z.coerce.number().int().min(0),
  seen: z.string().max(10_000).catch(''),
})

/** Routes by which administrators set how the office is reached and found. */
export function officeRoutes({ programme }: Pick<Services, 'programme'>): Router {
  const router = Router({ caseSensitive: true })
  const administrator = staff('administrator')

  router.get('/staff/settings/office', administrator, async (_req, res) => {
    renderOffice(res, officePage(res.locals, await programme.current()))
  })

  router.post('/staff/settings/office', administrator, readWhy, async (req, res) => {
    const record = await programme.current()
    const now = asTyped(record.settings)
    const posted = withTakenValues({ ...now, ...(req.body as object) }, now)
    const form = readForm(officeForm, posted)
    if (!form.ok) {
      renderOffice(res, officePage(res.locals, record, { form }), 422)
      return
    }
    const { revision, seen, ...values } = form.value
    const settings = { ...record.settings, ...values, inventedOffice: false }
    const wanted = { settings, revision, seen, form: asTyped }
    const { theirs, clashing } = settingsMerge(res.locals, record, wanted)
    const { id, name } = accountOf(res)
    const verdict =
      theirs.length + clashing.length > 0
        ? null
        : await programme.save(settings, { revision: record.revision, by: { id, name } })
    if (!verdict?.ok) {
      await showClash(res, posted, wanted)
      return
    }
    req.log.info({ account: id }, 'office settings saved')
    notice(res, 'programme.saved')
    res.redirect(303, pathTo(res.locals.locale, '/staff/settings/office'))
  })

  /** Shows both values side by side. Adopts fields that only the other person has changed. */
  async function showClash(res: Response, posted: Record<string, unknown>, wanted: Wanted): Promise<void> {
    const record = await programme.current()
    const { typed } = formFailure(posted, {})
    const merged = mergedValues(typed, settingsMerge(res.locals, record, wanted), asTyped(record.settings))
    const form = { ok: false as const, errors: {}, typed: merged }
    renderOffice(res, officePage(res.locals, record, { form, clash: clashOf(res.locals, record, wanted) }), 409)
  }

  return router
}
