import { describe, expect, it } from 'vitest'
import { readConfig } from '#server/config.ts'
import { anApplicant } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const day = 86_400_000

describe('security.txt', () => {
  const fields = async (path = '/.well-known/security.txt') => {
    const { text, headers } = await site.visit.get(path).expect(200)
    const lines = text.split('\n').filter(line => line !== '' && !line.startsWith('#'))
    const read = Object.fromEntries(lines.map(line => line.split(/: (.*)/).slice(0, 2) as [string, string]))
    return { text, headers, lines, read }
  }

  it('states the contact, expiry, languages and policy as RFC 9116 asks', async () => {
    const { text, headers, lines, read } = await fields()
    expect(headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(headers['set-cookie']).toBeUndefined()
    expect(text).toMatch(/\n$/)
    expect(lines.map(line => line.split(':')[0])).toEqual([
      'Contact',
      'Expires',
      'Preferred-Languages',
      'Canonical',
      'Policy',
    ])
    expect(read.Contact).toBe('http://street.test/en/contact')
    expect(read['Preferred-Languages']).toBe('en, ru, zh')
    expect(read.Canonical).toBe('http://street.test/.well-known/security.txt')
    expect(read.Policy).toBe('http://street.test/en/security')
  })

  it('expires some months after the day on which it is read, never after a year or more', async () => {
    const expires = async () => new Date((await fields()).read.Expires!)
    const first = await expires()
    const ahead = first.getTime() - site.clock.machineNow().getTime()
    expect(ahead).toBeGreaterThan(60 * day)
    expect(ahead).toBeLessThan(365 * day)
    site.clock.set(new Date(site.clock.machineNow().getTime() + 300 * day))
    expect((await expires()).getTime() - first.getTime()).toBe(300 * day)
  })

  it.each(['en', 'ru', 'zh'])('links to a public policy, in %s', async locale => {
    const page = renderedPage(await site.visit.get(`/${locale}/security`).expect(200))
    expect(page.language).toBe(locale)
    expect(page.headings).toBe(1)
    expect(page.links()).toContain(`/${locale}/contact`)
  })
})

describe('the contact in security.txt', () => {
  it.each(['mailto:security@street.example', 'https://street.example/report', 'tel:+8645300000'])(
    'may be %s',
    contact => {
      expect(readConfig({ SECURITY_CONTACT: contact }).securityContact).toBe(contact)
    },
  )

  it.each(['security@street.example', 'http://street.example', 'mailto:a@b.example\nEvil: x'])(
    'is refused: %j',
    contact => {
      expect(() => readConfig({ SECURITY_CONTACT: contact })).toThrow(/SECURITY_CONTACT/)
    },
  )
})

describe('the well-known address for changing a password', () => {
  it('redirects password managers to the form, after sign-in if necessary', async () => {
    const { headers } = await site.visit.get('/.well-known/change-password').set('Accept-Language', 'zh').expect(303)
    expect(headers.location).toBe('/zh/account#current')
    expect(headers.vary).toContain('Accept-Language')
    const person = await site.as(await anApplicant())
    const page = renderedPage(await person.get('/zh/account').expect(200))
    expect(page.$('form[action="/zh/account/password"] #current')).toHaveLength(1)
  })

  it('does not exist for the made-up address with which password managers test for “not found”', async () => {
    await site.visit.get('/.well-known/resource-that-should-not-exist-whose-status-code-should-not-be-200').expect(404)
  })
})

describe('the permissions policy for browsers', () => {
  it('is sent with every response, from every part of the site', async () => {
    const { code } = await aPremises()
    const every = [
      ...['/', '/healthz', '/readyz', '/metrics', '/robots.txt', '/sitemap.xml', '/.well-known/security.txt'],
      ...['/en', '/en', '/en/nowhere', '/en/account', '/api/v1/premises', '/api/nowhere', '/en/premises.atom'],
      ...[`/embed/premises/${code}`, `/en/premises/${code}`, '/favicon.svg', '/media/photos/x', '/inbound/mail'],
    ]
    for (const path of every) {
      const policy = (await site.visit.get(path)).headers['permissions-policy']
      expect(policy, path).toMatch(/^[a-z-]+=(\(\)|\(self\))(, [a-z-]+=(\(\)|\(self\)))*$/)
      for (const never of ['camera', 'geolocation', 'microphone', 'payment', 'usb']) {
        expect(policy, path).toContain(`${never}=()`)
      }
    }
    const refused = await site.visit.post('/en/sign-in').set('Sec-Fetch-Site', 'cross-site').expect(403)
    expect(refused.headers['permissions-policy']).toContain('camera=()')
  })
})
