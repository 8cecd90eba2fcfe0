import { Readable } from 'node:stream'
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { notFound } from '#shared/errors.ts'
import { accountOf, editorAt, staff } from '#web/access/access.ts'
import { sendInline } from '#web/files/downloads.ts'
import { receiveFiles } from '#web/files/uploads.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, readForm, text, type FormFailure } from '#web/forms/forms.ts'
import { mergedValues, withTakenValues } from '#web/forms/edit-merge.ts'
import { captureAuditReason } from '#web/forms/reason-field.ts'
import { clashOf, mergeSettings, type SettingsEdit } from '../settings/clash.ts'
import { findConfusedPatterns } from './numbers.ts'
import { toFormValues, letterheadPage, renderLetterhead, type State } from './page.ts'
import { letterheadSettingNames, letterheadSettings, readLetterheadSetting, type LetterheadSetting } from './rules.ts'
import { sealRules, sealComplaintOf } from './seal-part.ts'

const letterheadField = (name: LetterheadSetting) =>
  text(300).transform((input, context) => {
    const value = readLetterheadSetting(name, input)
    if (value !== null) return value
    const { max, wrong } = letterheadSettings[name]
    context.addIssue({ code: 'custom', message: input.length > max ? 'form.too-long' : wrong })
    return z.NEVER
  })

const letterheadForm = z.object({
  ...(Object.fromEntries(letterheadSettingNames.map(name => [name, letterheadField(name)])) as Record<
    LetterheadSetting,
    ReturnType<typeof letterheadField>
  >),
  /** Revision from which the form was made. */
  revision: z.coerce.number().int().min(0),
  seen: z.string().max(10_000).catch(''),
})

/** Seal from which the form was made. */
const seenSealForm = z.object({ seen: z.string().max(100).catch('') })
/** Page number of the register. */
const registerQuery = z.object({ page: z.coerce.number().int().min(1).max(100_000).catch(1) })
const at = '/staff/settings/letterhead'

/** Routes by which administrators set letterhead, numbers and seal. */
export function letterheadRoutes({ programme, letterhead }: Pick<Services, 'programme' | 'letterhead'>): Router {
  const router = Router({ caseSensitive: true })
  const administrator = staff('administrator')
  const { seals, numbers } = letterhead

  async function show(res: Response, state: State = {}, status = 200): Promise<void> {
    const { page } = registerQuery.parse(res.req.query)
    const record = await programme.current()
    const register = await numbers.register(page)
    const next = { letter: await numbers.next('letter'), contract: await numbers.next('contract') }
    renderLetterhead(res, letterheadPage(res.locals, { record, register, next, ...state }), status)
  }

  router.get(at, administrator, async (_req, res) => {
    await show(res)
  })

  router.post(at, administrator, captureAuditReason, async (req, res) => {
    const record = await programme.current()
    const now = toFormValues(record.settings)
    const posted = withTakenValues({ ...now, ...(req.body as object) }, now)
    const form = readForm(letterheadForm, posted)
    const taken: FormFailure | null = form.ok ? await checkPatterns(posted, form.value) : form
    if (!form.ok || taken) {
      if (taken) await show(res, { form: taken }, 422)
      return
    }
    const { revision, seen, ...values } = form.value
    const edit = { settings: { ...record.settings, ...values }, revision, seen, form: toFormValues }
    const { theirs, clashing } = mergeSettings(res.locals, record, edit)
    const saving = { revision: record.revision, by: editorAt(res) }
    const verdict = theirs.length + clashing.length > 0 ? null : await programme.save(edit.settings, saving)
    if (!verdict?.ok) {
      await showClash(res, posted, edit)
      return
    }
    req.log.info({ account: accountOf(res).id }, 'letterhead saved')
    flashNotice(res, 'programme.saved')
    redirectBack(res)
  })

  /** Refuses patterns by which letters and contracts could share numbers, also with former patterns. */
  async function checkPatterns(
    posted: unknown,
    values: Record<LetterheadSetting, string>,
  ): Promise<FormFailure | null> {
    const names = await findConfusedPatterns(values)
    const errors = Object.fromEntries(names.map(name => [name, 'letterhead.pattern.same' as const]))
    return names.length > 0 ? formFailure(posted, errors) : null
  }

  /** Shows both values side by side. Adopts fields that only the other person has changed. */
  async function showClash(res: Response, posted: Record<string, unknown>, edit: SettingsEdit): Promise<void> {
    const record = await programme.current()
    const { typed } = formFailure(posted, {})
    const merged = mergedValues(typed, mergeSettings(res.locals, record, edit), toFormValues(record.settings))
    const form = { ok: false as const, errors: {}, typed: merged }
    await show(res, { form, clash: clashOf(res.locals, record, edit) }, 409)
  }

  /** Sends the current seal to administrators. It has no other address. */
  router.get(`${at}/seal/:seal.png`, administrator, async (req, res) => {
    const { seal } = await programme.settings()
    const png = seal === req.params.seal ? await seals.read(seal) : null
    if (!png) throw notFound()
    await sendInline(res, { name: 'seal.png', mediaType: 'image/png', size: png.length }, Readable.from([png]))
  })

  router.post(`${at}/seal`, administrator, async (req, res) => {
    const upload = await receiveFiles(req, res, { ...sealRules, store: seals.store, fields: ['seal'] })
    const [file] = upload.files
    const added = file ? await seals.add(file) : { ok: false as const, reason: sealComplaintOf(upload.refused) }
    if (!added.ok) {
      await show(res, { seal: added.reason }, 422)
      return
    }
    await setSeal(req, res, { value: added.seal, seen: seenSealForm.parse(upload.fields).seen })
  })

  router.post(`${at}/seal/remove`, administrator, async (req, res) => {
    await setSeal(req, res, { value: '', seen: seenSealForm.parse(req.body ?? {}).seen })
  })

  async function setSeal(req: Request, res: Response, { value, seen }: { value: string; seen: string }) {
    const verdict = await programme.setBrand({ name: 'seal', value, seen, by: editorAt(res) })
    if (!verdict.ok) {
      await show(res, { seal: 'stale' }, 409)
      return
    }
    await seals.keep(value)
    req.log.info({ account: accountOf(res).id, seal: value }, 'seal set')
    flashNotice(res, value ? 'letterhead.seal.saved' : 'letterhead.seal.removed')
    redirectBack(res)
  }

  return router
}

function redirectBack(res: Response): void {
  res.redirect(303, pathTo(res.locals.locale, '/staff/settings/letterhead'))
}
