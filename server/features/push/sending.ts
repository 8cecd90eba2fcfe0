import { createHmac } from 'node:crypto'
import { Agent, request } from 'node:https'
import webpush from 'web-push'
import type { PushSettings } from '#server/config.ts'

/** A browser's endpoint and the keys with which only that browser can decrypt. */
export type BrowserSubscription = { endpoint: string; keys: { p256dh: string; auth: string } }
export type Answer = { status: number; retryAfter: string | undefined }
/** A message replaces one of the same `topic` that still waits at the service. */
type Message = { payload: string; topic: string }
export type PushSender = (to: BrowserSubscription, message: Message) => Promise<Answer>

/** Messages cannot be encrypted with the keys that the browser sent. */
export class UnusableSubscriptionError extends Error {}

/**
 * Returns the topic for messages of one kind to one device. It tells the push service neither the kind nor that other
 * devices get the same.
 */
export const topicOf = ({ privateKey }: PushSettings, endpointHash: string, kind: string): string =>
  createHmac('sha256', privateKey).update(`${endpointHash} ${kind}`).digest('base64url').slice(0, 32)

const timeoutMs = 10_000
/** Seconds that the push service keeps a message; a device that is off for longer still has the mail. */
const retainedSeconds = 12 * 3_600

/** Few connections for all devices, so that a service that hangs delays nothing else. */
const usualAgent = (): Agent => new Agent({ maxSockets: 4, maxTotalSockets: 16 })

/**
 * Sends encrypted messages (RFC 8291), signed with our key (RFC 8292). Follows no redirects and reads only the head of the
 * answer. Rejects when there is no answer within ten seconds, and with `UnusableSubscriptionError` when the message cannot
 * be encrypted. The caller has checked the endpoint.
 */
export function pushSender(settings: PushSettings | null, agent = usualAgent()): PushSender {
  return async (to, message) => {
    if (!settings) throw new Error('VAPID_PRIVATE_KEY is not set')
    const { endpoint, method, headers, body } = encrypted(settings, to, message)
    return new Promise((resolve, reject) => {
      const signal = AbortSignal.timeout(timeoutMs)
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
  const options = { vapidDetails: { subject, publicKey, privateKey }, TTL: retainedSeconds, topic }
  try {
    return webpush.generateRequestDetails(to, payload, options)
  } catch (error) {
    throw new UnusableSubscriptionError('nothing can be encrypted for this device', { cause: error })
  }
}
