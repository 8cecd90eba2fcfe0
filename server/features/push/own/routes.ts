import { Router } from 'express'
import { z } from 'zod'
import { pathTo } from '#server/paths.ts'
import type { Services } from '#server/services.ts'
import { AppError, notFound } from '#shared/errors.ts'
import { deviceOf } from '#shared/user-agent.ts'
import { accountOf, signedIn } from '#web/access/access.ts'
import { flashNotice } from '#web/forms/flash.ts'
import { readForm, readPath } from '#web/forms/forms.ts'
import { pushKinds } from '#models/push/push-subscription.ts'
import { kindsFor, isBrowserKey, isBrowserSecret } from '../rules.ts'
import { notificationsPage, renderNotifications } from './page.ts'

/**
 * What a browser sends when push messages are switched on. Whether the endpoint belongs to a push service is checked later.
 */
const deviceForm = z.object({
  endpoint: z.string().max(1_000),
  p256dh: z.string().refine(isBrowserKey),
  auth: z.string().refine(isBrowserSecret),
  zone: z.string().max(60).catch(''),
  /** Sent by the page once in each session: nothing is switched on, the device is only moved to this session. */
  again: z.literal('1').optional().catch(undefined),
})

const hour = z.coerce.number().int().min(0).max(23)

/** The ticked `kinds` and the quiet hours. */
const preferencesForm = z.object({
  kinds: z
    .union([z.string(), z.array(z.string()).max(20)])
    .catch([])
    .default([])
    .transform(input => [input].flat())
    .transform(input => pushKinds.filter(kind => input.includes(kind))),
  from: hour,
  to: hour,
})

const devicePath = z.object({ id: z.string().regex(/^[0-9a-f]{24}$/) })

/**
 * Pages where people choose devices, kinds of messages and quiet hours. Without the operator's keys, the page redirects to
 * the account and its forms are "not found".
 */
export function notificationRoutes({ devices, publicKey }: Services['push']): Router {
  const router = Router({ caseSensitive: true })

  router.get('/account/notifications', signedIn, async (_req, res) => {
    const account = accountOf(res)
    if (publicKey === null) {
      res.redirect(303, pathTo(res.locals.locale, '/account'))
      return
    }
    const [all, preferences] = await Promise.all([devices.list(account.id), devices.preferences(account.id)])
    renderNotifications(
      res,
      notificationsPage(res.locals, { devices: all, preferences, role: account.role, publicKey }),
    )
  })

  router.post('/account/notifications', signedIn, async (req, res) => {
    requireAvailable(publicKey)
    const { id, role } = accountOf(res)
    const form = readForm(preferencesForm, req.body)
    if (!form.ok) throw new AppError('invalid', 'push.refused.preferences')
    const { kinds, from, to } = form.value
    const off = kindsFor(role).filter(kind => !kinds.includes(kind))
    await devices.prefer(id, { off, quiet: { from, to } })
    flashNotice(res, 'push.saved')
    res.redirect(303, pathTo(res.locals.locale, '/account/notifications'))
  })

  router.post('/account/notifications/devices', signedIn, async (req, res) => {
    requireAvailable(publicKey)
    const form = readForm(deviceForm, req.body)
    if (!form.ok) throw new AppError('invalid', 'push.refused.endpoint')
    const { endpoint, p256dh, auth, zone, again } = form.value
    const device = {
      subscription: { endpoint, keys: { p256dh, auth } },
      zone,
      device: deviceOf(req.get('user-agent') ?? ''),
      handle: req.session.handle ?? null,
    }
    const added = await (again ? devices.renew : devices.add)(accountOf(res), device)
    if (!added.ok && added.reason === 'not-theirs') {
      res.status(410).end()
      return
    }
    if (!added.ok && added.reason === 'too-many') throw new AppError('too-many', 'push.refused.too-many')
    if (!added.ok) throw new AppError('invalid', 'push.refused.endpoint')
    if (again) {
      res.status(204).end()
      return
    }
    flashNotice(res, 'push.on')
    res.redirect(303, pathTo(res.locals.locale, '/account/notifications'))
  })

  router.post('/account/notifications/devices/:id/remove', signedIn, async (req, res) => {
    requireAvailable(publicKey)
    const { id } = readPath(devicePath, req.params)
    await devices.remove(accountOf(res).id, id)
    flashNotice(res, 'push.removed')
    res.redirect(303, pathTo(res.locals.locale, '/account/notifications'))
  })

  return router
}

function requireAvailable(publicKey: string | null): void {
  if (publicKey === null) throw notFound()
}
