import { createHash } from 'node:crypto'
import mongoose from 'mongoose'
import { beforeEach, describe, expect, it } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { DocumentModel } from '#models/documents/document.ts'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { LetterModel } from '#models/deciding/letter.ts'
import { letterName } from '#features/privacy/archive-sections.ts'
import { locales, messageKeysBelow, translatorFor } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant, testPassword } from '../factories/account.ts'
import { aDraft, anApplication } from '../factories/applications.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { storeBytes } from '#outside/files/files.ts'
import { loseKey, rememberKey, requireKnownKeys } from '#outside/sealing/known-keys.ts'
import { keyIdOf } from '#outside/sealing/sealing.ts'
import { binary } from '../support/files/binary.ts'
import { cutIn } from '../support/processes/interruptions.ts'
import { oldKey, withSealing } from '../support/sealed.ts'
import { useSite } from '../support/site.ts'
import { unzip } from '../support/files/unzip.ts'
import { aPdf } from '../support/upload-site.ts'
import { auditEntriesAbout } from '../support/audit-entries.ts'

const site = useSite()
type Agent = Awaited<ReturnType<typeof site.as>>
const path = '/ru/account/privacy'

async function takenBy(person: Agent): Promise<Map<string, Buffer>> {
  const answer = await person
    .post(`${path}/archive`)
    .type('form')
    .send({ password: testPassword })
    .buffer(true)
    .parse(binary)
    .expect(200)
  expect(answer.headers).toMatchObject({
    'content-type': 'application/zip',
    'cache-control': 'private, no-store',
    'content-disposition': expect.stringContaining('startup-street-2026-11-25.zip') as string,
  })
  return unzip(answer.body as Buffer)
}

async function uploaded(application: Application, name: string, bytes: Buffer): Promise<void> {
  const deposit = await site.services.documents.store.begin()
  await deposit.write(bytes)
  const file = {
    ...(await deposit.finish()),
    storageId: deposit.id,
    field: 'f',
    name,
    extension: 'pdf',
    mediaType: 'application/pdf',
  } as const
  await site.services.documents.add({
    applicationId: application._id.toHexString(),
    kind: 'passport',
    by: application.applicant.toHexString(),
    files: [file],
  })
}

/** Returns all readable text of the archive. */
const textOf = (files: Map<string, Buffer>): string =>
  [...files]
    .filter(([name]) => /\.(json|html)$/.test(name))
    .map(([name, content]) => `${name}\n${content.toString()}`)
    .join('\n')

const officer = { id: '5f5f5f5f5f5f5f5f5f5f5f5f', name: 'Officer Secret' }

