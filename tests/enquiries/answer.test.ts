import { describe, expect, it } from 'vitest'
import { EnquiryModel } from '../../models/enquiry.ts'
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

  it('is for the listing manager and the administrator', async () => {
    const id = await anEnquiry()
    for (const role of ['listing_manager', 'administrator'] as const) {
      const person = await site.as(await aColleague(role))
      await person.get('/zh/staff/enquiries').expect(200)
      await person.get(`/zh/staff/enquiries/${id}`).expect(200)
    }
  })

  it('is closed to everybody else', async () => {
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

  it('shows a message as text, whatever is in it', async () => {
    const id = await anEnquiry({ premisesCode: 'SFH-A-0107' })
    const person = await site.as(await aColleague('administrator'))
    const page = renderedPage(await person.get(`/en/staff/enquiries/${id}`).expect(200))
    expect(page.text('message')).toContain('<b>Really?</b>')
    expect(page.links()).toContain('/en/premises/SFH-A-0107')
  })

  it('remembers that and by whom it was answered', async () => {
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

  it('lets the first of two colleagues win and keeps what the second typed', async () => {
    const id = await anEnquiry()
    const person = await site.as(await aColleague('listing_manager'))
    const save = (note: string) =>
      person.post(`/en/staff/enquiries/${id}`).type('form').send({ version: '0', note, answered: 'yes' })
    await save('first').expect(303)
    const refused = renderedPage(await save('second').expect(409))
    expect(refused.value('note')).toBe('second')
    expect((await EnquiryModel.findById(id).lean())?.note).toBe('first')
  })

  it('refuses a note without end and an id that is none', async () => {
    const id = await anEnquiry()
    const person = await site.as(await aColleague('administrator'))
    const tooLong = { version: '0', note: 'x'.repeat(5001) }
    await person.post(`/en/staff/enquiries/${id}`).type('form').send(tooLong).expect(422)
    await person.get('/en/staff/enquiries/nothing').expect(404)
    await person.get('/en/staff/enquiries/aaaaaaaaaaaaaaaaaaaaaaaa').expect(404)
  })
})
