import { trusted } from 'mongoose'
import { PushSubscriptionModel, type PushSubscription } from '#models/push/push-subscription.ts'
import { workLeft } from '#models/parts/work-signal.ts'
import type { MailRequest } from '#outside/mail/mail-message.ts'
import type { EffectOf } from '#shared/outbox.ts'
import { kindOf } from './kinds-of-letters.ts'
import type { Deps } from './ports.ts'
import { joined, quietUntil, type ToldKind } from './rules.ts'
import { hashOf, ofThisSession } from './stored.ts'

/** Effect kinds are stored and never renamed. */
export type PushEffects = { push: { kind: ToldKind } }

/** Number of recent causes that a device remembers, so that none is notified twice. */
const mostRecent = 50

type Letter = Pick<MailRequest, 'cause' | 'to' | 'template'>
type Device = Pick<PushSubscription, '_id' | 'account' | 'session' | 'off' | 'quiet' | 'zone' | 'pendingEffects'>
type News = { kind: ToldKind; key: string }

/** Attempts when two processes write at once: the second finds what the first has stored. */
const mostTries = 4

/**
 * Notes on each device of a mail's recipient that there is news, once for each cause. If a message is already waiting (quiet
 * hours, or a service that is away) the news joins it, so a device never has more than one message to come.
 */
export function noting({ clock, accounts, settings }: Pick<Deps, 'clock' | 'accounts' | 'settings'>) {
  async function note({ cause, to, template }: Letter): Promise<void> {
    if (!settings || kindOf(template, 'applicant') === null) return
    const reader = await accounts.people.findByEmail(to)
    // An unconfirmed address may belong to somebody else.
    if (reader?.state !== 'active') return
    const kind = kindOf(template, reader.role)
    if (kind === null) return
    const devices = await PushSubscriptionModel.find({ account: reader.id }, fields).lean<Device[]>()
    const wanted = devices.filter(({ off }) => !off.includes(kind))
    for (const device of wanted) await noteOn(device, { kind, key: hashOf(cause).slice(0, 16) })
    if (wanted.length > 0) workLeft('push')
  }

  async function noteOn(device: Device, news: News): Promise<void> {
    let now: Device | null = device
    for (let tries = 0; now && tries < mostTries; tries += 1) {
      if (await written(now, news)) return
      now = await PushSubscriptionModel.findOne(unknownOn(device, news), fields).lean<Device>()
    }
  }

  /** Writes the news on a device; false if the device was changed since it was read. */
  async function written(device: Device, news: News): Promise<boolean> {
    const [waiting] = device.pendingEffects
    const recent = { $each: [news.key], $slice: -mostRecent }
    const { matchedCount } = waiting
      ? await PushSubscriptionModel.updateOne(
          { ...unknownOn(device, news), 'pendingEffects.0.key': waiting.key },
          // A new key: if the previous message is already being sent, this one follows it and is not removed with it.
          {
            $push: { recent },
            $set: { 'pendingEffects.0.key': news.key, 'pendingEffects.0.facts': joining(waiting, news) },
          },
        )
      : await PushSubscriptionModel.updateOne(
          { ...unknownOn(device, news), 'pendingEffects.0': trusted({ $exists: false }) },
          { $push: { recent, pendingEffects: fresh(device, news) } },
        )
    return matchedCount > 0
  }

  function fresh({ quiet, zone }: Device, { kind, key }: News) {
    const until = quietUntil(clock.now(), quiet, zone)
    return { key, ...effectOf(kind), ...(until ? { notBefore: until } : {}) }
  }

  return note
}

const fields = { account: 1, session: 1, off: 1, quiet: 1, zone: 1, pendingEffects: 1 } as const

const unknownOn = (device: Device, { key }: News) => ({ ...ofThisSession(device), recent: trusted({ $ne: key }) })

const effectOf = (kind: ToldKind): EffectOf<PushEffects> => ({ kind: 'push', facts: { kind } })

const joining = (waiting: Device['pendingEffects'][number], { kind }: News): PushEffects['push'] => ({
  kind: joined((waiting.facts as PushEffects['push']).kind, kind),
})
