import { describe, expect, it } from 'vitest'
import { EnquiryModel } from '../../models/enquiry.ts'
import { tokenIn, withoutQuoted } from '../../server/features/enquiries/threading.ts'
import { aColleague } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('what somebody answers by mail', () => {
  it.each([
    ['Thank you!\r\n\r\nOn Wed, 25 Nov 2026 at 10:00, Startup Street <a@b.example> wrote:\r\n> Yes.', 'Thank you!'],
    ['Спасибо\n\nср, 25 нояб. 2026 г. в 10:00, Улица <a@b.example> пишет:\n> Да', 'Спасибо'],
    ['谢谢\n\n在 2026年11月25日，创业街 写道：\n> 是', '谢谢'],
    ['Ok\n-----Original Message-----\nFrom: x', 'Ok'],
    ['Ok\nOn Wed, 25 Nov 2026, Startup Street\n<a@b.example> wrote:\n> Yes', 'Ok'],
    ['> You asked: gas?\nNo gas.\n> And?\nNo.', 'No gas.\nNo.'],
    ['> only what was there', ''],
    ['I wrote: come on\nOn the street.', 'I wrote: come on\nOn the street.'],
  ])('is kept without what their program repeats (%#)', (text, kept) => expect(withoutQuoted(text)).toBe(kept))

  it('is known by an address of ours', () => {
    expect(tokenIn(`Street <e+${'A1'.repeat(16)}@street.example>`)).toBe('a1'.repeat(16))
    expect(tokenIn('e+short@street.example')).toBeNull()
  })
})

describe('the door for answers by mail', () => {
  const secret = 'a secret for the mail server, long enough'
  const site = useSite({ env: { ENQUIRY_REPLY_TO: 'ask@street.example', INBOUND_MAIL_SECRET: secret } })
  const letter = { from: 'olga@example.com', text: 'Thank you. And gas?', messageId: '<one@mail.example>' }
  const hand = (body: object, bearer = secret) =>
    site.agent().post('/inbound/enquiries').set('Authorization', `Bearer ${bearer}`).send(body)

  async function answered() {
    const made = await EnquiryModel.create({
      ...{ name: 'Olga', email: 'olga@example.com', preferredLanguage: 'en', topic: 'premises', message: 'Water?' },
      digest: 'one',
    })
    const path = `/en/staff/enquiries/${made._id.toHexString()}`
    const person = await site.as(await aColleague('listing_manager'))
    await person.post(`${path}/reply`).type('form').send({ version: '0', text: 'Yes.', way: 'mail' }).expect(303)
    await site.runJobs()
    return { path, person, to: site.mails()[0]?.replyTo ?? '' }
  }

  it('adds a letter once to the enquiry whose address it came to, and our answer refers to it', async () => {
    const { path, person, to } = await answered()
    expect(to).toMatch(/^ask\+[0-9a-f]{32}@street\.example$/)
    expect((await hand({ ...letter, to }).expect(200)).body).toEqual({ outcome: 'threaded' })
    expect((await hand({ ...letter, to }).expect(200)).body).toEqual({ outcome: 'known' })
    const page = renderedPage(await person.get(path).expect(200))
    expect(page.text('message')).toContain('Thank you. And gas?')
    expect(await EnquiryModel.findOne().lean()).toMatchObject({ status: 'new', version: 2 })

    const fields = { version: '2', text: 'No gas.', way: 'mail' }
    await person.post(`${path}/reply`).type('form').send(fields).expect(303)
    await site.runJobs()
    expect(site.mails()[1]).toMatchObject({ replyTo: to, references: letter.messageId })
    await hand({ ...letter, to, from: 'other@example.com', messageId: '<two@mail.example>' }).expect(200)
    expect(renderedPage(await person.get(path)).text('message')).toContain('Olga (other@example.com)')
  })

  it('does not exist without the secret, takes nothing odd, and leaves spam where it is', async () => {
    const { to } = await answered()
    await hand({ ...letter, to }, 'another secret').expect(404)
    await site
      .agent()
      .post('/inbound/enquiries')
      .send({ ...letter, to })
      .expect(404)
    await hand({ ...letter, to: `ask+${'0'.repeat(32)}@street.example` }).expect(404)
    await hand({ ...letter, to, messageId: '<a@b>\r\nBcc: x' }).expect(400)
    await hand({ ...letter, to: { $ne: '' } }).expect(400)
    await hand({ ...letter, to, text: 'x'.repeat(600_000) }).expect(413)
    expect((await hand({ ...letter, to, text: '> Yes.' }).expect(200)).body).toEqual({ outcome: 'empty' })
    await EnquiryModel.updateOne({}, { $set: { status: 'spam' } })
    await hand({ ...letter, to }).expect(200)
    expect((await EnquiryModel.findOne().lean())?.status).toBe('spam')
  })
})

describe('without a mailbox for answers', () => {
  const site = useSite()
  it('the door does not exist', async () => {
    await site.agent().post('/inbound/enquiries').set('Authorization', 'Bearer ').send({}).expect(404)
  })
})
