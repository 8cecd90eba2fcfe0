import { ECDH } from 'node:crypto'
import { pushKinds, type PushKind } from '#models/push/push-subscription.ts'
import type { PagePath } from '#server/page-paths.ts'
import type { Role } from '#web/locals.ts'

/** What a device is told: of one kind, or that there is news of several. */
export const toldKinds = [...pushKinds, 'several'] as const
export type ToldKind = (typeof toldKinds)[number]

/** Where a message leads: a page that asks one to sign in, or shows nobody's but one's own. */
export const placeOf = {
  case: '/applications',
  tenancy: '/applications',
  viewing: '/viewings',
  search: '/saved',
  desk: '/staff',
  several: '/account',
} as const satisfies Record<ToldKind, PagePath>

/** Whole hours on a clock; the same twice: none. */
export type QuietHours = { from: number; to: number }
export const usualQuietHours: QuietHours = { from: 22, to: 8 }

/** As many devices as somebody uses; the one that was switched on first makes room. */
export const mostDevices = 10

/** The kinds among which somebody chooses. */
export const kindsFor = (role: Role): readonly PushKind[] =>
  role === 'applicant' ? ['case', 'tenancy', 'viewing', 'search'] : ['desk', 'search']

/** Two kinds in one message. */
export const joined = (one: ToldKind, other: ToldKind): ToldKind => (one === other ? one : 'several')

/** The services of Google, Mozilla, Apple and Microsoft, in which all browsers have their addresses; nothing is sent elsewhere. */
const services = {
  google: /^fcm\.googleapis\.com$/,
  mozilla: /^updates\.push\.services\.mozilla\.com$/,
  apple: /^[a-z0-9-]+\.push\.apple\.com$/,
  microsoft: /^[a-z0-9-]+\.notify\.windows\.com$/,
} as const

/** What metrics call push services: those whose hosts we know, and those of the operator. */
export const serviceNames = ['google', 'mozilla', 'apple', 'microsoft', 'own'] as const
type ServiceName = (typeof serviceNames)[number]

/** Of the host at which a device has its address. */
export const serviceNameOf = (host: string): ServiceName =>
  serviceNames.find(name => name !== 'own' && services[name].test(host)) ?? 'own'

const longestEndpoint = 1_000

/**
 * Whether messages may be sent to this address: `https:`, no name or password in it, one of the known services at the usual
 * port, or one of `own` (host or host:port). A browser's answer is anybody's claim.
 */
export function isPushEndpoint(endpoint: string, own: readonly string[] = []): boolean {
  if (endpoint.length > longestEndpoint || !URL.canParse(endpoint)) return false
  const { protocol, username, password, hostname, port, host } = new URL(endpoint)
  if (protocol !== 'https:' || username !== '' || password !== '') return false
  return own.includes(host) || (port === '' && serviceNameOf(hostname) !== 'own')
}

/** An address in its one form, so that a device is known again however it was written. Throws for what is no address. */
export function normalEndpoint(endpoint: string): string {
  const url = new URL(endpoint)
  url.hash = ''
  return url.href
}

/** A browser's public key, an uncompressed point that lies on P-256, and its secret of 16 bytes, in base64url. */
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

/** The office's, for a device that does not say. */
const usualZone = 'Asia/Shanghai'
/** The zone of this name, as far as this machine knows it. */
export function zoneOf(name: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone
  } catch {
    return usualZone
  }
}

const minuteMs = 60_000

/** When the quiet hours end in which it is now; null outside them. Where clocks are changed in between, an hour off at most. */
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

/** What a try of a message can come to; `docs/operations/metrics.md` says what each is. */
export const pushResults = ['sent', 'postponed', 'given_up', 'refused', 'gone', 'ended'] as const

/** What an answer of a push service means (RFC 8030): `gone` for good, `later` once more, `refused` as it is. */
export function outcomeOf(status: number): 'sent' | 'gone' | 'later' | 'refused' {
  if (status >= 200 && status < 300) return 'sent'
  if (status === 404 || status === 410) return 'gone'
  // A wrong clock or key of ours is answered by 401 or 403, and can be put right.
  return status === 401 || status === 403 || status === 429 || status >= 500 ? 'later' : 'refused'
}

/** So often in a row a message may be refused; once more, and it is given up: an hour or more after its letter. */
export const mostFailures = 6
export const longestWaitMs = 24 * 3_600_000

/** How long a message waits after its nth refusal: as the service asked, at least a minute, doubled each time, a day at most. */
export const waitAfter = (failures: number, askedMs = 0): number =>
  Math.min(longestWaitMs, Math.max(askedMs, minuteMs * 2 ** (failures - 1)))

/** `Retry-After`, in seconds or as a date, in milliseconds from now; 0 where it says nothing. */
export function retryAfterMs(header: string | undefined, now: Date): number {
  if (header === undefined) return 0
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000
  const at = Date.parse(header)
  return Number.isNaN(at) ? 0 : Math.max(0, at - now.getTime())
}
