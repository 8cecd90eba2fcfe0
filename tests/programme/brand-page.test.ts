import { describe, expect, it } from 'vitest'
import supertest from 'supertest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { SettingsModel } from '#models/programme/settings.ts'
import { createApp } from '#server/app.ts'
import { createServices } from '#server/services.ts'
import { createSlices } from '#server/slices.ts'
import { aColleague } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const brandPath = '/en/staff/settings/brand'
const plum = '#7a1f5c'

describe('the colour that the office sets', () => {
  const site = useSite()
  const anAdministrator = async (name = 'Olga') =>
    site.as(await aColleague('administrator', { name, email: `${name.toLowerCase()}@example.com` }))
  const styleOf = (text: string) => /href="(\/brand\/accent-[^"]+)"/.exec(text)?.[1]

  it('appears on every page at once, in a style sheet cached for ever, and in mail', async () => {
    const before = await site.visit.get('/en').expect(200)
    expect(styleOf(before.text)).toBeUndefined()
    const administrator = await anAdministrator()
    await administrator.post(brandPath).type('form').send({ accent: plum, seen: '' }).expect(303)

    const page = await site.visit.get('/en').set('If-None-Match', String(before.headers.etag)).expect(200)
    expect(page.text).toContain(`<meta name="theme-color" content="${plum}">`)
    const style = await site.visit.get(String(styleOf(page.text))).expect(200)
    expect(style.headers['content-type']).toMatch('text/css')
    expect(style.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(style.headers['set-cookie']).toBeUndefined()
    expect(style.text).toContain(`:root{--primary:${plum};`)

    await site.visit.post('/en/forgot-password').type('form').send({ email: 'olga@example.com' }).expect(303)
    await site.services.mail.deliverDue()
    expect(site.mails()[0]?.html).toContain(`background-color:${plum}`)

    await administrator.post(brandPath).type('form').send({ accent: '', seen: plum }).expect(303)
    expect(styleOf((await site.visit.get('/en').expect(200)).text)).toBeUndefined()
  })

  it('reaches another process on the same database within a second', async () => {
    const { config, clock, log } = site
    const mailTransport = { describe: 'none', send: () => Promise.resolve() }
    const services = createServices({ clock, log, config, mailTransport })
    const slices = createSlices({ services, config, clock })
    const other = supertest(createApp({ config, services, slices, log, sessionSecret: 'x'.repeat(32) }))
    expect(styleOf((await other.get('/ru').expect(200)).text)).toBeUndefined()
    const administrator = await anAdministrator()
    await administrator.post(brandPath).type('form').send({ accent: plum, seen: '' }).expect(303)
    await expect.poll(async () => styleOf((await other.get('/ru')).text), { timeout: 2_000 }).toMatch('7a1f5c')
  })

  it.each([
    ['en', '#ffd700', /contrast with coloured panels is 1\.\d\d\s:\s1, and at least 4\.5\s:\s1 is needed/],
    ['ru', '#ffd700', /контраст с цветными панелями\s—\s1,\d\d\s:\s1, а нужно не меньше 4,5\s:\s1/],
    ['zh', '#ffd700', /与彩色面板的对比度为1\.\d\d\s:\s1，至少需要4\.5\s:\s1/],
    ['en', 'red;}', /six digits or letters/],
  ])('is refused in %s when it is %s, with the reason and the input kept', async (locale, accent, why) => {
    const administrator = await anAdministrator()
    const path = `/${locale}/staff/settings/brand`
    const page = renderedPage(await administrator.post(path).type('form').send({ accent, seen: '' }).expect(422))
    expect(page.errors()).toEqual([{ field: 'accent', text: expect.stringMatching(why) as string }])
    expect(page.value('accent')).toBe(accent)
    expect((await site.services.programme.current()).revision).toBe(0)
  })

  it('can be previewed before it is saved, even a pale one, without a script', async () => {
    const administrator = await anAdministrator()
    const page = renderedPage(await administrator.get(`${brandPath}?accent=%23ffd700`).expect(200))
    expect(page.value('accent')).toBe('#ffd700')
    expect(page.text('accent-sample')).toContain('too pale')
    const sample = page.$('[data-accent-sample] link').attr('href')
    expect((await site.visit.get(String(sample)).expect(200)).text).toContain(
      '.accent-board--light *{--primary:#ffd700',
    )
    expect((await site.services.programme.settings()).accent).toBe('')
    const odd = renderedPage(await administrator.get(`${brandPath}?accent=%3Cb%3E`).expect(200))
    expect(odd.$('[data-accent-sample]').children()).toHaveLength(0)
  })

  it('is recorded in the audit trail, can be restored, and is not lost when other settings are saved', async () => {
    const administrator = await anAdministrator()
    await administrator.post(brandPath).type('form').send({ accent: '#7A1F5C', seen: '' }).expect(303)
    site.clock.advance({ minutes: 1 })
    await administrator.post(brandPath).type('form').send({ accent: '#1f3c7a', seen: plum }).expect(303)
    site.clock.advance({ minutes: 1 })

    const settings = renderedPage(await administrator.get('/en/staff/settings').expect(200))
    expect(settings.text('changes')).toContain(`Colour of buttons and links: ${plum} → #1f3c7a`)
    const form = Object.fromEntries(
      settings
        .$('form.settings-form :is(input, textarea)')
        .toArray()
        .filter(({ attribs }) => attribs.type !== 'checkbox' && (attribs.type !== 'radio' || attribs.value === 'any'))
        .map(one => [one.attribs.name, settings.$(one).val() as string]),
    )
    await administrator
      .post('/en/staff/settings')
      .type('form')
      .send({ ...form, offerDays: '21' })
      .expect(303)
    expect(await site.services.programme.settings()).toMatchObject({ offerDays: 21, accent: '#1f3c7a' })

    const { revision, history } = await site.services.programme.current()
    const at = history[1]?.at.toISOString()
    await administrator.post('/en/staff/settings/take-back').type('form').send({ at, revision }).expect(303)
    expect(await site.services.programme.settings()).toMatchObject({ offerDays: 21, accent: plum })
    const trail = await AuditEntryModel.find({ action: 'settings.changed' }).sort({ _id: 1 }).lean()
    expect(trail.map(({ changes }) => changes)).toMatchObject([
      [{ field: 'accent', before: '""', after: `"${plum}"` }],
      [{ field: 'accent', before: `"${plum}"`, after: '"#1f3c7a"' }],
      [{ field: 'offerDays' }],
      [{ field: 'accent', before: '"#1f3c7a"', after: `"${plum}"` }],
    ])
  })

  it('is not overwritten by an administrator who has not seen it', async () => {
    const first = await anAdministrator('First')
    const second = await anAdministrator('Second')
    await first.post(brandPath).type('form').send({ accent: plum, seen: '' }).expect(303)
    const page = renderedPage(
      await second.post(brandPath).type('form').send({ accent: '#1f3c7a', seen: '' }).expect(409),
    )
    expect(page.text('stale')).toContain(plum)
    expect(page.value('accent')).toBe('#1f3c7a')
    await second
      .post(brandPath)
      .type('form')
      .send({ accent: '#1f3c7a', seen: page.$('[data-accent-form] [name=seen]').val() })
      .expect(303)
  })

  it.each(['#ffd700', 'plum', ''])(
    'falls back to the default if it was stored as “%s” and cannot be read',
    async accent => {
      await SettingsModel.create({ _id: 'programme', revision: 1, values: { accent }, history: [] })
      expect((await site.services.programme.settings()).accent).toBe('')
    },
  )

  it('can be set by administrators only', async () => {
    const colleague = await site.as(await aColleague('decider'))
    await colleague.get(brandPath).expect(403)
    await colleague.post(brandPath).type('form').send({ accent: plum, seen: '' }).expect(403)
    await site.visit.get('/brand/accent-zzzzzz-000000000000.css').expect(404)
    const other = await site.visit.get('/brand/accent-7a1f5c-000000000000.css').expect(200)
    expect(other.headers['cache-control']).toBe('no-cache')
  })
})
