import { describe, expect, it } from 'vitest'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { aColleague, anAccount } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('the inbox of the office', () => {
  const site = useSite()
  let sequence = 0
  async function anEnquiry(overrides: object = {}): Promise<string> {
    sequence += 1
    const enquiry = await EnquiryModel.create({
      name: `Sender ${sequence}`,
      email: `sender${sequence}@example.com`,
      preferredLanguage: 'en',
      topic: 'incentives',
      message: 'Is it really free?\n<b>Really?</b>',
      digest: `digest ${sequence}`,
      ...overrides,
    })
    return enquiry._id.toHexString()
  }

  it('is open to the listing manager and the administrator', async () => {
    const id = await anEnquiry()
    for (const role of ['listing_manager', 'administrator'] as const) {
      const person = await site.as(await aColleague(role))
      await person.get('/zh/staff/enquiries').expect(200)
      await person.get(`/zh/staff/enquiries/${id}`).expect(200)
    }
  })

  it('is closed to other roles', async () => {
    const id = await anEnquiry()
    await site.visit.get('/ru/staff/enquiries').expect(303)
    await site.visit.get(`/ru/staff/enquiries/${id}`).expect(303)
    for (const account of [await anAccount(), await aColleague('reviewer'), await aColleague('decider')]) {
      const person = await site.as(account)
      await person.get('/ru/staff/enquiries').expect(403)
      await person.get(`/ru/staff/enquiries/${id}`).expect(403)
      await person.post(`/ru/staff/enquiries/${id}`).type('form').send({ version: '0', answered: 'yes' }).expect(403)
    }
    expect((await EnquiryModel.findById(id).lean())?.status).toBe('new')
  })

  it('lists the newest first, by state and in pages', async () => {
    for (let i = 0; i < 27; i += 1) await anEnquiry({ status: i === 0 ? 'answered' : 'new' })
    const person = await site.as(await aColleague('listing_manager'))
    const first = renderedPage(await person.get('/en/staff/enquiries').expect(200))
    expect(first.text('found')).toBe('27 enquiries')
    expect(first.$('tbody tr')).toHaveLength(25)
    expect(first.links()).toContain('/en/staff/enquiries?page=2')
    const second = renderedPage(await person.get('/en/staff/enquiries?page=2&status=new').expect(200))
    expect(second.$('tbody tr')).toHaveLength(1)
    await person.get('/en/staff/enquiries?page=minus&status=lost').expect(200)
    expect(renderedPage(await person.get('/en/staff/enquiries?status=answered')).$('tbody tr')).toHaveLength(1)
  })

  it('shows a message as text, whatever it contains', async () => {
    const id = await anEnquiry({ premisesCode: 'SFH-A-0107' })
    const person = await site.as(await aColleague('administrator'))
    const page = renderedPage(await person.get(`/en/staff/enquiries/${id}`).expect(200))
    expect(page.text('message')).toContain('<b>Really?</b>')
    expect(page.links()).toContain('/en/premises/SFH-A-0107')
  })

  it('stores that an enquiry was answered, and by whom', async () => {
    const id = await anEnquiry()
    const person = await site.as(await aColleague('listing_manager', { name: '王芳' }))
    const form = { version: '0', answered: 'yes', note: 'Called back' }
    await person.post(`/en/staff/enquiries/${id}`).type('form').send(form).expect(303)
    const page = renderedPage(await person.get(`/en/staff/enquiries/${id}`).expect(200))
    expect(page.notice).toBe('The enquiry is saved.')
    expect(page.value('note')).toBe('Called back')
    const kept = await EnquiryModel.findById(id).lean()
    expect(kept).toMatchObject({ status: 'answered', version: 1 })
    expect(kept?.events.at(-1)).toMatchObject({ kind: 'answered', by: { kind: 'listing_manager', name: '王芳' } })
  })

  it('accepts the change of the first of two colleagues, and keeps the text of the second', async () => {
    const id = await anEnquiry()
    const person = await site.as(await aColleague('listing_manager'))
    const save = (note: string) =>
      person.post(`/en/staff/enquiries/${id}`).type('form').send({ version: '0', note, answered: 'yes' })
    await save('first').expect(303)
    const refused = renderedPage(await save('second').expect(409))
    expect(refused.value('note')).toBe('second')
    expect((await EnquiryModel.findById(id).lean())?.note).toBe('first')
  })

  it('refuses a note that is too long and an invalid id', async () => {
    const id = await anEnquiry()
    const person = await site.as(await aColleague('administrator'))
    const tooLong = { version: '0', note: 'x'.repeat(5001) }
    await person.post(`/en/staff/enquiries/${id}`).type('form').send(tooLong).expect(422)
    await person.get('/en/staff/enquiries/nothing').expect(404)
    await person.get('/en/staff/enquiries/aaaaaaaaaaaaaaaaaaaaaaaa').expect(404)
  })

  describe('the conversation', () => {
    const post = (person: Awaited<ReturnType<typeof site.as>>, path: string, fields: Record<string, string>) =>
      person.post(`/zh/staff/enquiries/${path}`).type('form').send(fields)

    it('sends an answer by mail once, in the sender’s language, with the name of the colleague', async () => {
      const id = await anEnquiry({ preferredLanguage: 'ru', email: 'olga@example.com' })
      const me = await aColleague('listing_manager', { name: '王芳' })
      const person = await site.as(me)
      const text = 'Да, вода есть.\n\nПриходите смотреть.'
      await post(person, `${id}/reply`, { version: '0', text, way: 'mail' }).expect(303)
      await post(person, `${id}/reply`, { version: '0', text, way: 'mail' }).expect(409)
      await site.runJobs()
      const letters = site.mails().filter(({ to }) => to === 'olga@example.com')
      expect(letters).toHaveLength(1)
      expect(letters[0]).toMatchObject({ subject: 'Ответ на ваше обращение', replyTo: site.config.mail.office })
      expect(letters[0]?.text).toContain('Приходите смотреть.')
      const kept = await EnquiryModel.findById(id).lean()
      expect(kept).toMatchObject({ status: 'answered', assignee: { id: me.id, name: '王芳' }, effects: [] })

      await post(person, `${id}/reply`, { version: '1', text: 'Спасибо! А газ?', way: 'received' }).expect(303)
      await post(person, `${id}/reply`, { version: '2', text: 'Газа нет.', way: 'elsewhere' }).expect(303)
      await site.runJobs()
      expect(site.mails().filter(({ to }) => to === 'olga@example.com')).toHaveLength(1)
      const page = renderedPage(await person.get(`/zh/staff/enquiries/${id}`).expect(200))
      const texts = page.$('.thread__text').map((_, one) => page.$(one).text())
      expect(texts.get()).toEqual(['Is it really free?\n<b>Really?</b>', text, 'Спасибо! А газ?', 'Газа нет.'])
      expect(page.text('message')).toContain('王芳（邮件）')
    })

    it('keeps the draft of the second of two colleagues and shows the answer of the first', async () => {
      const id = await anEnquiry()
      const first = await site.as(await aColleague('listing_manager'))
      const second = await site.as(await aColleague('administrator'))
      await post(first, `${id}/reply`, { version: '0', text: 'Yes, it is free.', way: 'mail' }).expect(303)
      const late = renderedPage(await post(second, `${id}/reply`, { version: '0', text: 'No, it is not.' }).expect(409))
      expect(late.value('text')).toBe('No, it is not.')
      expect(late.text('message')).toContain('Yes, it is free.')
      expect(late.errors()[0]?.text).toContain('其他同事')
      await site.runJobs()
      expect(site.mails()).toHaveLength(1)
      expect((await EnquiryModel.findById(id).lean())?.replies).toHaveLength(1)
      await post(second, `${id}/reply`, { version: '1', text: ' ' }).expect(422)
      await post(second, `${id}/reply`, { version: '1', text: 'x', way: 'pigeon' }).expect(422)
    })

    it('keeps an answer to an enquiry that a colleague has meanwhile marked as spam, and sends it afterwards', async () => {
      const id = await anEnquiry()
      const first = await site.as(await aColleague('listing_manager'))
      const second = await site.as(await aColleague('administrator'))
      await post(first, `${id}/spam`, { version: '0', spam: 'yes' }).expect(303)
      expect(renderedPage(await second.get(`/zh/staff/enquiries/${id}`)).field('text')).toHaveLength(0)
      const answer = { text: 'Yes, it is free.', way: 'mail', writtenIn: 'en' }
      const late = renderedPage(await post(second, `${id}/reply`, { version: '0', ...answer }).expect(409))
      expect(late.value('text')).toBe(answer.text)
      await post(second, `${id}/reply`, { version: '1', ...answer }).expect(303)
      expect((await EnquiryModel.findById(id).lean())?.replies).toMatchObject([{ text: answer.text }])
    })

    it('can be assigned to a colleague, is listed among their own, and can be unassigned', async () => {
      const mine = await anEnquiry()
      const other = await anEnquiry()
      const me = await aColleague('administrator')
      const reviewer = await aColleague('reviewer')
      const person = await site.as(me)
      await post(person, `${mine}/assignment`, { version: '0', assignee: me.id }).expect(303)
      await post(person, `${other}/assignment`, { version: '0', assignee: reviewer.id }).expect(303)
      const listed = async (status: string) =>
        renderedPage(await person.get(`/en/staff/enquiries?status=${status}`).expect(200))
          .links()
          .filter(href => /[0-9a-f]{24}$/.test(href))
          .map(href => href.slice(-24))
      expect(await listed('mine')).toEqual([mine])
      expect(await listed('unassigned')).toEqual([other])
      expect(await listed('new')).toEqual([other, mine])
      await post(person, `${mine}/assignment`, { version: '1', assignee: '' }).expect(303)
      expect(await listed('mine')).toEqual([])
    })

    it('can be marked as spam and unmarked, and spam is deleted like answered enquiries', async () => {
      const id = await anEnquiry()
      const person = await site.as(await aColleague('listing_manager'))
      await post(person, `${id}/spam`, { version: '0', spam: 'yes' }).expect(303)
      expect(renderedPage(await person.get('/en/staff/enquiries').expect(200)).$('tbody tr')).toHaveLength(0)
      expect(renderedPage(await person.get('/en/staff/enquiries?status=spam')).$('tbody tr')).toHaveLength(1)
      await post(person, `${id}/spam`, { version: '0', spam: 'no' }).expect(409)
      await post(person, `${id}/spam`, { version: '1', spam: 'no' }).expect(303)
      expect((await EnquiryModel.findById(id).lean())?.status).toBe('new')
      await post(person, `${id}/spam`, { version: '2', spam: 'yes' }).expect(303)
      site.clock.advance({ days: 800 })
      expect(await site.services.enquiries.forgetAnswered(24)).toBe(1)
    })

    it('is closed to other roles', async () => {
      const id = await anEnquiry()
      const person = await site.as(await aColleague('reviewer'))
      for (const act of ['reply', 'assignment', 'spam'])
        await post(person, `${id}/${act}`, { version: '0' }).expect(403)
    })
  })
})
