import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { expectAccessible, phone, useBrowser } from './support/browser.ts'
import { press, signInAs } from './support/people.ts'
import { useRunningSite } from './support/running-site.ts'

const aPicture = (background: string) =>
  sharp({ create: { width: 600, height: 600, channels: 3, background } })
    .jpeg()
    .toBuffer()

/** Drops files on the photos, as from a folder. */
async function drop(page: Page, files: { name: string; bytes: Buffer }[]): Promise<void> {
  const sent = files.map(({ name, bytes }) => ({ name, base64: bytes.toString('base64') }))
  const transfer = await page.evaluateHandle(`
    const data = new DataTransfer()
    for (const { name, base64 } of ${JSON.stringify(sent)}) {
      const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0))
      data.items.add(new File([bytes], name, { type: 'image/jpeg' }))
    }
    data
  `)
  for (const event of ['dragover', 'drop']) await page.dispatchEvent('#photos', event, { dataTransfer: transfer })
}

/** Returns the address of a unit of the staff's table. */
async function aPremises(page: Page, table: string, at: number): Promise<string> {
  await page.goto(table)
  const own = await page.evaluate<string[]>(`[...new Set(
    [...document.querySelectorAll('.premises-list a')].map(link => link.getAttribute('href')),
  )].filter(href => /\\/staff\\/premises\\/[A-Z]{3}-[A-Z]-\\d+$/.test(href))`)
  return new URL(own[at] ?? '', table).href
}

/** Drags one photo below another. During a drag the list is drawn smaller. */
async function drag(page: Page, from: number, below: number): Promise<void> {
  await page.locator('.photo-handle').nth(from).hover()
  await page.mouse.down()
  await page.mouse.move(600, 400, { steps: 3 })
  await page.locator('.photo-list--ordering').waitFor()
  const box = await page.locator('[data-photo]').nth(below).boundingBox()
  if (!box) throw new Error('nowhere to drop it')
  await page.mouse.move(box.x + 60, box.y + box.height - 8, { steps: 5 })
  await page.mouse.up()
}

const order = (page: Page) =>
  page.evaluate<string[]>("[...document.querySelectorAll('[data-photo]')].map(item => item.dataset.photo)")

