import { z } from 'zod'
import { pushKinds } from '#models/push/push-subscription.ts'
import { isBrowserKey, isBrowserSecret } from '../rules.ts'

/** What a browser says of itself when messages are switched on. Whether its address is one of a push service is asked later. */
export const deviceForm = z.object({
  endpoint: z.string().max(1_000),
  p256dh: z.string().refine(isBrowserKey),
  auth: z.string().refine(isBrowserSecret),
  zone: z.string().max(60).catch(''),
  /** Said by the page once in each session: nothing is switched on, the device goes on in this session. */
  again: z.literal('1').optional().catch(undefined),
})

const hour = z.coerce.number().int().min(0).max(23)

/** `kinds` that are ticked; the hours between which devices stay quiet. */
export const preferencesForm = z.object({
  kinds: z
    .union([z.string(), z.array(z.string()).max(20)])
    .catch([])
    .default([])
    .transform(typed => [typed].flat())
    .transform(typed => pushKinds.filter(kind => typed.includes(kind))),
  from: hour,
  to: hour,
})

export const devicePath = z.object({ id: z.string().regex(/^[0-9a-f]{24}$/) })
