import { trusted } from 'mongoose'
import { PushSubscriptionModel, type PushSubscription } from '#models/push/push-subscription.ts'
import { workLeft } from '#models/parts/work-signal.ts'
import type { MailRequest } from '#outside/mail/mail-message.ts'
import type { EffectOf } from '#shared/outbox.ts'
import { kindOf } from './kinds-of-letters.ts'
import type { Deps } from './ports.ts'
import { joined, quietUntil, type ToldKind } from './rules.ts'
import { hashOf, ofThisSession } from './stored.ts'

/** The kind is stored and never renamed. */
export type PushEffects = { push: { kind: ToldKind } }

/** So many causes back a device knows that it has been told. */
const mostRecent = 50

type Letter = Pick<MailRequest, 'cause' | 'to' | 'template'>
type Device = Pick<PushSubscription, '_id' | 'account' | 'session' | 'off' | 'quiet' | 'zone' | 'pendingEffects'>
type News = { kind: ToldKind; key: string }

/** Two that write at once: the second one finds what the first has noted. */
const mostTries = 4

/**
 * Notes on each of a reader's devices that there is news, when a letter about it is written; each cause once. What finds
 * something waiting, in quiet hours or because a service is away, joins it: no device ever has more than one message to come.
 */
export function noting({ clock, accounts, settings }: Pick<Deps, 'clock' | 'accounts' | 'settings'>) {
  async function note({ cause, to, template }: Letter): Promise<void> {
    if (!settings || kindOf(template, 'applicant') === null) return
    const reader = await accounts.people.findByEmail(to)
    // An address that nobody has confirmed may be somebody else's.
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

  /** Whether the device was as it was read, and knows of the news now. */
  async function written(device: Device, news: News): Promise<boolean> {
    const [waiting] = device.pendingEffects
    const recent = { $each: [news.key], $slice: -mostRecent }
    const { matchedCount } = waiting
      ? await PushSubscriptionModel.updateOne(
          { ...unknownOn(device, news), 'pendingEffects.0.key': waiting.key },
          // Under a new name: should the one before be on its way, then this one follows it and is not crossed out with it.
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
