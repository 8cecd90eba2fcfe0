import { load } from 'cheerio'
import { cookiesOf, type Reader } from './readers.ts'

/** Posts like a page of the site, as somebody of the demonstration, and ends where it leads. */
async function send(url: string, reader: Reader, path: string, fields: [string, string][]): Promise<string> {
  const answer = await fetch(`${url}/ru${path}`, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin', Origin: url, Cookie: await cookiesOf(url, reader) },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })
  if (answer.status !== 303) throw new Error(`${path} is answered with ${answer.status}`)
  return answer.headers.get('location') ?? ''
}

/**
 * Begins what the demonstration has not: a draft, an enquiry, saved premises and a saved search, a change of several
 * premises. Their pages can then be found by their links.
 */
export async function prepare(url: string): Promise<void> {
  const list = load(await (await fetch(`${url}/ru/premises?status=available`)).text())
  const [first = '', second = ''] = list('.cards [name=code]')
    .map((_, box) => list(box).attr('value'))
    .get()
  await send(url, 'applicant', '/applications', [['premises', first]])
  await send(url, 'applicant', '/saved/premises', [['code', first], ['code', second], ['do', 'add']]) // prettier-ignore
  await send(url, 'applicant', '/saved/searches', [['search', 'use=office']])
  await send(url, 'signed-out', '/contact', [
    ...Object.entries({
      ...{ name: 'Анна Выдуманная', email: 'anna@example.test', phone: '', messenger: '', preferredLanguage: 'ru' },
      ...{ topic: 'premises', premisesCode: first, message: 'Можно ли открыть здесь кофейню?', website: '' },
      opened: String(Date.now() - 60_000),
    }),
  ])
}
