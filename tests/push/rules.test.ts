import { describe, expect, it } from 'vitest'
import webpush from 'web-push'
import { isMessageKey } from '#shared/texts/i18n.ts'
import { kindOf } from '#features/push/kinds-of-letters.ts'
import { push } from '#server/locales/ru/push.ts'
import {
  isPushEndpoint,
  isBrowserKey,
  combineKinds,
  normaliseEndpoint,
  outcomeOf,
  quietUntil,
  retryAfterMs,
  messageKinds,
  retryDelayMs,
  zoneOf,
} from '#features/push/rules.ts'

describe('an address at a push service', () => {
  it.each([
    'https://fcm.googleapis.com/fcm/send/abc:def',
    'https://updates.push.services.mozilla.com/wpush/v2/gAAA',
    'https://web.push.apple.com/QGur',
    'https://wns2-par02p.notify.windows.com/w/?token=BQY',
  ])('is accepted for the services of browsers: %s', endpoint => {
    expect(isPushEndpoint(endpoint)).toBe(true)
  })

  it.each([
    'http://fcm.googleapis.com/fcm/send/abc',
    'https://fcm.googleapis.com:8443/fcm/send/abc',
    'https://name:word@fcm.googleapis.com/x',
    'https://fcm.googleapis.com@127.0.0.1/x',
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://169.254.169.254/latest/meta-data',
    'https://localhost/x',
    'https://fcm.googleapis.com.evil.example/x',
    'https://evilpush.apple.com/x',
    'https://a.b.push.apple.com/x',
    'https://push.apple.com/x',
    'https://evil.example/?fcm.googleapis.com',
    'https://evil.example#.push.apple.com',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'fcm.googleapis.com',
    '',
    `https://fcm.googleapis.com/${'x'.repeat(1_000)}`,
  ])('is refused otherwise: %s', endpoint => {
    expect(isPushEndpoint(endpoint)).toBe(false)
  })

  it('may be at the operator’s own service, on its port and over https only', () => {
    const own = ['push.example.org', '127.0.0.1:8443']
    expect(isPushEndpoint('https://push.example.org/x', own)).toBe(true)
    expect(isPushEndpoint('https://127.0.0.1:8443/x', own)).toBe(true)
    for (const other of ['http://push.example.org/x', 'https://push.example.org:444/x', 'https://127.0.0.1/x'])
      expect(isPushEndpoint(other, own), other).toBe(false)
  })
})

describe('the subscription that a browser sends', () => {
  it('has its address normalised', () => {
    const usual = 'https://fcm.googleapis.com/fcm/send/abc:def'
    for (const odd of [usual, ` ${usual} `, `${usual}#1`, 'https://FCM.googleapis.com:443/fcm/send/abc:def'])
      expect(normaliseEndpoint(odd)).toBe(usual)
  })

  it('has a key that lies on the curve', () => {
    const { publicKey } = webpush.generateVAPIDKeys()
    expect(isBrowserKey(publicKey)).toBe(true)
    const off = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]).toString('base64url')
    expect(isBrowserKey(off)).toBe(false)
  })
})

describe('quiet hours', () => {
  const at = (time: string) => new Date(`2026-11-25T${time}:30+08:00`)
  const end = (time: string, quiet = { from: 22, to: 8 }, zone = 'Asia/Shanghai') =>
    quietUntil(at(time), quiet, zone)?.toISOString() ?? null

  it('last past midnight, until the hour at which they end', () => {
    expect(end('21:59')).toBe(null)
    expect(end('22:00')).toBe('2026-11-26T00:00:00.000Z')
    expect(end('03:30')).toBe('2026-11-25T00:00:00.000Z')
    expect(end('07:59')).toBe('2026-11-25T00:00:00.000Z')
    expect(end('08:00')).toBe(null)
  })

  it('follow the time zone of the device', () => {
    // Two hours ahead of Suifenhe.
    expect(end('20:00', undefined, 'Asia/Vladivostok')).toBe('2026-11-25T22:00:00.000Z')
    expect(end('20:00')).toBe(null)
    expect(zoneOf('Asia/Vladivostok')).toBe('Asia/Vladivostok')
    for (const odd of ['', 'Mars/Base', '../../etc']) expect(zoneOf(odd)).toBe('Asia/Shanghai')
  })

  it('can lie within a day, and do not exist if both hours are the same', () => {
    expect(end('13:30', { from: 13, to: 15 })).toBe('2026-11-25T07:00:00.000Z')
    expect(end('15:00', { from: 13, to: 15 })).toBe(null)
    for (const time of ['00:00', '08:00', '23:59']) expect(end(time, { from: 8, to: 8 })).toBe(null)
  })
})

describe('the kind of a notification', () => {
  it.each([
    ['application-offered', 'applicant', 'case'],
    ['document-infected', 'applicant', 'case'],
    ['tenancy-duty-soon', 'applicant', 'tenancy'],
    ['viewing-moved', 'applicant', 'viewing'],
    ['search-alert', 'applicant', 'search'],
    ['case-without-reviewer', 'reviewer', 'desk'],
    ['viewing-guide-booked', 'listing_manager', 'desk'],
    ['application-message', 'reviewer', 'desk'],
    ['reset-password', 'applicant', null],
    ['verify-address', 'applicant', null],
    ['second-factor', 'decider', null],
    ['objection-upheld', 'applicant', 'case'],
    ['enquiry-mentioned', 'listing_manager', 'desk'],
    ['enquiry-reply', 'applicant', null],
    ['deletion-asked', 'applicant', null],
    ['enquiry-inbox', 'listing_manager', null],
  ] as const)('for %s, to a reader with the role %s: %s', (template, role, kind) => {
    expect(kindOf(template, role)).toBe(kind)
  })

  it('has a text without placeholders for each kind', () => {
    for (const kind of messageKinds) {
      expect(isMessageKey(`push.told.${kind}`)).toBe(true)
      expect(push[`push.told.${kind}`]).not.toMatch(/[{\d]/)
    }
    expect(combineKinds('case', 'case')).toBe('case')
    expect(combineKinds('case', 'viewing')).toBe('several')
    expect(combineKinds('several', 'case')).toBe('several')
  })
})

describe('the answer of a push service', () => {
  it.each([
    [201, 'sent'],
    [404, 'gone'],
    [410, 'gone'],
    [429, 'later'],
    [503, 'later'],
    [401, 'later'],
    [400, 'refused'],
    [413, 'refused'],
    // Redirects are not followed.
    [302, 'refused'],
  ] as const)('%i means: %s', (status, outcome) => {
    expect(outcomeOf(status)).toBe(outcome)
  })

  it('sets the time of the next attempt: at least a minute, longer each time, at most a day', () => {
    const now = new Date('2026-11-25T00:00:00Z')
    expect(retryAfterMs('120', now)).toBe(120_000)
    expect(retryAfterMs('Wed, 25 Nov 2026 00:05:00 GMT', now)).toBe(300_000)
    for (const odd of [undefined, 'soon', '-5']) expect(retryAfterMs(odd, now)).toBe(0)
    expect([1, 2, 3].map(failures => retryDelayMs(failures))).toEqual([60_000, 120_000, 240_000])
    expect(retryDelayMs(1, 7_200_000)).toBe(7_200_000)
    expect(retryDelayMs(1, 10 ** 12)).toBe(86_400_000)
  })
})
