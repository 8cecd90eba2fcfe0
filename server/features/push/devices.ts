import { trusted } from 'mongoose'
import { PushSubscriptionModel, type PushKind, type PushSubscription } from '#models/push/push-subscription.ts'
import { signalWork } from '#models/parts/work-signal.ts'
import { isDuplicateKey } from '#outside/database/duplicate-key.ts'
import { no, yes, type Verdict } from '#shared/verdict.ts'
import type { Device } from '#shared/user-agent.ts'
import type { SessionAccount } from '#web/locals.ts'
import type { Deps } from './ports.ts'
import { isPushEndpoint, maxDevices, quietUntil, defaultQuietHours, zoneOf, type QuietHours } from './rules.ts'
import type { BrowserSubscription } from './sending.ts'
import { endpointHashOf, hashOf, sessionFilter, sealSubscription } from './stored.ts'

export type NewDevice = { subscription: BrowserSubscription; zone: string; device: Device; handle: string | null }
export type ShownDevice = Pick<PushSubscription, 'device' | 'service' | 'since' | 'zone'> & {
  lastUsedAt: Date | null
  id: string
  endpointHash: string
}
/** Of all devices of a person. `off`: kinds that are not wanted. */
export type Preferences = { off: PushKind[]; quiet: QuietHours }

/** The devices on which people have switched messages on. Each is one document, which belongs to one account and one session. */
export function createPushDeviceService({ clock, accounts, settings, allows }: Deps) {
  const keyHash = hashOf(settings?.publicKey ?? '')

  /** Whose it is now, as long as the session lives in which it was switched on; null: nothing may be sent to it any more. */
  async function ownerOf(
    one: Pick<PushSubscription, 'account' | 'session' | 'keyHash'>,
  ): Promise<SessionAccount | null> {
    // A process without keys cannot tell whether they were changed.
    if (settings && one.keyHash !== keyHash) return null
    const { epoch, handle = null } = one.session
    return accounts.authentication.forSession({ id: one.account.toHexString(), epoch, handle })
  }

  /** Somebody's devices whose sessions live, the newest first. */
  async function list(account: string): Promise<ShownDevice[]> {
    const stored = await PushSubscriptionModel.find({ account }).sort({ since: -1 }).lean<PushSubscription[]>()
    const owners = await Promise.all(stored.map(ownerOf))
    return stored.flatMap(({ _id, device, service, since, lastUsedAt, zone, endpointHash }, index) =>
      owners[index]
        ? [{ id: _id.toHexString(), device, service, since, lastUsedAt: lastUsedAt ?? null, zone, endpointHash }]
        : [],
    )
  }

  /**
   * Switches messages on. A browser that was another account's, or another session's, is this one's from now on, and nothing
   * that waited for the other is sent to it. With too many devices the oldest makes room.
   */
  async function add(
    owner: SessionAccount,
    { subscription, zone, device, handle }: NewDevice,
  ): Promise<Verdict<'endpoint' | 'too-many'>> {
    if (!settings || !isPushEndpoint(subscription.endpoint, settings.services)) return no('endpoint')
    if (!(await allows('push-account', owner.id))) return no('too-many')
    const { off, quiet } = await preferences(owner.id)
    const { endpointHash, sealed } = sealSubscription(subscription)
    const now = clock.now()
    const session = { epoch: owner.sessionEpoch, ...(handle === null ? {} : { handle }) }
    const fields = {
      sealed,
      keyHash,
      session,
      device,
      zone: zoneOf(zone),
      service: new URL(subscription.endpoint).host,
    }
    const existing = await PushSubscriptionModel.updateOne(
      { endpointHash, account: owner.id },
      { $set: { ...fields, failures: 0 }, $unset: { retryAt: 1 } },
    )
    if (existing.matchedCount === 0) {
      const newDevice = {
        account: owner.id,
        endpointHash,
        ...fields,
        off,
        quiet,
        since: now,
        recent: [],
        pendingEffects: [],
      }
      await replace(endpointHash, newDevice)
      await makeRoom(owner.id)
    }
    return yes
  }

  const prefer = createPrefer(clock)
  const renew = createRenew(settings, add)
  const sweep = createSweep(settings, ownerOf)
  return { ownerOf, list, add, renew, preferences, prefer, remove, endWith, forget, sweep }
}
export type PushDevices = ReturnType<typeof createPushDeviceService>

