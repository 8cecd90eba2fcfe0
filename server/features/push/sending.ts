import { createHmac } from 'node:crypto'
import { Agent, request } from 'node:https'
import webpush from 'web-push'
import type { PushSettings } from '#server/config.ts'

/** Where a browser gets its messages, and the keys that only it can read them by. */
export type BrowserSubscription = { endpoint: string; keys: { p256dh: string; auth: string } }
export type Answer = { status: number; retryAfter: string | undefined }
/** Of one `topic` a newer message takes the place of one that waits at the service. */
type Message = { payload: string; topic: string }
export type PushSender = (to: BrowserSubscription, message: Message) => Promise<Answer>

/** Nothing can be encrypted with these keys of a browser. */
export class UnusableSubscriptionError extends Error {}

/** Names messages of one kind for one device, and tells a push service neither which kind it is nor that others have the same. */
export const topicOf = ({ privateKey }: PushSettings, endpointHash: string, kind: string): string =>
  createHmac('sha256', privateKey).update(`${endpointHash} ${kind}`).digest('base64url').slice(0, 32)

const patienceMs = 10_000
/** A device that is off for longer has the letter. */
const keptSeconds = 12 * 3_600

/** Few connections, however many devices: a service that hangs holds up nothing else. */
const usualAgent = (): Agent => new Agent({ maxSockets: 4, maxTotalSockets: 16 })

/**
 * Sends encrypted messages (RFC 8291), signed with our key (RFC 8292). Redirects are not followed and of an answer only its
 * head is read. Rejects when there is no answer within ten seconds, with `UnusableSubscriptionError` when there is nothing to send. The
 * caller has checked the address.
 */
export function pushSender(settings: PushSettings | null, agent = usualAgent()): PushSender {
  return async (to, message) => {
    if (!settings) throw new Error('VAPID_PRIVATE_KEY is not set')
    const { endpoint, method, headers, body } = encrypted(settings, to, message)
    return new Promise((resolve, reject) => {
      const signal = AbortSignal.timeout(patienceMs)
      const sent = request(endpoint, { method, headers: { ...headers }, agent, signal }, response => {
        resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] })
        response.destroy()
      })
      sent.on('error', reject)
      sent.end(body)
    })
  }
}

function encrypted(
  { publicKey, privateKey, subject }: PushSettings,
  to: BrowserSubscription,
  { payload, topic }: Message,
) {
  const options = { vapidDetails: { subject, publicKey, privateKey }, TTL: keptSeconds, topic }
  try {
    return webpush.generateRequestDetails(to, payload, options)
  } catch (error) {
    throw new UnusableSubscriptionError('nothing can be encrypted for this device', { cause: error })
  }
}
