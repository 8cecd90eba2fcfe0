import { ECDH } from 'node:crypto'
import { pushKinds, type PushKind } from '#models/push/push-subscription.ts'
import type { PagePath } from '#server/page-paths.ts'
import type { Role } from '#web/locals.ts'

/** What a message is about: one kind, or several kinds at once. */
export const messageKinds = [...pushKinds, 'several'] as const
export type MessageKind = (typeof messageKinds)[number]

/** Page that a message opens: one that asks to sign in, or shows only the reader's own data. */
export const pathsByKind = {
  case: '/applications',
  tenancy: '/applications',
  viewing: '/viewings',
  search: '/saved',
  desk: '/staff',
  several: '/account',
} as const satisfies Record<MessageKind, PagePath>

/** Full hours of a day; equal values mean no quiet hours. */
export type QuietHours = { from: number; to: number }
export const defaultQuietHours: QuietHours = { from: 22, to: 8 }

/** Devices of one person; the one that was switched on first makes room for a new one. */
export const maxDevices = 10

/** Kinds that a role can choose from. */
export const kindsFor = (role: Role): readonly PushKind[] =>
  role === 'applicant' ? ['case', 'tenancy', 'viewing', 'search'] : ['desk', 'search']

/** Combines the kinds of two pieces of news in one message. */
export const combineKinds = (one: MessageKind, other: MessageKind): MessageKind => (one === other ? one : 'several')

/**
 * Hosts of Google's, Mozilla's, Apple's and Microsoft's push services, which all browsers use; nothing is sent elsewhere.
 */
const services = {
  google: /^fcm\.googleapis\.com$/,
  mozilla: /^updates\.push\.services\.mozilla\.com$/,
  apple: /^[a-z0-9-]+\.push\.apple\.com$/,
  microsoft: /^[a-z0-9-]+\.notify\.windows\.com$/,
} as const

/** Names of push services in the metrics: the known ones, and `own` for those of the operator. */
export const serviceNames = ['google', 'mozilla', 'apple', 'microsoft', 'own'] as const
type ServiceName = (typeof serviceNames)[number]

/** Returns the service's name for the host of an endpoint. */
export const serviceNameOf = (host: string): ServiceName =>
  serviceNames.find(name => name !== 'own' && services[name].test(host)) ?? 'own'

const maxEndpointLength = 1_000

/**
 * Checks whether messages may be sent to an endpoint: `https:`, no user name or password, and either a known service at the
 * default port or one of `own` (host or host:port). Endpoints come from browsers and cannot be trusted.
 */
export function isPushEndpoint(endpoint: string, own: readonly string[] = []): boolean {
  if (endpoint.length > maxEndpointLength || !URL.canParse(endpoint)) return false
  const { protocol, username, password, hostname, port, host } = new URL(endpoint)
  if (protocol !== 'https:' || username !== '' || password !== '') return false
  return own.includes(host) || (port === '' && serviceNameOf(hostname) !== 'own')
}

/** Normalises an endpoint, so that a device is recognised however it was written. Throws for what is not a URL. */
export function normaliseEndpoint(endpoint: string): string {
  const url = new URL(endpoint)
  url.hash = ''
  return url.href
}

/** Checks a browser's public key (an uncompressed point on P-256) and its secret of 16 bytes, both in base64url. */
export function isBrowserKey(p256dh: string): boolean {
  const bytes = Buffer.from(p256dh, 'base64url')
  if (!/^[\w-]{87}=?$/.test(p256dh) || bytes.length !== 65 || bytes[0] !== 4) return false
  try {
    ECDH.convertKey(bytes, 'prime256v1')
    return true
  } catch {
    return false
  }
}
export const isBrowserSecret = (auth: string): boolean =>
  /^[\w-]{22}(==)?$/.test(auth) && Buffer.from(auth, 'base64url').length === 16

/** The office's time zone, for devices that do not send one. */
const defaultZone = 'Asia/Shanghai'
/** Returns the time zone if this machine knows it, otherwise the office's. */
export function zoneOf(name: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return defaultZone
  }
}

const minuteMs = 60_000

/**
 * Returns when the current quiet hours end; null outside quiet hours. May be an hour off if clocks are changed in between.
 */
export function quietUntil(now: Date, { from, to }: QuietHours, zone: string): Date | null {
  const { hour, minute } = timeIn(zone, now)
  const isQuiet = from <= to ? hour >= from && hour < to : hour >= from || hour < to
  if (!isQuiet) return null
  const minutes = ((to - hour + 24) % 24) * 60 - minute
  const wholeMinute = now.getTime() - (now.getTime() % minuteMs)
  return new Date(wholeMinute + minutes * minuteMs)
}

function timeIn(timeZone: string, at: Date): { hour: number; minute: number } {
  const parts = new Intl.DateTimeFormat('en', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const read = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
  return { hour: read['hour'] ?? 0, minute: read['minute'] ?? 0 }
}

/** Results of sending a message; `docs/operations/metrics.md` explains each. */
export const pushResults = ['sent', 'postponed', 'given_up', 'refused', 'gone', 'ended'] as const

/** Interprets the status of a push service (RFC 8030): `gone` for good, `later` to retry, `refused` for this message. */
export function outcomeOf(status: number): 'sent' | 'gone' | 'later' | 'refused' {
  if (status >= 200 && status < 300) return 'sent'
  if (status === 404 || status === 410) return 'gone'
  // 401 and 403 mean that our clock or key is wrong, which can be corrected.
  return status === 401 || status === 403 || status === 429 || status >= 500 ? 'later' : 'refused'
}

/** Failures in a row after which a message is still kept; the next one drops it, an hour or more after its mail. */
export const maxFailures = 6
export const maxWaitMs = 24 * 3_600_000

/**
 * Wait after the nth failure in milliseconds: as long as the service asked and at least a minute, doubled each time, at most
 * a day.
 */
export const retryDelayMs = (failures: number, askedMs = 0): number =>
  Math.min(maxWaitMs, Math.max(askedMs, minuteMs * 2 ** (failures - 1)))

/** Milliseconds from now that `Retry-After` asks for (seconds or an HTTP date); 0 if it says nothing. */
export function retryAfterMs(header: string | undefined, now: Date): number {
  if (header === undefined) return 0
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000
  const at = Date.parse(header)
  return Number.isNaN(at) ? 0 : Math.max(0, at - now.getTime())
}
