import { trusted } from 'mongoose'
import { PushSubscriptionModel, type PushSubscription } from '#models/push/push-subscription.ts'
import { signalWork } from '#models/parts/work-signal.ts'
import type { Clock } from '#outside/clock.ts'
import type { MailRequest } from '#outside/mail/mail-message.ts'
import type { EffectOf } from '#shared/outbox.ts'
import { kindOf } from './kinds-of-letters.ts'
import type { Deps } from './ports.ts'
import { combineKinds, quietUntil, type MessageKind } from './rules.ts'
import { hashOf, sessionFilter } from './stored.ts'

/** Effect kinds are stored and never renamed. */
export type PushEffects = { push: { kind: MessageKind } }

/** Number of recent causes that a device remembers, so that none is notified twice. */
const maxRecent = 50

type Letter = Pick<MailRequest, 'cause' | 'to' | 'template'>
type Device = Pick<PushSubscription, '_id' | 'account' | 'session' | 'off' | 'quiet' | 'zone' | 'pendingEffects'>
type News = { kind: MessageKind; key: string }

/** Attempts when two processes write at once: the second finds what the first has stored. */
const maxTries = 4

/**
 * Notes on each device of a mail's recipient that there is news, once for each cause. If a message is already waiting (quiet
 * hours, or a service that is away) the news joins it, so a device never has more than one message to come.
 */
export async function noteNews(
  { clock, accounts, settings }: Pick<Deps, 'clock' | 'accounts' | 'settings'>,
  { cause, to, template }: Letter,
): Promise<void> {
  if (!settings || kindOf(template, 'applicant') === null) return
  const reader = await accounts.people.findByEmail(to)
  // An unconfirmed address may belong to somebody else.
  if (reader?.state !== 'active') return
  const kind = kindOf(template, reader.role)
  if (kind === null) return
  const devices = await PushSubscriptionModel.find({ account: reader.id }, fields).lean<Device[]>()
  const interested = devices.filter(({ off }) => !off.includes(kind))
  for (const device of interested) await noteOn(clock, device, { kind, key: hashOf(cause).slice(0, 16) })
  if (interested.length > 0) signalWork('push')
}

async function noteOn(clock: Clock, device: Device, news: News): Promise<void> {
  let now: Device | null = device
  for (let tries = 0; now && tries < maxTries; tries += 1) {
    if (await writeNews(clock, now, news)) return
    now = await PushSubscriptionModel.findOne(withoutNews(device, news), fields).lean<Device>()
  }
}

/** Writes the news on a device; false if the device was changed since it was read. */
async function writeNews(clock: Clock, device: Device, news: News): Promise<boolean> {
  const [waiting] = device.pendingEffects
  const recent = { $each: [news.key], $slice: -maxRecent }
  const { matchedCount } = waiting
    ? await PushSubscriptionModel.updateOne(
        { ...withoutNews(device, news), 'pendingEffects.0.key': waiting.key },
        // A new key: if the previous message is already being sent, this one follows it and is not removed with it.
        {
          $push: { recent },
          $set: { 'pendingEffects.0.key': news.key, 'pendingEffects.0.facts': joinFacts(waiting, news) },
        },
      )
    : await PushSubscriptionModel.updateOne(
        { ...withoutNews(device, news), 'pendingEffects.0': trusted({ $exists: false }) },
        { $push: { recent, pendingEffects: createPendingMessage(device, news, clock.now()) } },
      )
  return matchedCount > 0
}

function createPendingMessage({ quiet, zone }: Device, { kind, key }: News, now: Date) {
  const until = quietUntil(now, quiet, zone)
  return { key, ...effectOf(kind), ...(until ? { notBefore: until } : {}) }
}

const fields = { account: 1, session: 1, off: 1, quiet: 1, zone: 1, pendingEffects: 1 } as const

const withoutNews = (device: Device, { key }: News) => ({ ...sessionFilter(device), recent: trusted({ $ne: key }) })

const effectOf = (kind: MessageKind): EffectOf<PushEffects> => ({ kind: 'push', facts: { kind } })

const joinFacts = (waiting: Device['pendingEffects'][number], { kind }: News): PushEffects['push'] => ({
  kind: combineKinds((waiting.facts as PushEffects['push']).kind, kind),
})
