import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createMailTransport } from '#outside/mail/mail-transport.ts'
import { mailRenderer } from '#outside/mail/mail-rendering.ts'

const letter = { cause: 'c', to: 'anna@example.com', locale: 'en', template: 'already-registered' } as const

describe('the headers for unsubscribing with one click', () => {
  const render = mailRenderer('https://street.example')

  async function written(unsubscribe?: string): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), 'startup-street-mail-'))
    const transport = createMailTransport({ smtpUrl: undefined, from: 'Street <s@street.example>', folder })
    const rendered = render({ ...letter, facts: { link: '/en/sign-in' }, ...(unsubscribe ? { unsubscribe } : {}) })
    await transport.send({ ...rendered, to: letter.to, id: 'one', sender: { name: '', address: '' } })
    const [name = ''] = await readdir(folder)
    return (await readFile(path.join(folder, name), 'utf8')).split(/\r?\n\r?\n/, 1)[0] ?? ''
  }

  it('name the address with the configured origin, as RFC 8058 asks', async () => {
    const head = await written('/en/unsubscribe/secret')
    expect(head).toContain('List-Unsubscribe: <https://street.example/en/unsubscribe/secret>')
    expect(head).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
  })

  it('are absent from every other mail', async () => {
    expect(await written()).not.toContain('List-Unsubscribe')
  })

  it('contain no line end and no second address from a path', async () => {
    const head = await written('/en/unsubscribe/a\r\nBcc: eve@example.com> , <https://evil.example')
    expect(head).not.toMatch(/^Bcc:/m)
    expect(head).not.toContain('> , <')
  })
})

describe('units listed in a mail', () => {
  it('are escaped in HTML and have full addresses in both formats', () => {
    const items = [{ title: 'Shop <1>', text: '64 m²', path: '/en/premises/SFH-A-0107' }]
    const { text, html } = mailRenderer('https://street.example')({ ...letter, items })
    expect(text).toContain('Shop <1>\n64 m²\nhttps://street.example/en/premises/SFH-A-0107')
    expect(html).toContain('href="https://street.example/en/premises/SFH-A-0107"')
    expect(html).not.toContain('Shop <1>')
  })
})
