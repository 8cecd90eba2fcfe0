import { create } from 'qrcode'
import { describe, expect, it } from 'vitest'
import { locales } from '#shared/texts/i18n.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

/** Returns the dark squares of the code without its quiet zone of four modules: `column,row`. */
const darkSquares = (path = '') =>
  [...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, column, row]) => `${Number(column) - 4},${Number(row) - 4}`)
function codeOf(text: string) {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  return [...data].flatMap((dark, at) => (dark ? [`${at % size},${Math.floor(at / size)}`] : []))
}

describe('the sharing page of a unit', () => {
  const site = useSite()
  const pageOf = async (path: string) => renderedPage(await site.visit.get(path).expect(200))

  it.each(locales)('has one address for all ways of sharing, in %s', async locale => {
    const { code } = await aPremises({ code: 'SFH-A-0107' })
    expect((await pageOf(`/${locale}/premises/${code}`)).links()).toContain(`/${locale}/premises/${code}/share`)

    const page = await pageOf(`/${locale}/premises/${code}/share`)
    const address = `http://street.test/${locale}/premises/${code}`
    expect(page.$('[data-test=address]').attr('value')).toBe(address)
    expect(darkSquares(page.$('[data-test=qr] path').attr('d'))).toEqual(codeOf(address))
    const ways = page.links().filter(href => !href.startsWith('/') && !href.startsWith('#'))
    expect(ways.map(href => new URL(href).host || new URL(href).protocol)).toEqual(
      expect.arrayContaining(['t.me', 'vk.com', 'mailto:']),
    )
    for (const href of ways.filter(way => /t\.me|vk\.com/.test(way)))
      expect(new URL(href).searchParams.get('url')).toBe(address)
    expect(ways.find(href => href.startsWith('mailto:'))).toContain(encodeURIComponent(address))
    expect(page.$('[src^="http"], iframe')).toHaveLength(0)
    expect(page.$('meta[name=robots]').attr('content')).toBe('noindex')
  })

  it('shows description, costs and all facts on one sheet', async () => {
    const { code } = await aPremises({ code: 'SFH-A-0107', areaUsableSqM: 48 })
    const sheet = (await pageOf(`/en/premises/${code}/share`)).text('sheet')
    const premises = await pageOf(`/en/premises/${code}`)
    expect(sheet).toContain(code)
    expect(sheet).toContain(premises.text('pay'))
    premises.$('.fact-group dt').each((_at, label) => expect(sheet).toContain(premises.$(label).text()))
    expect(sheet).toContain('48')
    expect(sheet).toMatch(/As of 25 November 2026/)
  })

  it('exists only for public units and the proper spelling of their code', async () => {
    await aPremises({ code: 'SFH-A-0107' })
    await aPremises({ code: 'SFH-A-0108', status: 'draft' })
    await site.visit.get('/en/premises/SFH-A-0108/share').expect(404)
    await site.visit.get('/en/premises/SFH-A-9999/share').expect(404)
    await site.visit
      .get('/en/premises/sfh-a-0107/share')
      .expect(301)
      .expect('Location', '/en/premises/SFH-A-0107/share')
  })
})