describe('the photos of a unit', () => {
  const site = useRunningSite()
  const browser = useBrowser()

  it('are dropped, retried, focused and ordered, with a mouse and without', async () => {
    const page = await browser.person()
    await signInAs({ page, url: site.url, locale: 'zh' }, 'listing_manager')
    await page.goto(await aPremises(page, `${site.url}/zh/staff/premises`, 0))
    await page.fill('[name="summary.zh"]', '尚未保存的文字')

    let broken = 0
    await page.route('**/photos', async route => {
      if (route.request().method() === 'POST' && broken++ === 1) await route.abort('connectionreset')
      else await route.continue()
    })
    await drop(page, [
      { name: '一.jpg', bytes: await aPicture('#b5432d') },
      { name: '二.jpg', bytes: await aPicture('#0f5f57') },
      { name: '坏.jpg', bytes: Buffer.from('text') },
      { name: '三.jpg', bytes: await aPicture('#2b5f9e') },
    ])
    await page.locator('.upload-line--sent').nth(1).waitFor()
    await page.locator('.upload-line--failed').nth(1).waitFor()
    expect(await page.locator('.upload-line--failed').nth(1).textContent()).toContain('坏.jpg')
    await page.locator('[data-photo]').nth(1).waitFor()
    await page.click('.upload-line--failed button')
    await page.locator('[data-photo]').nth(2).waitFor()
    await drop(page, [{ name: '一.jpg', bytes: await aPicture('#b5432d') }])
    await page.locator('.upload-line--sent', { hasText: '此前已上传' }).waitFor()
    await expect.poll(() => page.textContent('[data-photo-state]')).toContain('已添加0张')
    expect(await page.locator('[data-photo]').count()).toBe(3)
    expect(await page.inputValue('[name="summary.zh"]')).toBe('尚未保存的文字')
    await expectAccessible(page)

    await page.focus('[data-photo] .focus-mark')
    for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowDown']) await page.keyboard.press(key)
    expect(await page.inputValue('[name="focus.x"] >> nth=0')).toBe('40')
    expect(await page.inputValue('[name="focus.y"] >> nth=0')).toBe('55')
    const whole = page.locator('.photo-item__whole').first()
    const box = await whole.boundingBox()
    await whole.click({ position: { x: (box?.width ?? 0) / 4, y: (box?.height ?? 0) * 0.75 } })
    expect(await page.inputValue('[name="focus.x"] >> nth=0')).toBe('25')
    expect(await page.locator('.photo-item__crop img').first().getAttribute('class')).toBe('fx5 fy15')
    await page.click('.focus-form button >> nth=0')
    await expect.poll(() => page.textContent('[data-photo-state]')).toContain('焦点已保存')
    expect(await page.inputValue('[name="summary.zh"]')).toBe('尚未保存的文字')

    const [one, two, three] = await order(page)
    await page.focus('.photo-handle >> nth=2')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    expect(await order(page)).toEqual([three, one, two])
    expect(await page.textContent('[data-photo-state]')).toContain('第1张')
    await drag(page, 0, 1)
    expect(await order(page)).toEqual([one, three, two])
    await page.click('#photo-order button')
    await expect.poll(() => page.textContent('[data-photo-state]')).toContain('顺序已保存')
    await page.reload()
    expect(await order(page)).toEqual([one, three, two])

    await page.setViewportSize(phone)
    await expectAccessible(page)
    await page.context().close()
  }, 180_000)

  it('are focused and ordered by numbers without scripts', async () => {
    const page = await browser.person({ javaScript: false })
    await signInAs({ page, url: site.url, locale: 'ru' }, 'listing_manager')
    await page.goto(await aPremises(page, `${site.url}/ru/staff/premises`, 1))
    const files = [await aPicture('#b5432d'), await aPicture('#0f5f57')]
    await page.setInputFiles(
      '#photos-input',
      files.map((buffer, index) => ({ name: `${index}.jpg`, mimeType: 'image/jpeg', buffer })),
    )
    await press(page, 'form:has(#photos-input) [type=submit]')
    const [one, two] = await order(page)
    await page.fill('[name="focus.x"] >> nth=0', '10')
    await press(page, '.focus-form button')
    expect(await page.inputValue('[name="focus.x"] >> nth=0')).toBe('10')
    await page.fill(`[name="place.${one ?? ''}"]`, '2')
    await press(page, '#photo-order button')
    expect(await order(page)).toEqual([two, one])
    await page.context().close()
  }, 120_000)

  it('can be panoramas, explored by keys and buttons, or scrolled where WebGL is missing', async () => {
    const page = await browser.person()
    const asked: string[] = []
    page.on('request', request => asked.push(new URL(request.url()).pathname))
    await page.goto(`${site.url}/en/premises/SFH-B-0302`)
    const opener = page.getByRole('button', { name: 'Look around' })
    await opener.waitFor()
    expect(asked.filter(path => /panorama\.webp|panorama-viewer/.test(path))).toEqual([])
    // On a slow connection it is pressed twice, which opens one viewer.
    let arrive = () => {}
    const slow = new Promise<void>(resolve => (arrive = resolve))
    await page.route('**/*panorama-viewer*', async route => {
      await slow
      await route.continue()
    })
    await opener.press('Enter')
    await opener.press('Enter')
    arrive()
    const sphere = page.locator('[data-sphere]')
    await sphere.locator('canvas').waitFor()
    await expect.poll(() => page.textContent('[data-said]')).toBe('')
    expect(await sphere.evaluate('document.activeElement.matches("[data-sphere]")')).toBe(true)
    await expectAccessible(page)
    let seen = await sphere.screenshot()
    for (const key of ['ArrowRight', 'ArrowUp', '+', '-', 'ArrowLeft']) {
      await page.keyboard.press(key)
      await expect.poll(async () => (await sphere.screenshot()).equals(seen), { message: key }).toBe(false)
      seen = await sphere.screenshot()
    }
    await page.getByRole('button', { name: 'Fill the window' }).press('Enter')
    expect(await page.locator('dialog:modal').count()).toBe(1)
    await page.emulateMedia({ media: 'print' })
    expect([await sphere.isVisible(), await page.locator('.panorama__strip img').isVisible()]).toEqual([false, true])
    await page.emulateMedia({ media: null })
    await page.keyboard.press('Escape')
    expect(await page.locator('dialog:modal').count()).toBe(0)
    await page.keyboard.press('Escape')
    expect(await opener.evaluate('document.activeElement.matches("[data-open]")')).toBe(true)

    await page.addInitScript('HTMLCanvasElement.prototype.getContext = () => null')
    await page.setViewportSize(phone)
    await page.reload()
    await opener.click()
    await expect.poll(() => page.textContent('[data-said]')).toContain('Scroll the picture sideways')
    expect(await page.getByRole('region', { name: /^360° panorama: An empty shop/ }).count()).toBe(1)
    const at = () => page.evaluate<number>('document.activeElement.scrollLeft')
    const before = await at()
    await page.keyboard.press('ArrowRight')
    await expect.poll(at).toBeGreaterThan(before)
    await expectAccessible(page)
    await page.context().close()
  }, 120_000)
})
