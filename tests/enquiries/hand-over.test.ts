import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '#server/app.ts'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { useSite } from '../support/site.ts'

const curl = spawnSync('curl', ['--version']).status === 0

describe.skipIf(!curl)('the command that delivers a mail to the site', () => {
  const secret = 'a secret for the mail server, long enough'
  const site = useSite({ env: { ENQUIRY_REPLY_TO: 'ask@street.example', INBOUND_MAIL_SECRET: secret } })
  const folder = mkdtempSync(path.join(tmpdir(), 'startup-street-mail-'))
  const header = path.join(folder, 'header')
  let server: Server
  let address = ''

  beforeAll(async () => {
    const { services, slices, log, config } = site
    server = createServer(
      createApp({ config, services, slices, log, sessionSecret: 'a secret that is long enough, here' }),
    )
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true })
    server.close()
    server.closeAllConnections()
    await once(server, 'close')
  })

  async function hand(letter: string, { bearer = secret, to = address } = {}): Promise<number> {
    writeFileSync(header, `Authorization: Bearer ${bearer}\n`)
    const child = spawn('sh', ['scripts/hand-over-letter.sh', to, header], { stdio: ['pipe', 'ignore', 'inherit'] })
    child.stdin.end(letter)
    const [code] = (await once(child, 'exit')) as [number]
    return code
  }

  it('exits with a status for the mail server: accepted, refused, unknown recipient, or to be retried', async () => {
    const token = 'a1'.repeat(16)
    await EnquiryModel.create({
      name: 'Olga',
      email: 'olga@example.com',
      preferredLanguage: 'en',
      topic: 'premises',
      message: 'Water?',
      digest: 'one',
      status: 'answered',
      replyToken: token,
    })
    const letter = `From: olga@example.com\nTo: ask+${token}@street.example\n\nThank you.\n`
    expect(await hand(letter)).toBe(0)
    expect((await EnquiryModel.findOne().lean())?.replies).toMatchObject([{ text: 'Thank you.' }])
    expect(await hand(letter.replace(token, '0'.repeat(32)))).toBe(67)
    expect(await hand(`To: ask+${token}@street.example\n\nHello`)).toBe(65)
    expect(await hand(`${letter}${'x'.repeat(11 * 1024 * 1024)}`)).toBe(65)
    expect(await hand(letter, { bearer: 'another secret' })).toBe(75)
    expect(await hand(letter, { to: 'http://127.0.0.1:9' })).toBe(75)
  })
})
