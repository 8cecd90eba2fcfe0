import { createHash } from 'node:crypto'
import mongoose from 'mongoose'
import { MissingKeyError, sealing } from '#outside/sealing/sealing.ts'
import type { SealingCounts, SealedStore } from '#outside/sealing/stored.ts'
import type { PushSubscription } from '#models/push/push-subscription.ts'
import { normaliseEndpoint } from './rules.ts'
import type { BrowserSubscription } from './sending.ts'

/** Hash that does not reveal the text it was made of. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url')

/** Sealing context of one device: sealed data moved to another device does not open. */
const contextOf = (endpointHash: string): string => `push subscription ${endpointHash}`

/**
 * Filter for the device as long as it belongs to the account and session that were read; another account may take its
 * document over.
 */
export const sessionFilter = ({ _id, account, session }: Pick<PushSubscription, '_id' | 'account' | 'session'>) => ({
  _id,
  account,
  'session.epoch': session.epoch,
  'session.handle': session.handle ?? null,
})

/** Returns the stored key of a device, from its endpoint. */
export const endpointHashOf = (endpoint: string): string => hashOf(normaliseEndpoint(endpoint))

/** Seals a subscription for storage. */
export function sealSubscription(subscription: BrowserSubscription): { endpointHash: string; sealed: string } {
  const { keys } = subscription
  const endpoint = normaliseEndpoint(subscription.endpoint)
  const endpointHash = hashOf(endpoint)
  return { endpointHash, sealed: sealing().stored(JSON.stringify({ endpoint, keys }), contextOf(endpointHash)) }
}

type Stored = { endpointHash: string; sealed: string }

/** Opens a stored subscription. Throws when the key it was sealed with is missing. */
export const openSubscription = ({ endpointHash, sealed }: Stored): BrowserSubscription =>
  JSON.parse(sealing().read(sealed, contextOf(endpointHash))) as BrowserSubscription

/**
 * Seals stored subscriptions again with the newest key of `DOCUMENT_KEYS`, or opens them (ADR 106). There are few, so all
 * are handled at once.
 */
export function createPushSealing(): SealedStore {
  const all = () => mongoose.connection.collection<Stored>('push_subscriptions')

  async function bring(targetState: 'sealed' | 'open') {
    const done = { last: null, changed: 0, skipped: 0 }
    for await (const { _id, ...stored } of all().find({}, { projection: { endpointHash: 1, sealed: 1 } })) {
      const by = sealing().keyOfText(stored.sealed)
      if (targetState === 'open' ? by === null : by === sealing().keyIds[0]) continue
      try {
        const { sealed } = sealSubscription(openSubscription(stored))
        done.changed += (await all().updateOne({ _id, sealed: stored.sealed }, { $set: { sealed } })).modifiedCount
      } catch (error) {
        if (!(error instanceof MissingKeyError)) throw error
        done.skipped += 1
      }
    }
    return done
  }

  async function count(): Promise<SealingCounts> {
    const lying: SealingCounts = { open: 0, sealed: new Map() }
    for await (const { sealed } of all().find({}, { projection: { sealed: 1 } })) {
      const by = sealing().keyOfText(sealed)
      if (by === null) lying.open += 1
      else lying.sealed.set(by, (lying.sealed.get(by) ?? 0) + 1)
    }
    return lying
  }

  return { name: 'devices for push messages', bring, count }
}
