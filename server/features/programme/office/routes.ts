import { Router, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { editorAt, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, readForm, text } from '#web/forms/forms.ts'
import { mergedValues, withTakenValues } from '#web/forms/edit-merge.ts'
import { captureAuditReason } from '#web/forms/reason-field.ts'
import { clashOf, mergeSettings, type SettingsEdit } from '../settings/clash.ts'
import { toFormValues, officePage, renderOffice } from './page.ts'
import { officeSettingNames, officeSettings, readOfficeSetting, type OfficeSetting } from './rules.ts'

/** Reads a field. The typed text may be longer than the stored value: of a link only the name is stored. */
const officeField = (name: OfficeSetting) =>
  text(300).transform((input, context) => {
    const value = readOfficeSetting(name, input)
    if (value !== null) return value
    const tooLong = input.length > officeSettings[name].max
    context.addIssue({ code: 'custom', message: tooLong ? 'form.too-long' : officeSettings[name].wrong })
    return z.NEVER
  })

const officeForm = z.object({
  ...(Object.fromEntries(officeSettingNames.map(name => [name, officeField(name)])) as Record<
    OfficeSetting,
    ReturnType<typeof officeField>
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

  router.post('/staff/settings/office', administrator, captureAuditReason, async (req, res) => {
    const record = await programme.current()
    const now = toFormValues(record.settings)
    const posted = withTakenValues({ ...now, ...(req.body as object) }, now)
    const form = readForm(officeForm, posted)
    if (!form.ok) {
      renderOffice(res, officePage(res.locals, record, { form }), 422)
      return
    }
    const { revision, seen, ...values } = form.value
    const settings = { ...record.settings, ...values, inventedOffice: false }
    const edit = { settings, revision, seen, form: toFormValues }
    const { theirs, clashing } = mergeSettings(res.locals, record, edit)
    const by = editorAt(res)
    const verdict =
      theirs.length + clashing.length > 0 ? null : await programme.save(settings, { revision: record.revision, by })
    if (!verdict?.ok) {
      await showClash(res, posted, edit)
      return
    }
    req.log.info({ account: by.id }, 'office settings saved')
    flashNotice(res, 'programme.saved')
    res.redirect(303, pathTo(res.locals.locale, '/staff/settings/office'))
  })

  /** Shows both values side by side. Adopts fields that only the other person has changed. */
  async function showClash(res: Response, posted: Record<string, unknown>, edit: SettingsEdit): Promise<void> {
    const record = await programme.current()
    const { typed } = formFailure(posted, {})
    const merged = mergedValues(typed, mergeSettings(res.locals, record, edit), toFormValues(record.settings))
    const form = { ok: false as const, errors: {}, typed: merged }
    renderOffice(res, officePage(res.locals, record, { form, clash: clashOf(res.locals, record, edit) }), 409)
  }

  return router
}
