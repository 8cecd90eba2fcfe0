import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { forceScheme } from '#features/components/routes.ts'
import { locales, translatorFor } from '#shared/texts/i18n.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const partials = readdirSync('views/partials', { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.hbs'))
  .map(file => file.replace(/\.hbs$/, ''))

describe('the page of the components, in development', () => {
  const site = useSite({ env: { NODE_ENV: 'development' } })
  const pageIn = async (locale: string, query = '') =>
    renderedPage(await site.visit.get(`/${locale}/dev/components${query}`).expect(200))

  it.each(locales)('shows every shared partial, in %s', async locale => {
    const { $, language, heading } = await pageIn(locale)
    expect([language, heading]).toEqual([locale, translatorFor(locale)('components.title')])
    const shown = $('[data-partial]')
      .map((_, section) => $(section).attr('data-partial'))
      .get()
    expect(shown.toSorted()).toEqual(partials.toSorted())
    for (const state of $('[data-state]').toArray()) {
      expect($(state).children(), $(state).attr('data-state')).not.toHaveLength(0)
      expect($(state).text(), $(state).attr('data-state')).not.toContain('undefined')
    }
    for (const other of locales) expect($(`header a[href="/${other}/dev/components"]`), other).toHaveLength(1)
  })

  it('is opened without a language, and hidden from search engines', async () => {
    const { headers } = await site.visit.get('/dev/components').set('Accept-Language', 'zh').expect(302)
    expect(headers.location).toBe('/zh/dev/components')
    expect((await pageIn('ru')).$('meta[name=robots]').attr('content')).toBe('noindex')
  })

  it('is light or dark on request', async () => {
    const { $ } = await pageIn('en', '?scheme=dark')
    expect($('link[rel=stylesheet]').attr('href')).toBe('/dev/components/dark.css')
    expect($('[data-test=schemes] [aria-current]').text()).toBe('Dark')
    expect((await pageIn('en', '?scheme=neon')).$('[data-test=schemes] [aria-current]').text()).toBe('As in the system')
    await site.visit.get('/dev/components/neon.css').expect(404)
  })
})

it('a style sheet in one scheme does not depend on the system setting', () => {
  const css =
    '@media screen and (prefers-color-scheme:dark){a{src:url(./x.woff2)}}@media (prefers-color-scheme: light){}'
  expect(forceScheme('dark', css)).toBe(
    '@media screen and (min-width:0){a{src:url(/assets/x.woff2)}}@media (max-width:0){}',
  )
  expect(forceScheme('light', css)).not.toContain('prefers')
})

describe.each([
  ['tests', { NODE_ENV: 'test' }],
  ['production', { NODE_ENV: 'production', SESSION_SECRET: 'x'.repeat(40), PUBLIC_URL: 'http://street.test' }],
])('in %s', (_, env: Record<string, string>) => {
  const site = useSite({ env })

  it('the page of the components does not exist', async () => {
    for (const path of ['/dev/components', '/dev/components/dark.css', '/ru/dev/components'])
      await site.visit.get(path).expect(404)
  })
})
