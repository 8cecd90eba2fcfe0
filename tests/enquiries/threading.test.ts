import { describe, expect, it } from 'vitest'
import { EnquiryModel, type Enquiry } from '#models/enquiries/enquiry.ts'
import { tokensIn, removeQuoted } from '#features/enquiries/inbound/threading.ts'
import { aColleague } from '../factories/account.ts'
import { cutIn } from '../support/processes/interruptions.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('an answer by mail', () => {
  it.each([
    ['Thank you!\r\n\r\nOn Wed, 25 Nov 2026 at 10:00, Startup Street <a@b.example> wrote:\r\n> Yes.', 'Thank you!'],
    ['Спасибо\n\nср, 25 нояб. 2026 г. в 10:00, Улица <a@b.example> пишет:\n> Да', 'Спасибо'],
    ['谢谢\n\n在 2026年11月25日，创业街 写道：\n> 是', '谢谢'],
    ['Ok\n-----Original Message-----\nFrom: x', 'Ok'],
    ['Ok\nOn Wed, 25 Nov 2026, Startup Street\n<a@b.example> wrote:\n> Yes', 'Ok'],
    ['Да\n25.11.2026, 10:00, "Улица" <a@b.example>:\n> Да', 'Да'],
    ['Да\nСреда, 25 ноября 2026, 10:00 +10:00 от Улица <a@b.example>:\n> Да', 'Да'],
    [
      'В среду, 25 ноября, пишите мне на a@b.example:\nя отвечу',
      'В среду, 25 ноября, пишите мне на a@b.example:\nя отвечу',
    ],
    ['> You asked: gas?\nNo gas.\n> And?\nNo.', 'No gas.\nNo.'],
    ['> only what was there', ''],
    ['I wrote: come on\nOn the street.', 'I wrote: come on\nOn the street.'],
    // Below the letter and between its lines, as many people write.
    ['On Wed, 25 Nov 2026 at 10:00, Street <a@b.example> wrote:\n> When?\n\nAt ten.', 'At ten.'],
    ['Office wrote on Wednesday:\n> When?\nAt ten.', 'Office wrote on Wednesday:\nAt ten.'],
    ['25.11.2026 10:00, Улица пишет:\n\n> Когда?\n\nВ десять.\n> С кем?\nОдин.', 'В десять.\nОдин.'],
    ['Hello\nAt 2026-11-25 10:00, "Street" <a@b.example> wrote:\n>When?\nAt ten.', 'Hello\nAt ten.'],
    // When a letter is quoted without marks, everything is kept rather than nothing.
    ['-----Original Message-----\nFrom: x\n\nAt ten.', '-----Original Message-----\nFrom: x\n\nAt ten.'],
    ['Рейс отменили, и начальник пишет:\nжди до завтра.', 'Рейс отменили, и начальник пишет:\nжди до завтра.'],
    ['Привет!\nМне начальник пишет:\nжди до 10:00.', 'Привет!\nМне начальник пишет:\nжди до 10:00.'],
    ['Ok\nOn 25/11/2026, 10:00, "Street" <a@b.example> wrote:\n\n    Yes', 'Ok'],
    ['Ok\nFrom: Street <a@b.example>\nSent: today\n\nYes\n\n\n> older\nnewer', 'Ok'],
  ])('is stored without the text that the mail program quotes (%#)', (text, kept) =>
    expect(removeQuoted(text)).toBe(kept),
  )

  it('is recognised by our address', () => {
    const ours = 'a1'.repeat(16)
    const other = 'b2'.repeat(16)
    const both = `Street <e+${ours.toUpperCase()}@street.example>, e+${other}@street.example`
    expect(tokensIn(['e+short@street.example', both, `e+${ours}@street.example`])).toEqual([ours, other])
  })
})

