import { trusted } from 'mongoose'
import { PushSubscriptionModel, type PushSubscription } from '#models/push/push-subscription.ts'
import { workLeft } from '#models/parts/work-signal.ts'
import type { MailRequest } from '#outside/mail/mail-message.ts'
import type { EffectOf } from '#shared/outbox.ts'
import type { Deps } from './ports.ts'
import { joined, kindOf, quietUntil, type ToldKind } from './rules.ts'
import { hashOf } from './stored.ts'

/** The kind is stored and never renamed. */
export type PushEffects = { push: { kind: ToldKind } }

/** So many causes back a device knows that it has been told. */
const mostRecent = 50

type Letter = Pick<MailRequest, 'cause' | 'to' | 'template'>
type Device = Pick<PushSubscription, '_id' | 'off' | 'quiet' | 'zone'>

/**
 * Notes on each of a reader's devices that there is news, when a letter about it is written; each cause once. What comes in
 * quiet hours waits for their end, and is one message then.
 */
export function noting({ clock, accounts, settings }: Pick<Deps, 'clock' | 'accounts' | 'settings'>) {
  async function note({ cause, to, template }: Letter): Promise<void> {
    if (!settings || kindOf(template, 'applicant') === null) return
    const reader = await accounts.people.findByEmail(to)
    // An address that nobody has confirmed may be somebody else's.
    if (reader?.state !== 'active') return
    const kind = kindOf(template, reader.role)
    if (kind === null) return
    const fields = { off: 1, quiet: 1, zone: 1 } as const
    const devices = await PushSubscriptionModel.find({ account: reader.id }, fields).lean<Device[]>()
    const wanted = devices.filter(({ off }) => !off.includes(kind))
    for (const device of wanted) await noteOn(device, { kind, key: hashOf(cause).slice(0, 16) })
    if (wanted.length > 0) workLeft('effects')
  }

  async function noteOn(device: Device, { kind, key }: { kind: ToldKind; key: string }): Promise<void> {
    const fresh = { _id: device._id, recent: trusted({ $ne: key }) }
    const recent = { $each: [key], $slice: -mostRecent }
    const until = quietUntil(clock.now(), device.quiet, device.zone)
    if (!until) {
      await PushSubscriptionModel.updateOne(fresh, { $push: { recent, pendingEffects: { key, ...effectOf(kind) } } })
      return
    }
    const morning = `quiet-until:${until.toISOString()}`
    const waiting = await waitingIn(device, morning)
    if (waiting) {
      const $set = { 'pendingEffects.$.facts': { kind: joined(waiting, kind) } }
      const { matchedCount } = await PushSubscriptionModel.updateOne(
        { ...fresh, 'pendingEffects.key': morning },
        { $push: { recent }, $set },
      )
      if (matchedCount > 0) return
    }
    await PushSubscriptionModel.updateOne(
      { ...fresh, 'pendingEffects.key': trusted({ $ne: morning }) },
      { $push: { recent, pendingEffects: { key: morning, ...effectOf(kind), notBefore: until } } },
    )
  }

  return note
}

const effectOf = (kind: ToldKind): EffectOf<PushEffects> => ({ kind: 'push', facts: { kind } })

/** What waits for the end of the quiet hours already. */
async function waitingIn({ _id }: Device, key: string): Promise<ToldKind | null> {
  const stored = await PushSubscriptionModel.findOne({ _id }, { pendingEffects: 1 }).lean<PushSubscription>()
  const effect = stored?.pendingEffects.find(one => one.key === key)
  return effect ? (effect.facts as PushEffects['push']).kind : null
}
