import { PushSubscriptionModel, type PushSubscription } from '#models/push/push-subscription.ts'
import { measured } from '#outside/metrics.ts'
import { isEarly, outboxOf, type Handed } from '#shared/outbox.ts'
import type { PushDevices } from './devices.ts'
import type { PushEffects } from './noting.ts'
import type { Deps } from './ports.ts'
import { isPushEndpoint, mostFailures, outcomeOf, quietUntil, retryAfterMs, waitAfter } from './rules.ts'
import { openSubscription } from './stored.ts'

/** All messages are so long, so that a push service cannot tell kinds by the length. */
const payloadLength = 64

/** Sends what was noted for a device. A message that fails waits on its device and is given up in the end: it is never parked. */
export function pushOutbox({ clock, log, settings, send }: Deps, { ownerOf }: Pick<PushDevices, 'ownerOf'>) {
  async function carryOut(device: PushSubscription, { facts }: Handed<PushEffects['push']>): Promise<void> {
    const owner = settings && (await ownerOf(device))
    const subscription = owner && openSubscription(device)
    // It was signed out meanwhile, or its service is on the list no more.
    if (!subscription || !isPushEndpoint(subscription.endpoint, settings.services)) return drop(device, 'ended')
    // Neither names nor numbers: whoever looks at a locked screen, or over a shoulder, learns no more than that there is news.
    const payload = JSON.stringify({ kind: facts.kind, locale: owner.locale }).padEnd(payloadLength)
    const { status, retryAfter } = await send(subscription, { payload, topic: facts.kind }).catch((error: unknown) => {
      log.warn({ err: error, service: device.service }, 'a push service did not answer')
      return { status: 503, retryAfter: undefined }
    })
    const outcome = outcomeOf(status)
    if (outcome === 'gone') return drop(device, 'gone')
    if (outcome === 'later') return postpone(device, status, retryAfterMs(retryAfter, clock.machineNow()))
    if (outcome === 'refused') log.error({ service: device.service, status }, 'a push service refused a message')
    measured.pushes.inc({ result: outcome })
    const lastUsedAt = outcome === 'sent' ? { lastUsedAt: clock.now() } : {}
    await settle(device, lastUsedAt)
  }

  async function drop({ _id, service }: PushSubscription, result: 'ended' | 'gone'): Promise<void> {
    measured.pushes.inc({ result })
    log.info({ service, result }, 'a device is told nothing any more')
    await PushSubscriptionModel.deleteOne({ _id })
  }

  /** Throws, so that the message stays; `isHeld` keeps it until then. */
  async function postpone(device: PushSubscription, status: number, askedMs: number): Promise<void> {
    const failures = device.failures + 1
    if (failures > mostFailures) {
      measured.pushes.inc({ result: 'given_up' })
      log.error({ service: device.service, status, failures }, 'a push message was given up')
      await settle(device, {})
      return
    }
    measured.pushes.inc({ result: 'postponed' })
    const retryAt = new Date(clock.machineNow().getTime() + waitAfter(failures, askedMs))
    await PushSubscriptionModel.updateOne({ _id: device._id }, { $set: { failures, retryAt } })
    throw new Error(`the push service answered ${String(status)}`)
  }

  const settle = ({ _id }: PushSubscription, fields: object) =>
    PushSubscriptionModel.updateOne({ _id }, { $set: { ...fields, failures: 0 }, $unset: { retryAt: 1 } })

  return outboxOf<PushSubscription, PushEffects>({
    ...{ name: 'push', collection: 'push_subscriptions' },
    handlers: { push: carryOut },
    isHeld: (device, effect, now) =>
      isEarly(effect, now) ||
      quietUntil(now, device.quiet, device.zone) !== null ||
      (device.retryAt ?? 0) > clock.machineNow(),
  })
}
