import { Agent, request } from 'node:https'
import webpush from 'web-push'
import type { PushSettings } from '#server/config.ts'

/** Where a browser gets its messages, and the keys that only it can read them by. */
export type BrowserSubscription = { endpoint: string; keys: { p256dh: string; auth: string } }
export type Answer = { status: number; retryAfter: string | undefined }
export type PushSender = (
  to: BrowserSubscription,
  message: { payload: string; /** A newer one takes the place of one that waits at the service. */ topic: string },
) => Promise<Answer>

const patienceMs = 10_000
/** A device that is off for longer has the letter. */
const keptSeconds = 12 * 3_600

/** Few connections, however many devices: a service that hangs holds up nothing else. */
const usualAgent = (): Agent => new Agent({ maxSockets: 4, maxTotalSockets: 16 })

/**
 * Sends encrypted messages (RFC 8291), signed with our key (RFC 8292). Redirects are not followed and of an answer only its
 * head is read. Throws when there is no answer within ten seconds. The caller has checked the address.
 */
export function pushSender(settings: PushSettings | null, agent = usualAgent()): PushSender {
  return (to, { payload, topic }) => {
    if (!settings) throw new Error('VAPID_PRIVATE_KEY is not set')
    const { publicKey, privateKey, subject } = settings
    const { endpoint, method, headers, body } = webpush.generateRequestDetails(to, payload, {
      vapidDetails: { subject, publicKey, privateKey },
      TTL: keptSeconds,
      topic,
    })
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
