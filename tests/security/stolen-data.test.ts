import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { MailModel } from '#models/mail.ts'
import { contentOf } from '#outside/mail/mail-content.ts'
import { aColleague, testPassword } from '../factories/account.ts'
import { validAnswers } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { binary } from '../support/files/binary.ts'
import { unzip } from '../support/files/unzip.ts'
import { fill, signedInFounder, started } from '../support/founder.ts'
import { useSite } from '../support/site.ts'
import { storedText } from '../support/stored-text.ts'

/** Returns a random secret of no person, which compression cannot split: nothing in it has occurred before. */
const aSecret = () => randomBytes(12).toString('hex').toUpperCase()

type Secrets = { passport: string; document: string; link: string }

/** Creates a founder who types a passport number, uploads the passport, submits, and resets their password. */
async function aFounder(site: ReturnType<typeof useSite>) {
  const passport = aSecret()
  const document = aSecret()
  const id = await applied(site, passport, document)
  const letter = await MailModel.findOne({ template: 'reset-password' }).lean()
  const { facts } = contentOf({ ...letter!, facts: new Map(Object.entries(letter!.facts)) })
  return { id, secrets: { passport, document, link: facts.link?.split('/').at(-1) ?? '' } }
}

async function applied(site: ReturnType<typeof useSite>, passport: string, document: string): Promise<string> {
  await aPremises({ code: 'SFH-A-0107' })
  const { person, account } = await signedInFounder(site)
  const id = await started(person, 'SFH-A-0107')
  const answers = validAnswers(['SFH-A-0107'])
  const typed = { ...answers, applicant: { ...answers.applicant, passportNumber: passport } }
  for (const section of ['choice', 'applicant', 'company', 'plan', 'declarations'] as const)
    await fill(person, id, section, typed).expect(303)
  const scan = Buffer.concat([Buffer.from(`%PDF-1.7\n${document}\n`), randomBytes(3_000)])
  const upload = person.post(`/ru/applications/${id}/documents`)
  for (const kind of ['passport', 'business_plan', 'experience']) void upload.attach(kind, scan, `${kind}.pdf`)
  await upload.expect(303)
  await person.post(`/ru/applications/${id}/check`).expect(303)
  const archive = await person.post('/ru/account/privacy/archive').type('form').send({ password: testPassword })
    .buffer(true).parse(binary).expect(200) // oxfmt-ignore
  const taken = Buffer.concat([...unzip(archive.body as Buffer).values()])
  expect([passport, document].map(secret => taken.includes(secret)), 'in the archive of one’s own data').toEqual([true, true]) // oxfmt-ignore
  await site.visit.post('/ru/forgot-password').type('form').send({ email: account.email }).expect(303)
  return id
}

/** Returns everything that the engine has on the disk, including its journal and unflushed data. */
async function onDisk(site: ReturnType<typeof useSite>): Promise<Buffer> {
  await mongoose.connection.db?.admin().command({ fsync: 1 })
  const folder = new URL(site.databaseUri.replace('mongodb_embedded', 'file')).pathname
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = names.filter(entry => entry.isFile()).map(entry => path.join(entry.parentPath, entry.name))
  return Buffer.concat(await Promise.all(files.map(file => readFile(file))))
}

const foundIn = (bytes: Buffer | string, secrets: Secrets): string[] =>
  Object.entries(secrets).flatMap(([name, secret]) => (bytes.includes(secret) ? [name] : []))

describe.each([
  { sealing: 'off', visible: ['passport', 'document', 'link'] },
  { sealing: 'on', visible: [] },
])('a thief of the data folder or of a copy of the collections, sealing $sealing', ({ sealing, visible }) => {
  const site = useSite({ env: { SEALING: sealing } })

  it(`reads ${visible.length === 0 ? 'no passport and no link' : 'them, so that this test would find them'}`, async () => {
    const { id, secrets } = await aFounder(site)
    expect(Object.values(secrets).every(secret => secret.length >= 24)).toBe(true)
    expect(foundIn(await storedText(), secrets), 'in the collections').toEqual(visible)
    expect(foundIn(await onDisk(site), secrets), 'in the files of the engine').toEqual(visible)
    expect(foundIn(site.log.raw(), secrets), 'in the log').toEqual([])

    const reviewer = await site.as(await aColleague('reviewer'))
    const page = await reviewer.get(`/ru/staff/applications/${id}`).expect(200)
    expect(page.text).toContain(secrets.passport)
    const [document] = await site.services.documents.list(id)
    const file = await reviewer.get(`/ru/applications/${id}/documents/${String(document?._id)}`).buffer(true).parse(binary) // oxfmt-ignore
    expect((file.body as Buffer).includes(secrets.document)).toBe(true)
  })
})
