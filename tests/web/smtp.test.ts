import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createMailTransport } from '#outside/mail/mail-transport.ts'

type Received = { from: string; to: string[]; source: string }

const received: Received[] = []
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, session, done) {
    void text(stream).then(source => {
      const { mailFrom, rcptTo } = session.envelope
      received.push({ from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address), source })
      done()
    })
  },
})
let smtpUrl = ''

beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  smtpUrl = `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})
afterAll(() => new Promise<void>(resolve => server.close(resolve)))

const transport = () => createMailTransport({ smtpUrl, from: 'office@example.com', folder: '' })
const mail = {
  id: '6530c0ffee',
  to: 'anna@example.com',
  subject: 'Заявка 收到',
  text: 'Здравствуйте',
  html: '<p>Здравствуйте</p>',
  sender: { name: 'Улица', address: '' },
}

it('names only the originating request in a header of a mail', async () => {
  await transport().send({ ...mail, requestId: '2f1c9a52-0000-4000-8000-1234567890ab' })
  const [headers = ''] = received.splice(0)[0]!.source.split('\r\n\r\n', 1)
  expect(headers).toContain('X-Request-ID: 2f1c9a52-0000-4000-8000-1234567890ab')
  await transport().send(mail)
  expect(received.splice(0)[0]!.source).not.toMatch(/X-Request-ID/i)
})

it('sends a mail to the server as text and HTML, to one recipient, with the same id each time', async () => {
  await transport().send(mail)
  await transport().send(mail)
  expect(received.map(({ to }) => to)).toEqual([['anna@example.com'], ['anna@example.com']])
  expect(received[0]?.source).toMatch(/text\/plain[^]*text\/html/)
  const ids = received.map(({ source }) => /^Message-ID: (.*)$/im.exec(source)?.[1])
  expect(ids[0]).toBe(ids[1])
})

it('sends a calendar entry with its method, so that mail programs act on it', async () => {
  received.length = 0
  await transport().send({ ...mail, calendar: { method: 'CANCEL', content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n' } })
  expect(received[0]?.source).toMatch(/Content-Type: text\/calendar;[^]*?method=CANCEL/)
  expect(received[0]?.source).toMatch(/filename="?invitation\.ics/)
})

it('prevents an address or subject from adding a recipient or a header', async () => {
  received.length = 0
  await transport()
    .send({ ...mail, to: 'anna@example.com\r\nBcc: eve@example.com', subject: 'Hello\r\nX-Evil: yes' })
    .catch(() => undefined)
  expect(received.flatMap(({ to }) => to)).not.toContain('eve@example.com')
  expect(received.some(({ source }) => /^X-Evil/im.test(source))).toBe(false)
})

it('fails with an error when the server is unavailable, so that the mail is retried', async () => {
  const away = createMailTransport({ smtpUrl: 'smtp://127.0.0.1:1', from: 'office@example.com', folder: '' })
  await expect(away.send(mail)).rejects.toThrow()
})
