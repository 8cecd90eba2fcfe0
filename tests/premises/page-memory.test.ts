import { describe, expect, it } from 'vitest'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('a page that is kept', () => {
  const site = useSite()

  it('is the same page, until the catalogue or the day changes', async () => {
    await aPremises({ title: { en: 'First' }, availableFrom: '2026-11-26' })
    const first = await site.visit.get('/en/premises').expect(200)
    const again = await site.visit.get('/en/premises').expect(200)
    expect(again.text).toBe(first.text)
    expect(again.headers['content-type']).toBe(first.headers['content-type'])
    expect(first.text).toContain('from 26 November 2026')

    await aPremises({ title: { en: 'Second' } })
    expect(renderedPage(await site.visit.get('/en/premises')).cards()).toEqual(['Second', 'First'])
    site.clock.set('2026-11-27T00:00:01+08:00')
    expect((await site.visit.get('/en/premises')).text).not.toContain('from 26 November 2026')
  })

  it('belongs to its language and address', async () => {
    await aPremises()
    await site.visit.get('/en/premises').expect(200)
    expect(renderedPage(await site.visit.get('/ru/premises')).language).toBe('ru')
    const other = await site.visit.get('/en/premises?use=office').expect(200)
    expect(renderedPage(other).text('found')).toBe('Nothing found')
  })

  it('is never shown to somebody with a cookie', async () => {
    await aPremises()
    await site.visit.get('/en/premises').expect(200)
    const response = await site.visit.get('/en/premises').set('Cookie', 'other=1').expect(200)
    expect(renderedPage(response).cards()).toHaveLength(1)
  })
})