type Add = (owner: SessionAccount, device: NewDevice) => Promise<Verdict<'endpoint' | 'too-many'>>
type OwnerOf = (one: Pick<PushSubscription, 'account' | 'session' | 'keyHash'>) => Promise<SessionAccount | null>

/**
 * The browser of somebody who has signed in says that it has messages switched on: from now on the device belongs to this session, so
 * that it ends with it. One that is another account's ends here. Returns whether it is this account's.
 */
function createRenew(settings: Deps['settings'], add: Add) {
  return async function renew(
    owner: SessionAccount,
    device: NewDevice,
  ): Promise<Verdict<'endpoint' | 'too-many' | 'not-theirs'>> {
    const { endpoint } = device.subscription
    if (!settings || !isPushEndpoint(endpoint, settings.services)) return no('endpoint')
    const endpointHash = endpointHashOf(endpoint)
    if (await PushSubscriptionModel.exists({ endpointHash, account: owner.id })) return add(owner, device)
    await PushSubscriptionModel.deleteOne({ endpointHash, account: trusted({ $ne: owner.id }) })
    return no('not-theirs')
  }
}

/** For every device of somebody; those that come later take them over. What waits does so until the hours end now. */
function createPrefer(clock: Deps['clock']) {
  return async function prefer(account: string, { off, quiet }: Preferences): Promise<void> {
    await PushSubscriptionModel.updateMany({ account }, { $set: { off, quiet } })
    const waiting = { account, 'pendingEffects.0': trusted({ $exists: true }) }
    for (const device of await PushSubscriptionModel.find(waiting).lean<PushSubscription[]>()) {
      const until = quietUntil(clock.now(), quiet, device.zone)
      const [effect] = device.pendingEffects
      const notBefore = 'pendingEffects.0.notBefore'
      await PushSubscriptionModel.updateOne(
        { ...sessionFilter(device), 'pendingEffects.0.key': effect?.key ?? '' },
        until ? { $set: { [notBefore]: until } } : { $unset: { [notBefore]: 1 } },
      )
    }
    signalWork('push')
  }
}

/** Removes devices to which nothing may be sent any more. Returns how many: none in a process without keys. */
function createSweep(settings: Deps['settings'], ownerOf: OwnerOf) {
  return async function sweep(): Promise<number> {
    let swept = 0
    if (!settings) return swept
    const fields = { account: 1, session: 1, keyHash: 1 } as const
    for await (const one of PushSubscriptionModel.find({}, fields).lean<PushSubscription[]>().cursor()) {
      if (await ownerOf(one)) continue
      swept += (await PushSubscriptionModel.deleteOne(sessionFilter(one))).deletedCount
    }
    return swept
  }
}

async function preferences(account: string): Promise<Preferences> {
  const newest = await PushSubscriptionModel.findOne({ account }, { off: 1, quiet: 1 })
    .sort({ since: -1 })
    .lean<Pick<PushSubscription, 'off' | 'quiet'>>()
  return { off: newest?.off ?? [], quiet: newest?.quiet ?? defaultQuietHours }
}

async function remove(account: string, id: string): Promise<void> {
  await PushSubscriptionModel.deleteOne({ _id: id, account })
}

/** The session of this name was ended by its holder. */
async function endWith(account: string, handle: string): Promise<void> {
  await PushSubscriptionModel.deleteMany({ account, 'session.handle': handle })
}

async function forget(account: string): Promise<void> {
  await PushSubscriptionModel.deleteMany({ account })
}

/** Two at once: the unique index let one of them in, and the other one takes its place. */
async function replace(endpointHash: string, replacement: object): Promise<void> {
  const write = () => PushSubscriptionModel.findOneAndReplace({ endpointHash }, replacement, { upsert: true })
  await write().catch((error: unknown) => {
    if (!isDuplicateKey(error)) throw error
    return write()
  })
}

async function makeRoom(account: string): Promise<void> {
  const newest = await PushSubscriptionModel.find({ account }, { _id: 1 })
    .sort({ since: -1, _id: -1 })
    .limit(maxDevices)
    .lean()
  const retainedIds = newest.map(({ _id }) => _id)
  if (retainedIds.length === maxDevices)
    await PushSubscriptionModel.deleteMany({ account, _id: trusted({ $nin: retainedIds }) })
}
