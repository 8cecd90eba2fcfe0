import { PushSubscriptionModel, type PushSubscription } from '#models/push/push-subscription.ts'
import { processMetrics } from '#outside/metrics.ts'
import { isEarly, notYet, createOutbox, type HandlerEffect } from '#shared/outbox.ts'
import type { PushDevices } from './devices.ts'
import type { PushEffects } from './push-effects.ts'
import type { Deps } from './ports.ts'
import {
  isPushEndpoint,
  maxWaitMs,
  maxFailures,
  outcomeOf,
  pushResults,
  quietUntil,
  retryAfterMs,
  serviceNameOf,
  serviceNames,
  retryDelayMs,
} from './rules.ts'
import { topicOf, UnusableSubscriptionError, type Answer } from './sending.ts'
import { sessionFilter, openSubscription } from './stored.ts'

/** All payloads are padded to this length, so that a push service cannot tell kinds apart by it. */
const payloadLength = 64

type Effect = HandlerEffect<PushEffects['push']>

/**
 * Outbox of push messages. A message that fails waits on its device and is dropped after the last attempt; it is never
 * parked.
 */
export function pushOutbox({ clock, log, settings, send }: Deps, { ownerOf }: Pick<PushDevices, 'ownerOf'>) {
  const away = createAwayServiceTracker(() => clock.machineNow())
  if (settings) beginCounting()
  const { drop, postpone, settle } = createOutcomeHandlers({ clock, log })

  async function carryOut(device: PushSubscription, { facts }: Effect): Promise<unknown> {
    // Already excluded by `isHeld`: this process cannot send, another one may.
    if (!settings) return notYet
    const owner = await ownerOf(device)
    const subscription = owner && openSubscription(device)
    // Signed out meanwhile, or its push service is no longer on the list.
    if (!subscription || !isPushEndpoint(subscription.endpoint, settings.services)) return drop(device, 'ended')
    // No names and no numbers: somebody who sees the locked screen learns only that there is news.
    const payload = JSON.stringify({ kind: facts.kind, locale: owner.locale }).padEnd(payloadLength)
    const topic = topicOf(settings, device.endpointHash, facts.kind)
    const answer = await send(subscription, { payload, topic }).catch((error: unknown) => answerOfError(device, error))
    if (answer === 'unusable') return drop(device, 'refused')
    return handleAnswer(device, answer)
  }

  function answerOfError({ service }: PushSubscription, error: unknown): Answer | 'unusable' | 'away' {
    if (error instanceof UnusableSubscriptionError) {
      log.warn({ err: error, service }, 'a device has keys by which nothing can be encrypted')
      return 'unusable'
    }
    log.warn({ err: error, service }, 'a push service did not answer')
    return 'away'
  }

  async function handleAnswer(device: PushSubscription, answer: Answer | 'away'): Promise<unknown> {
    const { service } = device
    if (answer === 'away') {
      away.note(service)
      return postpone(device, null, 0)
    }
    away.forget(service)
    const { status, retryAfter } = answer
    const outcome = outcomeOf(status)
    if (outcome === 'gone') return drop(device, 'gone')
    if (outcome === 'later') return postpone(device, status, retryAfterMs(retryAfter, clock.machineNow()))
    if (outcome === 'refused') log.error({ service, status }, 'a push service refused a message')
    count(device, outcome)
    const lastUsedAt = outcome === 'sent' ? { lastUsedAt: clock.now() } : {}
    return settle(device, lastUsedAt)
  }

  /**
   * True while the device waits. A time further ahead than any wait was stored before the machine's clock was set back, and
   * is ignored.
   */
  function isWaiting({ retryAt }: PushSubscription): boolean {
    const ms = (retryAt?.getTime() ?? 0) - clock.machineNow().getTime()
    return ms > 0 && ms <= maxWaitMs
  }

  return createOutbox<PushSubscription, PushEffects>({
    name: 'push',
    collection: 'push_subscriptions',
    handlers: { push: carryOut },
    isHeld: (device, effect, now) =>
      settings === null ||
      isEarly(effect, now) ||
      quietUntil(now, device.quiet, device.zone) !== null ||
      isWaiting(device) ||
      away.is(device.service),
  })
}

const count = ({ service }: PushSubscription, result: (typeof pushResults)[number]): void =>
  processMetrics.pushes.inc({ service: serviceNameOf(service), result })

/** Prometheus sees an increase only of a series that already exists, so the counters start at 0. */
function beginCounting(): void {
  for (const service of serviceNames)
    for (const result of pushResults) processMetrics.pushes.inc({ service, result }, 0)
}

/** Decides what happens to the device and its next message after the push service has answered. */
function createOutcomeHandlers({ clock, log }: Pick<Deps, 'clock' | 'log'>) {
  async function drop(device: PushSubscription, result: 'ended' | 'gone' | 'refused'): Promise<void> {
    count(device, result)
    log.info({ service: device.service, result }, 'a device is told nothing any more')
    await PushSubscriptionModel.deleteOne(sessionFilter(device))
  }

  /** Keeps the message until `retryAt`, or drops it after too many failures. The status is null when there was no answer. */
  async function postpone(device: PushSubscription, status: number | null, askedMs: number): Promise<unknown> {
    const failures = device.failures + 1
    const facts = { service: device.service, ...(status === null ? {} : { status }), failures }
    if (failures > maxFailures) {
      count(device, 'given_up')
      log.error(facts, 'a push message was given up')
      return settle(device, {})
    }
    // A missing answer has been logged already, with its cause.
    if (status !== null) log.warn(facts, 'a push service did not take a message')
    count(device, 'postponed')
    const retryAt = new Date(clock.machineNow().getTime() + retryDelayMs(failures, askedMs))
    await PushSubscriptionModel.updateOne(sessionFilter(device), { $set: { failures, retryAt } })
    return notYet
  }

  const settle = (device: PushSubscription, fields: object) =>
    PushSubscriptionModel.updateOne(sessionFilter(device), { $set: { ...fields, failures: 0 }, $unset: { retryAt: 1 } })

  return { drop, postpone, settle }
}

/**
 * Push services that did not answer. Their other devices are held without an attempt, so that a service that hangs costs one
 * time-out and not one for each device. Kept in this process only; `machineNow` is its clock.
 */
function createAwayServiceTracker(machineNow: () => Date) {
  const until = new Map<string, { failures: number; at: number }>()

  const isAhead = (at: number): boolean => {
    const ms = at - machineNow().getTime()
    return ms > 0 && ms <= maxWaitMs
  }

  return {
    /** Records a missing answer: holds the service for a minute, doubled each time. */
    note(host: string): void {
      const failures = (until.get(host)?.failures ?? 0) + 1
      until.set(host, { failures, at: machineNow().getTime() + Math.min(retryDelayMs(failures), maxHoldMs) })
    },
    forget: (host: string): void => void until.delete(host),
    is: (host: string): boolean => isAhead(until.get(host)?.at ?? 0),
  }
}

/** Longest hold: a service that is back is used again within a quarter of an hour. */
const maxHoldMs = 15 * 60_000