describe('the endpoint for answers by mail', () => {
  const secret = 'a secret for the mail server, long enough'
  const site = useSite({ env: { ENQUIRY_REPLY_TO: 'ask@street.example', INBOUND_MAIL_SECRET: secret } })
  const letter = { from: 'olga@example.com', text: 'Thank you. And gas?', messageId: '<one@mail.example>' }
  const hand = (body: object, bearer = secret) =>
    site.agent().post('/inbound/enquiries').set('Authorization', `Bearer ${bearer}`).send(body)

  async function answered() {
    const made = await EnquiryModel.create({
      name: 'Olga',
      email: 'olga@example.com',
      preferredLanguage: 'en',
      topic: 'premises',
      message: 'Water?',
      digest: 'one',
    })
    const path = `/en/staff/enquiries/${made._id.toHexString()}`
    const person = await site.as(await aColleague('listing_manager'))
    await person.post(`${path}/reply`).type('form').send({ version: '0', text: 'Yes.', way: 'mail' }).expect(303)
    await site.runJobs()
    return { path, person, to: site.mails()[0]?.replyTo ?? '' }
  }

  it('adds a mail once to the enquiry of its address, and refers to it in our answer', async () => {
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

  const handRaw = (raw: string | Buffer, bearer = secret) =>
    site
      .agent()
      .post('/inbound/enquiries')
      .set({ Authorization: `Bearer ${bearer}`, 'Content-Type': 'message/rfc822', 'Accept-Language': 'en' })
      .send(raw)

  it('accepts a mail in full, and lists the files that it does not store', async () => {
    const { path, person, to } = await answered()
    const raw = [
      `Delivered-To: ${to}`,
      ...['From: Olga <olga@example.com>', 'To: undisclosed-recipients:;', 'Message-ID: <raw@mail.example>'],
      ...['Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain; charset=koi8-r'],
      ...['Content-Transfer-Encoding: quoted-printable', '', '=F0=D2=C9=D7=C5=D4', '> Yes.', '--b'],
      ...['Content-Type: application/pdf; name="plan.pdf"', '', '%PDF', '--b', 'Content-Type: image/png; name="a.png"'],
      ...['', 'x', '--b--'],
    ].join('\r\n')
    expect((await handRaw(raw).expect(200)).body).toEqual({ outcome: 'threaded' })
    expect((await handRaw(raw).expect(200)).body).toEqual({ outcome: 'known' })
    const enquiry = await EnquiryModel.findOne().lean()
    expect(enquiry).toMatchObject({ status: 'new', version: 2 })
    expect(enquiry?.replies.at(-1)).toMatchObject({ text: 'Привет', attachments: ['plan.pdf', 'a.png'] })
    expect(renderedPage(await person.get(path)).text('message')).toContain('2 files: plan.pdf, a.png')
    const files = raw.replace('<raw@', '<files@').replace('=F0=D2=C9=D7=C5=D4', '')
    expect((await handRaw(files).expect(200)).body).toEqual({ outcome: 'threaded' })
    expect(renderedPage(await person.get(path).expect(200)).$('.thread__note')).toHaveLength(2)
  })

  it('accepts and shows an answer written below the quoted mail', async () => {
    const { path, person, to } = await answered()
    const below = `From: olga@example.com\nTo: ${to}\nMessage-ID: <b@mail.example>\n\nOn Wed, 25 Nov 2026 at 10:00, Street <${to}> wrote:\n> Yes.\n\nThen I come at ten.`
    expect((await handRaw(below).expect(200)).body).toEqual({ outcome: 'threaded' })
    expect(await EnquiryModel.findOne().lean()).toMatchObject({ status: 'new' })
    expect(renderedPage(await person.get(path).expect(200)).text('message')).toContain('Then I come at ten.')
  })

  it('records automatic mail without reopening the enquiry, up to twenty times', async () => {
    const { path, person, to } = await answered()
    const away = (id: number) =>
      `From: olga@example.com\nTo: ${to}\nMessage-ID: <${id}@auto.example>\nAuto-Submitted: auto-replied\n\nI am away.`
    expect((await handRaw(away(0)).expect(200)).body).toEqual({ outcome: 'noted' })
    const page = renderedPage(await person.get(path).expect(200))
    expect(page.text('message')).toContain('Olga, automatic letter')
    expect(page.main).toContain('Automatic letter received')
    expect(await EnquiryModel.findOne().lean()).toMatchObject({ status: 'answered', version: 1 })
    for (let id = 1; id < 20; id += 1) await handRaw(away(id)).expect(200)
    expect((await handRaw(away(20)).expect(200)).body).toEqual({ outcome: 'full' })
    const own = away(21).replace('auto-replied', 'no')
    expect((await handRaw(own).expect(200)).body).toEqual({ outcome: 'threaded' })
  })

  it('explains to the operator of the mail server what is wrong with a mail', async () => {
    const { to } = await answered()
    await handRaw(`From: a@b.example\nTo: ${to}\n\nHello`, 'another secret').expect(404)
    const unknown = await handRaw(`From: a@b.example\nTo: ask+${'0'.repeat(32)}@street.example\n\nHello`).expect(404)
    expect(unknown.body).toEqual({ outcome: 'unknown' })
    await handRaw('From: a@b.example\nTo: ask@street.example\n\nHello').expect(404)
    const refused = await handRaw(`To: ${to}\n\nHello`).expect(400)
    expect(refused.type).toBe('application/problem+json')
    expect(refused.body).toMatchObject({ status: 400, detail: 'The letter names no sender.' })
    await handRaw(`From: a@b.example\nTo: ${to}\n\n${'x'.repeat(11 * 1024 * 1024)}`).expect(413)
    const form = { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/x-www-form-urlencoded' }
    await site.agent().post('/inbound/enquiries').set(form).send('from=a').expect(400)
    expect(await EnquiryModel.findOne().lean()).toMatchObject({ status: 'answered', version: 1 })
  })

  it('accepts only the secret, and reads no body without it', async () => {
    const { to } = await answered()
    const wrong = [
      ...['', 'Bearer', `bearer ${secret}`, `Bearer  ${secret}`, `Bearer ${secret}x`, `Bearer ${secret.slice(0, -1)}`],
      ...[`Bearer ${secret.toUpperCase()}`, `Basic ${secret}`, secret, `Bearer x, Bearer ${secret}`],
    ]
    // A body that would be found wrong only after reading it, or that is too long to be read, gets the same response.
    const bodies = [{ ...letter, to }, '{"to":', { ...letter, to, text: 'x'.repeat(600_000) }]
    for (const given of wrong)
      for (const body of bodies) {
        const asked = site.agent().post('/inbound/enquiries').set('Authorization', given).type('json').send(body)
        expect((await asked).status, given).toBe(404)
      }
    await site
      .agent()
      .post(`/inbound/enquiries?authorization=Bearer%20${secret}&token=${secret}`)
      .send(letter)
      .expect(404)
    expect(await EnquiryModel.findOne().lean()).toMatchObject({ status: 'answered', version: 1 })
  })

  it('does not reopen an enquiry that is marked as spam while a mail arrives', async () => {
    const { path, person, to } = await answered()
    const enquiry = (await EnquiryModel.findOne().lean<Enquiry>())!
    for (let [number, end] = [0, 'met']; end === 'met'; number += 1) {
      await EnquiryModel.replaceOne({}, enquiry)
      const body = { version: String(enquiry.version), spam: 'yes' }
      const press = async () => (await person.post(`${path}/spam`).type('form').send(body)).status
      let pressed: Promise<number> | undefined
      end = await cutIn(
        number,
        () => hand({ ...letter, to }).expect(200),
        () => (pressed ??= press()),
      )
      const answer = await (pressed ?? press())
      const { status, replies } = (await EnquiryModel.findOne().lean())!
      expect([answer, status]).toEqual(answer === 303 ? [303, 'spam'] : [409, 'new'])
      expect(replies.map(({ messageId }) => messageId)).toEqual([undefined, letter.messageId])
    }
  }, 60_000)

  it('does not exist without the secret, refuses odd input, and leaves spam as spam', async () => {
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

describe('the endpoint without a mailbox for answers', () => {
  const site = useSite()
  it.each(['Bearer undefined', 'Bearer null', 'Bearer', 'Basic OnVuZGVmaW5lZA=='])('refuses %s', async given => {
    await site.agent().post('/inbound/enquiries').set('Authorization', given).send({}).expect(404)
  })

  it('does not exist', async () => {
    await site.agent().post('/inbound/enquiries').set('Authorization', 'Bearer ').send({}).expect(404)
  })
})