it('creates a complete archive even if a document of a draft is removed at any moment meanwhile', async () => {
  const found = new Set<number>()
  for (let operation = 0; ; operation += 1) {
    const account = await anApplicant()
    const draft = await aDraft({ applicant: account._id, startedFor: 'SFH-A-0107' })
    const person = await site.as(account)
    const id = draft._id.toHexString()
    for (const size of [2_001, 2_002]) await uploaded(draft, `${String(size)}.pdf`, aPdf(size))
    const last = (await site.services.documents.list(id)).at(-1)!._id.toHexString()
    let files = new Map<string, Buffer>()
    const end = await cutIn(
      operation,
      async () => (files = await takenBy(person)),
      async () =>
        person.post(`/ru/applications/${id}/documents/${last}`).type('form').send({ remove: 'yes' }).expect(303),
    )
    const names = [...files.keys()].filter(name => name.endsWith('.pdf'))
    found.add(names.length)
    const page = [...files].find(([name]) => /applications\/.*index\.html$/.test(name))?.[1].toString() ?? ''
    for (const name of names) expect(page, `cut in at operation ${operation}`).toContain(name.split('/').at(-1))
    expect(page.match(/href="documents\//g)).toHaveLength(names.length)
    if (end === 'over') break
  }
  expect(found).toEqual(new Set([1, 2]))
}, 120_000)

type FileOfCase = { storageId: string; size: number }
/** What a lost disk, or a lost key, leaves of a file. */
const losses: [string, (file: FileOfCase, bucket: 'documents' | 'letters') => Promise<string>][] = [
  [
    'gone from the disk',
    async ({ storageId }, bucket) => {
      await stored(bucket, 'files').deleteOne({ _id: new mongoose.Types.ObjectId(storageId) })
      await stored(bucket, 'chunks').deleteMany({ files_id: new mongoose.Types.ObjectId(storageId) })
      return storageId
    },
  ],
  [
    'there in part only',
    async ({ storageId }, bucket) => {
      const last = { sort: { n: -1 }, projection: { _id: 1 } } as const
      const file = { files_id: new mongoose.Types.ObjectId(storageId) }
      await stored(bucket, 'chunks').deleteOne({ _id: (await stored(bucket, 'chunks').findOne(file, last))!._id })
      return storageId
    },
  ],
  [
    'sealed with a lost key',
    async ({ size }, bucket) => {
      const sealedId = await withSealing({ on: true, secrets: [oldKey] }, async () => {
        await rememberKey(site.clock)
        return storeBytes(site.services[bucket].store, Buffer.alloc(size, 'x'))
      })
      await loseKey(keyIdOf(oldKey), site.clock)
      await requireKnownKeys()
      return sealedId
    },
  ],
]
const stored = (bucket: string, part: 'files' | 'chunks') => mongoose.connection.collection(`${bucket}.${part}`)

it.each(losses)('creates the archive without a file that is %s, and names that file', async (_, lose) => {
  const account = await anApplicant({ locale: 'ru' })
  const mine = await anApplication({ applicant: account._id, state: 'waitlisted' })
  const bytes = aPdf(600_000)
  for (const name of ['lost.pdf', 'kept.pdf']) await uploaded(mine, name, bytes)
  const reference = String(mine.reference)
  for (const cause of ['first', 'second'])
    await site.services.letters.make({
      cause,
      application: mine._id.toHexString(),
      language: 'ru',
      reference,
      applicant: 'A',
      decision: 'waitlisted',
      decidedAt: site.clock.now(),
      premises: ['SFH-A-0107'],
      answerBy: null,
      grounds: {},
    })
  const document = (await DocumentModel.findOne({ name: 'lost.pdf' }).lean())!
  await DocumentModel.updateOne({ _id: document._id }, { storageId: await lose(document, 'documents') })
  const letter = (await LetterModel.findOne({ cause: 'first' }).lean())!
  await LetterModel.updateOne({ _id: letter._id }, { storageId: await lose(letter, 'letters') })

  const files = await takenBy(await site.as(account))
  const folder = `applications/${reference}`
  const pdfs = [...files].filter(([name]) => name.endsWith('.pdf'))
  expect(pdfs.map(([name]) => name)).toEqual([
    `${folder}/documents/02-kept.pdf`,
    `${folder}/letters/02-${reference}-waitlisted.pdf`,
  ])
  expect(pdfs[0]?.[1].equals(bytes)).toBe(true)
  for (const name of ['index.html', 'account.json', `${folder}/documents.json`])
    expect([...files.keys()]).toContain(name)
  const page = String(files.get(`${folder}/index.html`)).replaceAll(/<[^>]+>/g, '\n')
  const lost = 'Этого файла в архиве нет: он утрачен. Спросите о нём в администрации.'
  expect(page.split(lost)).toHaveLength(3)
  expect(page).toMatch(
    new RegExp(`lost\\.pdf[^]*?${lost}[^]*?kept\\.pdf[^]*letters/01-${reference}-waitlisted\\.pdf[^]*?${lost}`),
  )
  expect(String(files.get(`${folder}/index.html`)).match(/href="(?:documents|letters)\/[^"]*"/g)).toHaveLength(2)
})

describe('the archive of one’s data', () => {
  let person: Awaited<ReturnType<typeof anApplicant>>
  let mine: Application
  beforeEach(async () => {
    person = await anApplicant({ name: 'Анна Иванова', locale: 'ru' })
    const now = site.clock.now()
    mine = await anApplication({
      applicant: person._id,
      state: 'review',
      score: 3.875,
      panel: [officer],
      assessments: [
        {
          reviewer: officer.id,
          reviewerName: officer.name,
          comment: 'weak plan',
          scores: {},
          noConflict: true,
          at: now,
        },
      ],
      notes: [{ at: now, by: officer, text: 'ask the police' } as never],
      messages: [{ at: now, from: 'office', by: officer, text: 'Ждём договор аренды.' } as never],
    })
  })

  it('contains answers, messages, original documents, letters and who opened them, and nothing internal', async () => {
    const reference = String(mine.reference)
    const bytes = Buffer.from(`%PDF-1.4 ${'x'.repeat(600_000)}`)
    await uploaded(mine, 'Паспорт Анны.pdf', bytes)
    const [document] = await DocumentModel.find({ application: mine._id }).lean()
    if (document)
      await site.services.documents.reads.record(document, { ...officer, name: 'Reader Li', role: 'reviewer' })
    await site.services.letters.make({
      cause: 'c',
      application: mine._id.toHexString(),
      language: 'ru',
      reference,
      applicant: 'A',
      decision: 'waitlisted',
      decidedAt: site.clock.now(),
      premises: ['SFH-A-0107'],
      answerBy: null,
      grounds: {},
    })
    const sealed = await LetterModel.findOne().lean()
    const decider = await site.as(await aColleague('decider', { name: 'Decider Wu' }))
    const letterPath = `/zh/applications/${mine._id.toHexString()}/letters/${String(sealed?._id)}`
    await decider.get(letterPath).expect(200)
    await site.services.saved.favourites.add(person.id, ['SFH-A-0107'])

    const files = await takenBy(await site.as(person))
    const bytesAt = (name: string) => files.get(name) ?? Buffer.alloc(0)
    const folder = `applications/${reference}`
    expect(bytesAt(`${folder}/documents/01-Паспорт Анны.pdf`).equals(bytes)).toBe(true)
    const letter = bytesAt(`${folder}/letters/01-${reference}-waitlisted.pdf`)
    expect(createHash('sha256').update(letter).digest('hex')).toBe(sealed?.sha256)

    const all = textOf(files)
    for (const known of ['75 1234567', 'Ждём договор аренды.', 'Reader Li', 'SFH-A-0107']) expect(all).toContain(known)
    const inner = `${officer.name};${officer.id};weak plan;ask the police;3.875;passwordHash;argon2;storageId`
    for (const word of inner.split(';')) expect(all).not.toContain(word)
    const page = bytesAt(`${folder}/index.html`).toString()
    expect(page).toContain('<html lang="ru">')
    expect(page).toContain('Магазин дальневосточного мёда')
    expect(page).toMatch(/Кто открывал ваши документы[^]*Письмо с решением[^]*Decider Wu/)
    expect(bytesAt(`${folder}/readings.json`).toString()).toContain('"decision_letter"')
    expect(bytesAt('index.html').toString()).toContain(`href="${folder}/index.html"`)
    expect(JSON.parse(bytesAt('sessions.json').toString())).toHaveLength(1)
  })

  it('names sent letters in the language of its reader', async () => {
    const { mail } = site.services
    const to = { to: person.email, facts: { premises: 'SFH-A-0107', link: '/ru' } }
    await mail.queue({ ...to, locale: 'ru', cause: 'a', template: 'tenancy-vacated' })
    await mail.queue({ ...to, locale: 'ru', cause: 'b', template: 'tenancy-cured' })
    await site.runJobs({ tidying: true })
    const page = (await takenBy(await site.as(person))).get('index.html')?.toString() ?? ''
    for (const name of ['Помещение … принято обратно', 'Нарушение устранено']) expect(page).toContain(name)
    expect(page).not.toContain('tenancy-')
  })

  it.each(locales)('has a name for every kind of letter in %s', locale => {
    const t = translatorFor(locale)
    const templates = messageKeysBelow('mail.').flatMap(key => /^mail\.([^.]+)\.subject$/.exec(key)?.[1] ?? [])
    expect(templates.length).toBeGreaterThan(60)
    for (const template of templates) {
      const name = letterName(t, template)
      expect(name, template).not.toMatch(/NaN|undefined|[{}]|#|[:：,，]\s*…$/)
      expect(name, template).not.toBe(template)
      if (locale !== 'en') expect(name, template).toMatch(locale === 'ru' ? /[а-я]/i : /\p{Script=Han}/u)
    }
    expect(letterName(t, 'gone-since')).toBe('gone-since')
  })

  it('contains interviews as the applicant sees them, without the notes of staff', async () => {
    const at = new Date('2026-12-03T06:00:00Z')
    const outcome = { at, by: officer, note: 'seemed unsure' }
    const slot = { startsAt: at, endsAt: new Date(at.getTime() + 45 * 60_000), sequence: 0, waiting: false, outcome }
    const wishes = [{ at, wish: 'another_time' as const, text: 'Удобно в пятницу.' }]
    const called = { at, reason: 'Заболел переводчик.' }
    const before = { ...slot, state: 'cancelled' as const, place: 'Комната 101', note: '', wishes, cancelled: called }
    const last = { state: 'held' as const, place: 'Комната 204', interpreter: 'ru' as const, note: 'Возьмите паспорт.' }
    const set = { interview: { ...slot, ...last, wishes: [] }, pastInterviews: [before] }
    await ApplicationModel.updateOne({ _id: mine._id }, { $set: set })

    const files = await takenBy(await site.as(person))
    const folder = `applications/${String(mine.reference)}`
    const page = String(files.get(`${folder}/index.html`))
    expect(page).toMatch(/Собеседование\u00a0· отменено[^]*Комната 101[^]*Без переводчика[^]*Заболел переводчик\./)
    expect(page).toMatch(/Мне не подходит это время[^]*Удобно в пятницу\.[^]*Собеседование\u00a0· состоялось/)
    expect(page).toMatch(/3 декабря 2026[^]*14:00–14:45[^]*Комната 204[^]*на русский[^]*Возьмите паспорт\./)
    expect(JSON.parse(String(files.get(`${folder}/application.json`)))).toMatchObject({
      interviews: [
        { state: 'cancelled', place: 'Комната 101', said: [{ wish: 'another_time', text: 'Удобно в пятницу.' }] },
        { state: 'held', place: 'Комната 204', interpreter: 'ru', startsAt: '2026-12-03T06:00:00.000Z' },
      ],
    })
    for (const inner of ['seemed unsure', officer.name]) expect(textOf(files)).not.toContain(inner)
  })

  it('contains nothing about other people, and contains enquiries only from a confirmed address', async () => {
    const stranger = await anApplicant({ name: 'Чужой Человек' })
    const theirs = await anApplication({ applicant: stranger._id, premises: ['SFH-A-0200'] })
    await uploaded(theirs, 'чужое.pdf', Buffer.from('%PDF-1.4'))
    const sent = { name: 'A', email: person.email, preferredLanguage: 'ru', topic: 'other' } as const
    const by = { id: 'officer', name: 'Colleague' }
    const replies = [{ at: site.clock.now(), by, way: 'mail', text: 'Парковка есть.' }]
    await EnquiryModel.create({ ...sent, message: 'Есть ли парковка?', digest: 'd', note: 'rude person', replies })
    const agent = await site.as(person)
    const text = async () => textOf(await takenBy(agent))

    const first = await text()
    for (const own of ['Есть ли парковка?', 'Парковка есть.', 'Ответ администрации']) expect(first).toContain(own)
    for (const other of ['rude person', 'Colleague', theirs.reference ?? '-', 'чужое.pdf', stranger.email])
      expect(first).not.toContain(other)
    await AccountModel.updateOne({ _id: person._id }, { $unset: { verifiedAt: 1 } })
    expect(await text()).not.toContain('Есть ли парковка?')
  })

  it('contains the tenancy with its reports, but no unannounced inspection in the future', async () => {
    const report = {
      number: 1,
      turnoverFen: 1_234_500,
      foreignJobs: 1,
      localJobs: 2,
      note: 'Хороший квартал',
      at: site.clock.now(),
    }
    const visit = { kind: 'unannounced', state: 'planned', on: '2026-12-24', note: 'surprise', findings: [] }
    const { tenant } = await aTenancy(site.services, { reports: [report as never], inspections: [visit as never] })
    const files = await takenBy(await site.as(tenant))
    const [name] = [...files.keys()].filter(key => key.startsWith('tenancies/') && key.endsWith('.html'))
    for (const shown of ['Хороший квартал', 'IVANOVA ANNA / Иванова Анна Сергеевна'])
      expect(files.get(name ?? '')?.toString()).toContain(shown)
    const text = [...files.values()].join('\n')
    expect(text).toContain('1234500')
    expect(text).toContain('"nameLatin": "IVANOVA ANNA"')
    expect(text).not.toContain('surprise')
    expect(text).not.toContain('2026-12-24')
  })

  it('asks for the password, limits the downloads and records them', async () => {
    const agent = await site.as(person)
    const refused = await agent.post(`${path}/archive`).type('form').send({ password: 'wrong' }).expect(422)
    expect(refused.text).toContain('Нынешний пароль введён неверно.')
    expect(refused.headers['cache-control']).toBe('no-store')
    await agent.post(`${path}/archive`).type('form').send({}).expect(422)
    for (let taken = 0; taken < 5; taken += 1) await takenBy(agent)
    await agent.post(`${path}/archive`).type('form').send({ password: testPassword }).expect(429)
    const account = await AccountModel.findById(person._id).lean()
    expect(account?.history.filter(({ kind }) => kind === 'archive_taken')).toHaveLength(5)
    expect(new Set(await auditEntriesAbout(String(account?._id)))).toEqual(new Set(['account.archive_taken applicant']))
    expect(await ApplicationModel.findById(mine._id).lean()).toMatchObject({ revision: mine.revision })
  })

  it('is available to applicants only, not to staff and visitors', async () => {
    await site.visit.get(path).expect(303)
    const decider = await site.as(await aColleague('decider'))
    await decider.get(path).expect(403)
    await decider.post(`${path}/archive`).type('form').send({ password: testPassword }).expect(403)
  })

  it('names the day on which a tenancy ended, not the end of its contract', async () => {
    const at = new Date('2026-11-20T04:00:00Z')
    const { application, tenant } = await aTenancy(site.services, { state: 'vacated', stateSince: at, nextDueOn: null })
    const released = { kind: 'released', at, by: { kind: 'system' } }
    await ApplicationModel.updateOne(
      { _id: application },
      {
        $unset: { heldPremises: 1 },
        $set: { stateSince: new Date('2026-07-30T04:00:00Z') },
        $push: { events: released },
      },
    )
    const taken = await takenBy(await site.as(tenant))
    const pages = [...taken].filter(([name]) => /applications.*index\.html$/.test(name))
    expect(pages.map(([, page]) => page.toString())).toEqual([
      expect.stringContaining('Аренда закончилась, 20 ноября 2026'),
    ])
  })
})
