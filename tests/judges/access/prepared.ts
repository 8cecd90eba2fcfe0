import { load } from 'cheerio'
import { until } from '../../support/processes/processes.ts'
import { cookiesOf, type Reader } from './readers.ts'

/** Addresses without the language to which no link leads. */
export type Entries = Partial<Record<Reader, string[]>>

/** Reads a page of the site as a person of the demonstration. */
export async function read(url: string, reader: Reader, path: string) {
  const answer = await fetch(`${url}/ru${path}`, { headers: { Cookie: await cookiesOf(url, reader) } })
  return load(await answer.text())
}

type Fields = [name: string, value: string][]

/**
 * Sends a form like a page of the site, as a person of the demonstration, and returns the path of the redirect without the
 * language.
 */
export async function send(url: string, reader: Reader, path: string, body: Fields | FormData): Promise<string> {
  const answer = await fetch(`${url}/ru${path}`, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin', Origin: url, Cookie: await cookiesOf(url, reader) },
    body: body instanceof FormData ? body : new URLSearchParams(body),
    redirect: 'manual',
  })
  if (answer.status !== 303) throw new Error(`${path} is answered with ${answer.status}`)
  return (answer.headers.get('location') ?? '').replace(/^\/ru(?=\/)/, '')
}

/**
 * Creates what the demonstration lacks: drafts, an enquiry and a ready-made answer, saved units and a saved search, a bulk
 * change of units, an import, and a bulk decision. Declares no conflict of interest in every second case, which opens it.
 * Returns those of their pages to which no link leads.
 */
export async function prepare(url: string): Promise<Entries> {
  const premises = await valuesOf(url, 'signed-out', {
    path: '/premises?status=available',
    names: '.cards [name=code]',
  })
  const applicant = await beginAsApplicant(url, premises)
  await send(url, 'signed-out', '/contact', [
    ...Object.entries({
      name: 'Анна Выдуманная',
      email: 'anna@example.test',
      phone: '',
      messenger: '',
      preferredLanguage: 'ru',
      topic: 'premises',
      premisesCode: premises[0]!,
      message: 'Можно ли открыть здесь кофейню?',
      website: '',
      opened: String(Date.now() - 60_000),
    }),
  ])
  const administrator = await beginWithListings(url, premises)
  for (const reader of ['reviewer', 'decider'] as const) await openCases(url, reader)
  return {
    applicant,
    administrator,
    decider: await beginDecisions(url),
    'signed-out': [`/embed/premises/${premises[0]!}`],
  }
}

async function valuesOf(url: string, reader: Reader, { path, names }: { path: string; names: string }) {
  const page = await read(url, reader, path)
  return page(names)
    .map((_, box) => page(box).attr('value'))
    .get()
}

async function beginAsApplicant(url: string, [first = '', second = '']: string[]): Promise<string[]> {
  const draft = await send(url, 'applicant', '/applications', [['premises', first]])
  await send(url, 'applicant', '/saved/premises', [['code', first], ['code', second], ['do', 'add']]) // oxfmt-ignore
  await send(url, 'applicant', '/saved/searches', [['search', 'use=office']])
  return [`${draft}/check`]
}

const deposit: Fields = Object.entries({ kind: 'value', fact: 'deposit', value: '4321' })

async function beginWithListings(url: string, [first = '', second = '']: string[]): Promise<string[]> {
  const texts = Object.entries({ name: 'Часы работы', ru: 'Мы открыты с 9 до 17.', en: '', zh: '' })
  await send(url, 'administrator', '/staff/enquiries/templates/new', texts)
  const change = await send(url, 'administrator', '/staff/premises/bulk', [['code', first], ...deposit])
  await send(url, 'administrator', `${change}/confirm`, [])
  const planned = await send(url, 'administrator', '/staff/premises/bulk', [['code', second], ...deposit])
  const versions = `/staff/premises/${first}/versions`
  const isChanged = async () => (await read(url, 'administrator', versions))(`a[href*="${versions}/"]`).length > 0
  await until(isChanged, () => `${change} is not carried out`)
  const file = new FormData()
  file.append('file', new Blob([`Код;Площадь\n${first};сорок\n`]), 'units.csv')
  return [planned, versions, await send(url, 'administrator', '/staff/premises/import', file)]
}

async function beginDecisions(url: string): Promise<string[]> {
  const cases = await valuesOf(url, 'decider', {
    path: '/staff/applications?state=decision',
    names: 'main [name=case]',
  })
  const chosen: Fields = [['action', 'reject'], ...cases.slice(0, 2).map((id): [string, string] => ['case', id])]
  const choice = `/staff/applications/bulk?${new URLSearchParams(chosen).toString()}`
  const [reason = ''] = await valuesOf(url, 'decider', { path: choice, names: '[name=reasonCodes]' })
  return [choice, await send(url, 'decider', '/staff/applications/bulk', [...chosen, ['reasonCodes', reason]])]
}

/** Opens every second case of the queue: the others stay closed until a declaration of interest. */
async function openCases(url: string, reader: Reader): Promise<void> {
  const queue = await read(url, reader, '/staff/applications?state=all')
  const links = queue('main a[href*="/staff/applications/"]').map((_, link) => queue(link).attr('href'))
  const cases = links.get().flatMap(href => /\/staff\/applications\/[0-9a-f]{24}/.exec(href)?.[0] ?? [])
  for (const path of [...new Set(cases)].filter((_, number) => number % 2 === 0)) {
    const page = await read(url, reader, path)
    const form = page('form[action$="/declaration"]')
    if (form.length === 0) continue
    const hidden = form.find('[type=hidden]').map((_, field): { name: string; value: string } => ({
      name: page(field).attr('name') ?? '',
      value: page(field).attr('value') ?? '',
    }))
    const fields = hidden.get().map(({ name, value }): [string, string] => [name, value])
    await send(url, reader, `${path}/declaration`, [...fields, ['interest', 'none']])
  }
}
