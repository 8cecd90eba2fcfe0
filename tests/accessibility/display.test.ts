import type { Response } from 'supertest'
import { describe, expect, it } from 'vitest'
import { aColleague } from '#tests/factories/account.ts'
import { aPremises } from '#tests/factories/premises.ts'
import { renderedPage } from '#tests/support/rendered-page.ts'
import { useSite } from '#tests/support/site.ts'

describe('the enlarged display', () => {
  const site = useSite()
  const choose = (to: string, from = 'http://street.test/ru/premises') =>
    site.visit.get(`/ru/display?to=${to}`).set('Referer', from)
  const cookiesOf = ({ headers }: Response) => (headers['set-cookie'] as unknown as string[] | undefined) ?? []
  const sheetsOf = (response: Response) => {
    const page = renderedPage(response)
    return page
      .$('link[rel=stylesheet]')
      .map((_i, link) => page.$(link).attr('href'))
      .get()
  }

  it('is one link away, returns to the same page, and is remembered by the browser for a year', async () => {
    const page = renderedPage(await site.visit.get('/ru/premises?use=retail').expect(200))
    const [link] = page.$('.menu a:contains("Крупный шрифт")').get()
    expect(page.$(link).attr('href')).toBe('/ru/display?to=enlarged')
    const chosen = await choose('enlarged', 'http://street.test/ru/premises?use=retail')
      .expect(303)
      .expect('Location', '/ru/premises?use=retail')
    expect(chosen.headers['cache-control']).toBe('no-store')
    expect(cookiesOf(chosen)).toEqual([
      expect.stringMatching(/^display=enlarged; Max-Age=31536000; Path=\/;.* HttpOnly; SameSite=Lax$/),
    ])
  })

  it('has its own style sheet on pages of visitors and of staff, with a link back', async () => {
    await aPremises()
    const plain = await site.visit.get('/en/premises').expect(200)
    const enlarged = await site.visit.get('/en/premises').set('Cookie', 'a=b; display=enlarged').expect(200)
    expect(sheetsOf(enlarged)).toHaveLength(sheetsOf(plain).length + 1)
    expect(sheetsOf(enlarged).at(-1)).toMatch(/enlarged/)
    expect(renderedPage(enlarged).$('header').text()).toContain('Usual type')

    const officer = await site.as(await aColleague('reviewer'))
    await officer.get('/en/display?to=enlarged').expect(303)
    const desk = await officer.get('/en/staff').expect(200)
    expect(sheetsOf(desk).at(-1)).toMatch(/enlarged/)
  })

  it('is switched off again', async () => {
    const [cookie] = cookiesOf(await choose('standard').expect(303))
    expect(cookie).toMatch(/^display=; Path=\/; Expires=Thu, 01 Jan 1970/)
  })

  it('redirects to this site only and stores only known values', async () => {
    await choose('enlarged', 'https://evil.example/').expect('Location', '/ru')
    await choose('enlarged', 'https://evil.example//evil.example/ru').expect('Location', '/ru')
    await choose('enlarged', 'no address').expect('Location', '/ru')
    const odd = await choose('huge').expect(303).expect('Location', '/ru/premises')
    expect(cookiesOf(odd)).toEqual([])
    const notMine = await site.visit.get('/ru').set('Cookie', 'my-display=enlarged; display=enlarged2').expect(200)
    expect(sheetsOf(notMine).at(-1)).not.toMatch(/enlarged/)
  })

  it('is not shared by caches, which store only the usual page', async () => {
    const own = await site.visit.get('/ru/answers').set('Cookie', 'display=enlarged')
    expect(own.headers['cache-control']).not.toContain('s-maxage')
    expect(own.headers.vary).toMatch(/cookie/i)
    expect(sheetsOf(await site.visit.get('/ru/answers')).at(-1)).not.toMatch(/enlarged/)
  })
})

describe('the accessibility statement', () => {
  const site = useSite()

  it.each([
    ['ru', 'WCAG 2.2', 'Чего пока нет'],
    ['en', 'WCAG 2.2', 'What is not there yet'],
    ['zh', 'WCAG 2.2', '尚待完善之处'],
  ])('names in %s the standard, the method and the known gaps', async (locale, norm, missing) => {
    const page = renderedPage(await site.visit.get(`/${locale}/accessibility`).expect(200))
    expect(page.$('main').text()).toContain(norm)
    expect(page.$('main').text()).toContain(missing)
    expect(page.$(`main a[href="/${locale}/contact"]`)).toHaveLength(1)
    expect(page.$(`main a[href^="/${locale}/display?to=enlarged"]`)).toHaveLength(1)
  })
})
