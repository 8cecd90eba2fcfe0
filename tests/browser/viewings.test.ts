import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { addDays, cityDayOf, weekdayOf } from '#shared/days/city-day.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { desktop, expectAccessible, phone, useBrowser } from './support/browser.ts'
import { press, signInAs, signUp } from './support/people.ts'
import { useRunningSite } from './support/running-site.ts'

type Place = { code: string; building: { code: string } }
type Time = { from: string; to: string; begins: string; next: string }

/** Returns the hour from `from` on the next Sunday: the demonstration's guide works on other days. */
function aSundayHour(from: number): Time & { day: string } {
  const tomorrow = addDays(cityDayOf(new Date()), 1)
  const day = addDays(tomorrow, 7 - weekdayOf(tomorrow))
  const at = (minutes: number) => new Date(Date.parse(`${day}T00:00:00+08:00`) + minutes * 60_000)
  const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`
  const begins = at(from * 60).toISOString()
  return { day, from: clock(from), to: clock(from + 1), begins, next: at(from * 60 + 30).toISOString() }
}

describe('a viewing', () => {
  const site = useRunningSite()
  const browser = useBrowser()

  it.each([
    { locale: 'ru', manager: desktop, visitor: phone, javaScript: true, hour: 9 },
    { locale: 'en', manager: phone, visitor: desktop, javaScript: true, hour: 11 },
    { locale: 'zh', manager: desktop, visitor: phone, javaScript: true, hour: 13 },
    { locale: 'ru', manager: phone, visitor: phone, javaScript: false, hour: 15 },
  ] as const)(
    'is published by a listing manager, and booked, moved and cancelled by a visitor ($locale, scripts: $javaScript)',
    async ({ locale, manager: desk, visitor: screen, javaScript, hour }) => {
      const look = (page: Page) => (javaScript ? expectAccessible(page) : Promise.resolve())
      const place = await aPlace(hour)
      const time = aSundayHour(hour)
      const manager = await browser.person({ viewport: desk, javaScript })
      await signInAs({ page: manager, url: site.url, locale }, 'listing_manager')
      await publish(manager, { locale, place, time, look })

      const email = `visitor-${hour}@example.com`
      const visitor = await browser.person({ viewport: screen, javaScript })
      await newVisitor(visitor, { locale, email })
      await book(visitor, { locale, place, time, look })
      const { calendar, text } = await site.mailTo(email, /BEGIN:VCALENDAR/)
      expect(text).toContain(visitor.url())
      expect(calendar).toContain('METHOD:REQUEST')
      expect(calendar).toContain('SEQUENCE:0')
      expect(calendar).toContain(`DTSTART:${stamp(time.begins)}`)
      await meets(manager, { locale, time, look })

      await move(visitor, { time, look })
      const moved = await site.mailTo(email, /SEQUENCE:1/)
      expect(moved.calendar).toContain(`DTSTART:${stamp(time.next)}`)

      await visitor.locator('#cancel > summary').click()
      await look(visitor)
      await press(visitor, '#cancel [type=submit]')
      await visitor.waitForURL(`${site.url}/${locale}/viewings`)
      await look(visitor)
      expect((await site.mailTo(email, /SEQUENCE:2/)).calendar).toContain('METHOD:CANCEL')
      await browser.leave(manager, visitor)
    },
    180_000,
  )

  /** Returns an available unit, another one for each hour. */
  async function aPlace(number: number): Promise<Place> {
    const answer = await fetch(`${site.url}/api/v1/premises?status=available&limit=100`)
    const { items } = (await answer.json()) as { items: Place[] }
    const place = items[number]
    if (!place) throw new Error('the demonstration has too few available premises')
    return place
  }

  type Step = { locale: Locale; time: ReturnType<typeof aSundayHour>; look: (page: Page) => Promise<void> }

  async function publish(page: Page, { locale, place, time, look }: Step & { place: Place }): Promise<void> {
    await page.goto(`${site.url}/${locale}/staff`)
    await page.locator(`main a[href="/${locale}/staff/viewings"]`).first().click()
    await look(page)
    await page.locator(`main a[href="/${locale}/staff/viewings/new"]`).click()
    await page.selectOption('[name=building]', place.building.code)
    await press(page, 'main form[method=get] [type=submit]')
    await page.check(`[name=premises][value=${place.code}]`)
    for (const name of ['day', 'from', 'to'] as const) await page.fill(`[name=${name}]`, time[name])
    await look(page)
    await press(page, 'form.viewing-publish [type=submit]')
    await page.waitForURL(url => url.searchParams.get('week') === time.day)
    await look(page)
    for (const begins of [time.begins, time.next]) {
      expect(await page.locator(`[data-test=slot]:has(time[datetime="${begins}"])`).textContent()).toContain(place.code)
    }
  }

  async function newVisitor(page: Page, { locale, email }: { locale: Locale; email: string }): Promise<void> {
    const person = { name: 'Алиса Выдуманная', email, password: 'dlinnyj-parol-dlya-proverki' }
    await signUp({ page, url: site.url, locale }, person, async () => {
      const { text } = await site.mailTo(email, /\/verify\//)
      return /https?:\S+\/verify\/\S+/.exec(text)?.[0] ?? ''
    })
  }

  /** Books from the page of the unit to the page of the booking. */
  async function book(page: Page, { locale, place, time, look }: Step & { place: Place }): Promise<void> {
    await page.goto(`${site.url}/${locale}/premises/${place.code}`)
    await page.locator('[data-test=viewing] .button').click()
    await page.waitForURL(`**/premises/${place.code}/viewings`)
    await look(page)
    await page.locator(`[data-test=slot]:has(time[datetime="${time.begins}"])`).click()
    await page.waitForURL('**/viewings/*')
    await look(page)
    await page.fill('[name=phone]', 'call me')
    await press(page, 'main form [type=submit]')
    expect(await page.locator('[data-test=error-summary] a').getAttribute('href')).toBe('#phone')
    await look(page)
    await page.fill('[name=phone]', '+7 000 000 00 01')
    await press(page, 'main form [type=submit]')
    await page.waitForURL(new RegExp(`/${locale}/viewings/[0-9a-f]{24}$`))
    await look(page)
  }

  /** The manager sees the visitor in the week and on the page of the slot. */
  async function meets(page: Page, { time, look }: Step): Promise<void> {
    await page.reload()
    const booked = page.locator(`[data-test=slot]:has(time[datetime="${time.begins}"])`)
    expect(await booked.textContent()).toContain('Алиса Выдуманная')
    await booked.click()
    await page.waitForURL(/\/staff\/viewings\/[0-9a-f]{24}$/)
    expect(await page.locator('[data-test=visitor]').textContent()).toContain('+7 000 000 00 01')
    await look(page)
  }

  async function move(page: Page, { time, look }: Omit<Step, 'locale'>): Promise<void> {
    const viewing = page.url()
    await page.locator('#move > summary').click()
    await look(page)
    const choice = page.locator('#move .choice', { hasText: clockIn(time.next) }).last()
    await choice.locator('[type=radio]').check()
    await press(page, '#move [type=submit]')
    await page.waitForURL(viewing)
    expect(await page.locator('main').textContent()).toContain(clockIn(time.next))
    await look(page)
  }
})

/** Returns an instant as calendars write it: `20261206T010000Z`. */
const stamp = (instant: string): string => instant.replace(/\.\d+|[-:]/g, '')

/** Returns the time of day in Suifenhe: `09:30`. */
const clockIn = (instant: string): string => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16)
