import { Router } from 'express'
import { pathTo } from '#server/paths.ts'
import type { Clock } from '#outside/clock.ts'
import type { Services } from '#server/services.ts'
import { AppError, invalid } from '#shared/errors.ts'
import { cityDayOf } from '#shared/days/city-day.ts'
import { yes } from '#shared/verdict.ts'
import { actorAt, staff } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { formFailure, readForm, readPath } from '#web/forms/forms.ts'
import { incentivePage, renderIncentive } from '../browse/page.ts'
import { previewBar } from '../preview.ts'
import { canConfirm } from '../rules.ts'
import { manageFormPage, renderManageForm } from './form-page.ts'
import { discardForm, fieldOfRefusal, incentiveForm, incentivePath, newIncentiveForm } from './input.ts'
import { manageListPage, renderManageList } from './list-page.ts'

/** Routes by which listing managers edit incentives. */
export function incentiveDeskRoutes({ incentives }: Pick<Services, 'incentives'>, clock: Clock): Router {
  const router = Router({ caseSensitive: true })
  const today = () => cityDayOf(clock.now())

  router.get('/staff/incentives', staff('listing_manager', 'administrator'), async (_req, res) => {
    renderManageList(res, manageListPage(res.locals, await incentives.drafts.list(), today()))
  })

  router.get('/staff/incentives/new', staff('listing_manager', 'administrator'), (_req, res) => {
    renderManageForm(res, manageFormPage(res.locals, { incentive: null, today: today() }))
  })

  router.post('/staff/incentives/new', staff('listing_manager', 'administrator'), async (req, res) => {
    const form = readForm(newIncentiveForm, req.body)
    if (!form.ok) {
      renderManageForm(res, manageFormPage(res.locals, { incentive: null, form, today: today() }), 422)
      return
    }

    const { slug, content } = form.value
    const created = await catchRefusal(incentives.drafts.create(slug, content, actorAt(res)), 'incentives.slug.taken')
    if (!created.ok) {
      const failure = formFailure(req.body, { slug: 'incentives.slug.taken' })
      renderManageForm(res, manageFormPage(res.locals, { incentive: null, form: failure, today: today() }), 422)
      return
    }
    flashNotice(res, 'incentives.staff.created')
    res.redirect(303, pathTo(res.locals.locale, '/staff/incentives/:id', { id: created.value }))
  })

  router.get('/staff/incentives/:id', staff('listing_manager', 'administrator'), async (req, res) => {
    const { id } = readPath(incentivePath, req.params)
    const incentive = await incentives.drafts.one(id)
    renderManageForm(res, manageFormPage(res.locals, { incentive, today: today() }))
  })

  router.post('/staff/incentives/:id', staff('listing_manager', 'administrator'), async (req, res) => {
    const { id } = readPath(incentivePath, req.params)
    const incentive = await incentives.drafts.one(id)
    const form = readForm(incentiveForm, req.body)
    if (!form.ok) {
      renderManageForm(res, manageFormPage(res.locals, { incentive, form, today: today() }), 422)
      return
    }

    const { version, reason, act, content } = form.value
    const change = { id, version, reason, by: actorAt(res) }
    const verdict = act === 'confirm' ? canConfirm(incentive) : yes
    if (!verdict.ok) {
      const failure = formFailure(req.body, {
        [fieldOfRefusal(verdict.reason)]: `incentives.refused.${verdict.reason}`,
      })
      renderManageForm(res, manageFormPage(res.locals, { incentive, form: failure, today: today() }), 422)
      return
    }
    const acts = {
      draft: incentives.drafts.save,
      publish: incentives.publishing.publish,
      unpublish: incentives.publishing.unpublish,
      confirm: incentives.publishing.confirm,
    }
    const saved = await catchRefusal(acts[act](change, content), 'error.stale')
    if (!saved.ok) {
      const current = await incentives.drafts.one(id)
      const failure = formFailure(req.body, {})
      // Saving again overwrites the newer version knowingly.
      failure.typed.version = String(current.version)
      renderManageForm(
        res,
        manageFormPage(res.locals, { incentive: current, form: failure, today: today(), stale: true }),
        409,
      )
      return
    }
    flashNotice(res, notices[act])
    res.redirect(303, pathTo(res.locals.locale, '/staff/incentives/:id', { id }))
  })

  /** Shows the preview in the language of the address. */
  router.get('/staff/incentives/:id/preview', staff('listing_manager', 'administrator'), async (req, res) => {
    const { id } = readPath(incentivePath, req.params)
    const incentive = await incentives.preview(id)
    const [all, history] = await Promise.all([incentives.list(), incentives.historyOf(incentive.slug)])
    const preview = previewBar(res.locals, `/staff/incentives/${id}`)
    renderIncentive(res, { ...incentivePage(res.locals, { incentive, all, history }), preview })
  })

  router.post('/staff/incentives/:id/discard', staff('listing_manager', 'administrator'), async (req, res) => {
    const { id } = readPath(incentivePath, req.params)
    const form = readForm(discardForm, req.body)
    if (!form.ok) throw invalid('error.bad-request')

    await incentives.drafts.discard({ id, version: form.value.version, by: actorAt(res) })
    flashNotice(res, 'content.discarded')
    res.redirect(303, pathTo(res.locals.locale, '/staff/incentives/:id', { id }))
  })

  return router
}

const notices = {
  draft: 'incentives.staff.saved',
  publish: 'incentives.staff.published',
  unpublish: 'incentives.staff.unpublished',
  confirm: 'incentives.staff.confirmed-unchanged',
} as const

type Outcome<Value> = { ok: true; value: Value } | { ok: false }

/** Returns `ok: false` for the refusal that is shown beside the form. Rethrows all others for the error page. */
async function catchRefusal<Value>(work: Promise<Value>, refusal: AppError['code']): Promise<Outcome<Value>> {
  try {
    return { ok: true, value: await work }
  } catch (error) {
    if (error instanceof AppError && error.code === refusal) return { ok: false }
    throw error
  }
}
