import { describe, expect, it } from 'vitest'
import { useSite } from '../support/site.ts'

describe('the service worker', () => {
  const site = useSite()

  it('is served for the whole site, revalidated each time, without a cookie', async () => {
    const { headers } = await site.visit.get('/sw.js').expect(200)
    expect(headers['content-type']).toMatch(/^text\/javascript/)
    expect(headers['cache-control']).toBe('no-cache')
    expect(headers['set-cookie']).toBeUndefined()
    expect(headers['content-security-policy']).toContain("default-src 'none'")
  })

  it.each(['ru', 'en', 'zh'])('has an offline page without personal data, in %s', async locale => {
    const { headers, text } = await site.visit.get(`/${locale}/offline`).expect(200)
    expect(headers['set-cookie']).toBeUndefined()
    expect(headers['cache-control']).not.toContain('no-store')
    expect(text).toContain('<meta name="robots" content="noindex">')
    // The element that the worker replaces with the list of copies.
    expect(text.match(/<p id="saved-here">[^]*?<\/p>/g)).toHaveLength(1)
  })
})
