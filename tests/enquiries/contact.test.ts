import { describe, expect, it } from 'vitest'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { aColleague, anAccount } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('asking the adviser', () => {
  const site = useSite()
  const filled = (overrides: Record<string, string> = {}) => ({
    name: 'Ольга Ли',
    email: 'olga@example.com',
    phone: '+7 914 000-00-00',
    messenger: '',
    preferredLanguage: 'ru',
    topic: 'premises',
    premisesCode: 'sfh-a-0107',
    message: 'Здравствуйте! Есть ли вода?\n\nСпасибо.',
    website: '',
    opened: String(site.clock.now().getTime() - 60_000),
    ...overrides,
  })
  const post = (fields: Record<string, string>, locale = 'ru') =>
    site.visit.post(`/${locale}/contact`).type('form').send(fields)

  it.each([
    ['ru', 'Вопрос консультанту'],
    ['en', 'Ask the adviser'],
    ['zh', '咨询顾问'],
  ])('has a form in %s that sets no cookie', async (locale, heading) => {
    const response = await site.visit.get(`/${locale}/contact`).expect(200)
    expect(renderedPage(response).heading).toBe(heading)
    expect(response.headers['set-cookie']).toBeUndefined()
  })

  it('fills in the topic and unit of the link', async () => {
    const page = renderedPage(await site.visit.get('/en/contact?topic=viewing&premises=sfh-a-0107').expect(200))
    expect(page.value('premisesCode')).toBe('SFH-A-0107')
    expect(page.value('topic')).toBe('viewing')
    expect(page.$('[name="preferredLanguage"]:checked').val()).toBe('en')
    await site.visit.get('/en/contact?topic=x&topic=y&premises=%3Cscript%3E').expect(200)
  })

  it('fills in the name and address of a signed-in visitor', async () => {
    const account = await anAccount({ name: 'Иван Петров' })
    const page = renderedPage(await (await site.as(account)).get('/ru/contact').expect(200))
    expect(page.value('name')).toBe('Иван Петров')
    expect(page.value('email')).toBe(account.email)
  })

  it('reads an address and a unit code typed with look-alike characters', async () => {
    await post(filled({ email: 'Olga＠example。com', premisesCode: 'SFH-А-0107' })).expect(303)
    expect(await EnquiryModel.find().lean()).toMatchObject([{ email: 'olga@example.com', premisesCode: 'SFH-A-0107' }])
  })

  it('keeps a Russian number as it is dialled from China', async () => {
    await post(filled({ phone: '8 914 000-00-00' })).expect(303)
    expect(await EnquiryModel.find().lean()).toMatchObject([{ phone: '+7 914 000-00-00' }])
  })

  it('stores the message, thanks the sender, and sends mail to both sides', async () => {
    const response = await post(filled()).expect(303)
    expect(response.headers.location).toMatch(/^\/ru\/contact\/sent\?receipt=[\da-f]{64}$/)
    expect(response.headers['set-cookie']).toBeUndefined()
    expect(renderedPage(await site.visit.get('/ru/contact/sent').expect(200)).text('sent')).toContain('Спасибо!')

    const kept = await EnquiryModel.find().lean()
    expect(kept).toHaveLength(1)
    expect(kept[0]).toMatchObject({ name: 'Ольга Ли', status: 'new', premisesCode: 'SFH-A-0107', version: 0 })

    await site.runJobs()
    const [confirmation, inbox] = ['olga@example.com', site.config.mail.office].map(to =>
      site.mails().find(mail => mail.to === to),
    )
    expect(site.mails()).toHaveLength(2)
    expect(confirmation?.subject).toBe('Мы получили ваше обращение')
    expect(confirmation?.text).not.toContain('Есть ли вода')
    expect(inbox?.text).toContain('Есть ли вода?')
    expect(inbox?.text).toContain(`http://street.test/zh/staff/enquiries/${kept[0]?._id.toHexString()}`)
  })

  it('confirms with a number and the question, which only the sender’s address opens, for a day', async () => {
    const { location = '' } = (await post(filled()).expect(303)).headers as { location?: string }
    const response = await site.visit.get(location).expect(200)
    expect(response.headers['cache-control']).toContain('no-store')
    const page = renderedPage(response)
    expect(page.text('question')).toContain('Есть ли вода?')
    expect(page.text('question')).toContain('SFH-A-0107')
    const [number = ''] = /[\dA-F]{4}-[\dA-F]{4}/.exec(page.text('question')) ?? []
    expect(number).not.toBe('')
    for (const secret of ['Ольга', 'olga@example.com', '914']) expect(page.main).not.toContain(secret)
    await site.runJobs()
    expect(site.mails().find(({ to }) => to === 'olga@example.com')?.text).toContain(number)

    const adviser = await site.as(await aColleague('listing_manager'))
    const found = renderedPage(await adviser.get(`/en/staff/search?q=${number.toLowerCase()}`).expect(200))
    const [enquiry] = await EnquiryModel.find().lean()
    const link = `/en/staff/enquiries/${enquiry?._id.toHexString()}`
    expect(found.links()).toContain(link)
    expect(renderedPage(await adviser.get(link).expect(200)).main).toContain(number)

    const other = location.replace(/[\da-f]{64}/, 'f'.repeat(64))
    expect(renderedPage(await site.visit.get(other).expect(200)).text('question')).toBe('')
    site.clock.advance({ days: 2 })
    expect(renderedPage(await site.visit.get(location).expect(200)).text('question')).toBe('')
  })

  it('answers in the requested language', async () => {
    await post(filled({ preferredLanguage: 'zh' })).expect(303)
    await site.runJobs()
    expect(site.mails().find(({ to }) => to === 'olga@example.com')?.subject).toBe('我们已收到您的咨询')
  })

  it('stores a message once when the button is pressed twice', async () => {
    await Promise.all([post(filled()), post(filled()), post(filled())])
    await site.runJobs()
    expect(await EnquiryModel.countDocuments()).toBe(1)
    expect(site.mails()).toHaveLength(2)
  })

  it('sends the mail of a request that was killed before it could', async () => {
    await post(filled()).expect(303)
    expect(await site.queuedMails()).toHaveLength(0)
    await site.runJobs()
    expect(site.mails()).toHaveLength(2)
    // As if the worker had died between queueing a letter and removing its effect.
    await EnquiryModel.updateOne({}, { effects: [{ key: 'inbox', kind: 'inbox', facts: {} }] })
    await site.runJobs()
    expect(site.mails()).toHaveLength(2)
    expect(await EnquiryModel.countDocuments({ 'effects.0': { $exists: true } })).toBe(0)
  })

  it('reports missing fields and keeps the input', async () => {
    const response = await post(filled({ name: ' ', email: 'olga', topic: '', premisesCode: '12' })).expect(422)
    const page = renderedPage(response)
    expect(page.errors().map(({ field }) => field)).toEqual(['name', 'email', 'topic', 'premisesCode'])
    expect(page.value('message')).toContain('Есть ли вода?')
    expect(page.value('phone')).toBe('+7 914 000-00-00')
    expect(page.value('email')).toBe('olga')
    expect(page.$('#topic').length).toBe(1)
    expect(await EnquiryModel.countDocuments()).toBe(0)
  })

  it('links errors to existing fields', async () => {
    const page = renderedPage(await post({}, 'en').expect(422))
    for (const { field } of page.errors()) expect(page.$(`[id="${field}"]`).length, field).toBe(1)
  })

  it.each([
    ['email', 'olga@example.com\r\nBcc: everyone@example.com'],
    ['email', 'olga@example.com,second@example.com'],
    ['email', 'Olga <olga@example.com>'],
  ])('refuses a second recipient in %s', async (name, value) => {
    await post(filled({ [name]: value })).expect(422)
    expect(await site.queuedMails()).toHaveLength(0)
  })

  it('puts a name on one line, so that it cannot become a mail header', async () => {
    await post(filled({ name: 'Olga\r\nBcc: everyone@example.com' })).expect(303)
    await site.runJobs()
    const inbox = site.mails().find(({ to }) => to === site.config.mail.office)
    expect(inbox?.subject).not.toMatch(/[\r\n]/)
    expect((await EnquiryModel.findOne().lean())?.name).toBe('Olga Bcc: everyone@example.com')
  })

  it('asks a visitor who was too fast to send the form again, and then accepts it', async () => {
    const page = renderedPage(await post(filled({ opened: String(site.clock.now().getTime()) })).expect(422))
    expect(page.errors()[0]?.text).toContain('слишком быстро')
    site.clock.advance({ minutes: 1 })
    await post(filled({ opened: String(page.value('opened')) })).expect(303)
  })

  it.each(['', 'soon', '-1', '99999999999999999999'])('refuses the invalid opening time %s', async opened => {
    await post(filled({ opened })).expect(422)
  })

  it('pretends success to a spam program', async () => {
    await post(filled({ website: 'http://spam.example' })).expect(303)
    expect(await EnquiryModel.countDocuments()).toBe(0)
  })

  it('limits messages from one sender, and keeps the text of a refused one', async () => {
    for (let i = 0; i < 5; i += 1) await post(filled({ message: `Question ${i}` })).expect(303)
    const response = await post(filled({ message: 'One more' })).expect(429)
    expect(response.headers['retry-after']).toBeDefined()
    expect(renderedPage(response).value('message')).toBe('One more')
    expect(await EnquiryModel.countDocuments()).toBe(5)
  })

  it('refuses a form sent from another site', async () => {
    await post(filled()).set('Sec-Fetch-Site', 'cross-site').expect(403)
  })

  it('accepts only text: no operators, no other formats', async () => {
    await post({ ...filled(), 'name[$ne]': 'x' }).expect(303)
    await site.visit.post('/ru/contact').type('form').send('email=a%40b.cc&email=c%40d.ee&message=x').expect(422)
    await site.visit.post('/ru/contact').type('json').send('{"name":{"$ne":1}}').expect(422)
  })
})
