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
  ])('is one that browsers have: %s', endpoint => {
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
  ])('is nothing else: %s', endpoint => {
    expect(isPushEndpoint(endpoint)).toBe(false)
  })

  it('may be at a service of the operator’s own, at its port and by https alone', () => {
    const own = ['push.example.org', '127.0.0.1:8443']
    expect(isPushEndpoint('https://push.example.org/x', own)).toBe(true)
    expect(isPushEndpoint('https://127.0.0.1:8443/x', own)).toBe(true)
    for (const other of ['http://push.example.org/x', 'https://push.example.org:444/x', 'https://127.0.0.1/x'])
      expect(isPushEndpoint(other, own), other).toBe(false)
  })
})

describe('what a browser says of itself', () => {
  it('has its address in one form, however it is written', () => {
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

  it('last over midnight, to the hour at which they end', () => {
    expect(end('21:59')).toBe(null)
    expect(end('22:00')).toBe('2026-11-26T00:00:00.000Z')
    expect(end('03:30')).toBe('2026-11-25T00:00:00.000Z')
    expect(end('07:59')).toBe('2026-11-25T00:00:00.000Z')
    expect(end('08:00')).toBe(null)
  })

  it('are those of the place where the device is', () => {
    // Two hours ahead of Suifenhe.
    expect(end('20:00', undefined, 'Asia/Vladivostok')).toBe('2026-11-25T22:00:00.000Z')
    expect(end('20:00')).toBe(null)
    expect(zoneOf('Asia/Vladivostok')).toBe('Asia/Vladivostok')
    for (const odd of ['', 'Mars/Base', '../../etc']) expect(zoneOf(odd)).toBe('Asia/Shanghai')
  })

  it('may lie within a day, and are none with the same hour twice', () => {
    expect(end('13:30', { from: 13, to: 15 })).toBe('2026-11-25T07:00:00.000Z')
    expect(end('15:00', { from: 13, to: 15 })).toBe(null)
    for (const time of ['00:00', '08:00', '23:59']) expect(end(time, { from: 8, to: 8 })).toBe(null)
  })
})

describe('what a device is told of', () => {
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
  ] as const)('%s, to a reader of the role %s: %s', (template, role, kind) => {
    expect(kindOf(template, role)).toBe(kind)
  })

  it('has words for each kind, with no gap in them', () => {
    for (const kind of messageKinds) {
      expect(isMessageKey(`push.told.${kind}`)).toBe(true)
      expect(push[`push.told.${kind}`]).not.toMatch(/[{\d]/)
    }
    expect(combineKinds('case', 'case')).toBe('case')
    expect(combineKinds('case', 'viewing')).toBe('several')
    expect(combineKinds('several', 'case')).toBe('several')
  })
})

describe('what a push service answers', () => {
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
  ] as const)('%i: %s', (status, outcome) => {
    expect(outcomeOf(status)).toBe(outcome)
  })

  it('says when to come again, which is at least a minute, longer each time, and a day at most', () => {
    const now = new Date('2026-11-25T00:00:00Z')
    expect(retryAfterMs('120', now)).toBe(120_000)
    expect(retryAfterMs('Wed, 25 Nov 2026 00:05:00 GMT', now)).toBe(300_000)
    for (const odd of [undefined, 'soon', '-5']) expect(retryAfterMs(odd, now)).toBe(0)
    expect([1, 2, 3].map(failures => retryDelayMs(failures))).toEqual([60_000, 120_000, 240_000])
    expect(retryDelayMs(1, 7_200_000)).toBe(7_200_000)
    expect(retryDelayMs(1, 10 ** 12)).toBe(86_400_000)
  })
})
