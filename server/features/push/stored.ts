import { createHash } from 'node:crypto'
import mongoose from 'mongoose'
import { MissingKeyError, sealing } from '#outside/sealing/sealing.ts'
import type { Lying, SealedStore } from '#outside/sealing/stored.ts'
import type { PushSubscription } from '#models/push/push-subscription.ts'
import { normalEndpoint } from './rules.ts'
import type { BrowserSubscription } from './sending.ts'

/** A name that does not lead back to what it is of. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url')

/** For one device only: put into another one it does not open. */
const contextOf = (endpointHash: string): string => `push subscription ${endpointHash}`

/** The device as long as it belongs to the account and session of which it was read: another one may take its document over. */
export const ofThisSession = ({ _id, account, session }: Pick<PushSubscription, '_id' | 'account' | 'session'>) => ({
  ...{ _id, account },
  'session.epoch': session.epoch,
  'session.handle': session.handle ?? null,
})

/** The name of a device, by its address. */
export const endpointHashOf = (endpoint: string): string => hashOf(normalEndpoint(endpoint))

/** As it is stored. */
export function sealedSubscription(subscription: BrowserSubscription): { endpointHash: string; sealed: string } {
  const { keys } = subscription
  const endpoint = normalEndpoint(subscription.endpoint)
  const endpointHash = hashOf(endpoint)
  return { endpointHash, sealed: sealing().stored(JSON.stringify({ endpoint, keys }), contextOf(endpointHash)) }
}

type Stored = { endpointHash: string; sealed: string }

/** The same again. Throws when it is sealed with a key that is missing. */
export const openSubscription = ({ endpointHash, sealed }: Stored): BrowserSubscription =>
  JSON.parse(sealing().read(sealed, contextOf(endpointHash))) as BrowserSubscription

/** Brings stored subscriptions to the newest key of `DOCUMENT_KEYS`, or opens them (ADR 106). They are few: all at once. */
export function pushSealing(): SealedStore {
  const all = () => mongoose.connection.collection<Stored>('push_subscriptions')

  async function bring(wanted: 'sealed' | 'open') {
    const done = { last: null, changed: 0, skipped: 0 }
    for await (const { _id, ...stored } of all().find({}, { projection: { endpointHash: 1, sealed: 1 } })) {
      const by = sealing().keyOfText(stored.sealed)
      if (wanted === 'open' ? by === null : by === sealing().keyIds[0]) continue
      try {
        const { sealed } = sealedSubscription(openSubscription(stored))
        done.changed += (await all().updateOne({ _id, sealed: stored.sealed }, { $set: { sealed } })).modifiedCount
      } catch (error) {
        if (!(error instanceof MissingKeyError)) throw error
        done.skipped += 1
      }
    }
    return done
  }

  async function count(): Promise<Lying> {
    const lying: Lying = { open: 0, sealed: new Map() }
    for await (const { sealed } of all().find({}, { projection: { sealed: 1 } })) {
      const by = sealing().keyOfText(sealed)
      if (by === null) lying.open += 1
      else lying.sealed.set(by, (lying.sealed.get(by) ?? 0) + 1)
    }
    return lying
  }

  return { name: 'devices for push messages', bring, count }
}
