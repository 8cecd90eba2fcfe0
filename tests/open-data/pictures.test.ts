import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { createTextOutlines } from '#outside/text-outlines.ts'
import { drawPremises, drawScene, inlineColours } from '#features/open-data/pictures/drawing.ts'
import { drawShopFront } from '#features/street/drawing/shop-front.ts'
import { useClasses } from '#models/premises/parts/premises-vocabulary.ts'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('preview pictures of shared links', () => {
  const site = useSite()
  const draw = async (path: string) => {
    const response = await site.visit.get(path).buffer(true).expect(200)
    return { bytes: response.body as Buffer, headers: response.headers }
  }

  it.each(['ru', 'en', 'zh'])('show a unit in %s and are linked from its page', async locale => {
    const { code } = await aPremises()
    const { $ } = renderedPage(await site.visit.get(`/${locale}/premises/${code}`).expect(200))
    const address = $('meta[property="og:image"]').attr('content')!
    expect(address).toMatch(new RegExp(`^http://street.test/og/premises/${code}/${locale}.png\\?v=\\d+$`))
    const { bytes, headers } = await draw(address.replace('http://street.test', ''))
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'png', width: 1200, height: 630 })
    expect(bytes.length).toBeLessThan(60_000)
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'cross-origin',
    })
    expect(headers['set-cookie']).toBeUndefined()
  })

  it('change their content when the unit changes', async () => {
    const { code, revision } = await aPremises()
    const before = await draw(`/og/premises/${code}/en.png?v=${revision}`)
    const manager = await aColleague('listing_manager')
    await site.services.listings.records.move({
      code,
      move: 'pause',
      note: '',
      by: { id: manager.id, name: manager.name },
    })
    const after = await draw(`/og/premises/${code}/en.png?v=${revision}`)
    expect(after.bytes.equals(before.bytes)).toBe(false)
    expect(after.headers['cache-control']).toBe('public, max-age=3600')
  })

  it('show the site or the incentives on pages without a picture of their own', async () => {
    for (const path of ['/og/site/ru.png', '/og/incentives/zh.png']) {
      expect(await sharp((await draw(path)).bytes).metadata()).toMatchObject({ width: 1200, height: 630 })
    }
    const imageOf = async (path: string) =>
      renderedPage(await site.visit.get(path).expect(200))
        .$('meta[property="og:image"]')
        .attr('content')
    expect(await imageOf('/ru')).toBe('http://street.test/og/site/ru.png')
    expect(await imageOf('/zh/incentives')).toBe('http://street.test/og/incentives/zh.png')
  })

  it('show nothing that is not public', async () => {
    const { code } = await aPremises({ status: 'draft' })
    for (const path of [
      `/og/premises/${code}/en.png`,
      '/og/premises/SFH-A-9999/en.png',
      '/og/premises/%00/en.png',
      '/og/site/de.png',
      '/og/nothing/en.png',
    ]) {
      await site.visit.get(path).expect(404)
    }
  })

  it('show the photo if there is one', async () => {
    const premises = await aPremises()
    const red = { create: { width: 300, height: 200, channels: 3, background: '#ff0000' } } as const
    const photo = await sharp(red).webp().toBuffer()
    const bytes = await drawPremises(premises, photo, 'en')
    const seen = await sharp(bytes).extract({ left: 500, top: 100, width: 50, height: 50 }).toBuffer()
    const { channels } = await sharp(seen).stats()
    expect(channels[0]!.mean).toBeGreaterThan(240)
    expect(channels[1]!.mean).toBeLessThan(20)
  })

  it('are drawn once for simultaneous requests', async () => {
    const { code } = await aPremises()
    const all = await Promise.all(Array.from({ length: 12 }, () => draw(`/og/premises/${code}/ru.png`)))
    expect(new Set(all.map(({ bytes }) => bytes.toString('base64'))).size).toBe(1)
  })
})

describe('the title in a picture', () => {
  const signsOf = async (title: string) => {
    const svg = await drawScene('ru', { title, facts: '', money: '', brand: '' }, [])
    return svg.match(/<path transform="translate/g)?.length
  }

  it('is set smaller when it is long, and cut only if that is not enough', async () => {
    const long = 'Витрина интернет-магазина с пунктом выдачи'
    expect(await signsOf(long)).toBe(long.replaceAll(' ', '').length)
    const longer = `${long} для всех жителей улицы`
    expect(await signsOf(longer)).toBeLessThan(longer.replaceAll(' ', '').length)
  })
})

describe('text in pictures', () => {
  it.each([
    ['ru', 'Ж₽«№'],
    ['en', 'Qy¥m²'],
    ['zh', '绥芬河¥，'],
  ] as const)('is drawn as outlines of our own fonts in %s', async (locale, text) => {
    const hand = await createTextOutlines(locale)
    const line = await hand.line(text, 0, 100, { size: 40, colour: '#000' })
    expect(line).not.toContain('<text')
    expect(line.match(/<path/g)).toHaveLength(Array.from(text).length)
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="140">${line}</svg>`
    const { channels } = await sharp(Buffer.from(svg)).stats()
    expect(channels[3]!.max).toBe(255)
  })

  it('fits its line, and ends in an ellipsis if it does not', async () => {
    const hand = await createTextOutlines('ru')
    const style = { size: 40, colour: '#000', strong: true }
    expect(await hand.fit('Магазин', { width: 600, lines: 1 }, style)).toEqual(['Магазин'])
    const [cut = ''] = await hand.fit('Магазин '.repeat(20), { width: 600, lines: 1 }, style)
    expect(cut).toMatch(/…$/)
    expect(await hand.widthOf(cut, style)).toBeLessThanOrEqual(600)
    expect(await hand.fit('Первое второе третье', { width: 200, lines: 2 }, style)).toHaveLength(2)
    const chinese = await (
      await createTextOutlines('zh')
    ).fit('绥芬河俄罗斯创业街房源'.repeat(3), { width: 600, lines: 2 }, style)
    expect(chinese).toHaveLength(2)
    expect(await hand.fit('', { width: 100, lines: 1 }, style)).toEqual([])
  })
})

describe('a shop front drawn without a style sheet', () => {
  it.each(useClasses)('contains its colours (%s)', use => {
    const front = { code: 'SFH-A-0107', use, frontageM: 8, widthM: 8, ceilingHeightM: 3.6, floor: 1, shopWindows: 2 }
    for (const floor of [1, 2]) {
      const svg = inlineColours(drawShopFront({ ...front, floor }))
      expect(svg).not.toMatch(/class=|var\(|style=/)
      for (const path of svg.match(/<path[^>]*>/g) ?? []) expect(path).toMatch(/ (fill|stroke)="#[0-9a-f]{3,6}"/)
    }
  })
})
