import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { LetterModel } from '#models/deciding/letter.ts'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { DocumentModel } from '#models/documents/document.ts'
import { EarlierTenancyModel } from '#models/tenancies/earlier-tenancy.ts'
import { OccupancyModel } from '#models/premises/occupancy.ts'
import { MailModel } from '#models/mail.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { TombstoneModel } from '#models/cases/tombstone.ts'
import { TextEditionModel } from '#models/wording/edition.ts'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { storeBytes } from '#outside/files/files.ts'
import { runChecks } from '#shared/checks.ts'
import { run } from '../support/processes/processes.ts'
import { aColleague } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aStreetBeforeItsEffects, aWorkingStreet } from '../support/database/filled-once.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const statusFollows = 'the status of every listing follows from what is wanted of it and who has the premises'

/** Returns the current violations as `check: id, id`. */
async function broken(): Promise<Record<string, string[]>> {
  const examined = await runChecks(site.checkers)
  const found = examined.filter(({ level, count }) => level !== 'note' && count > 0)
  return Object.fromEntries(found.map(({ name, problems }) => [name, problems.map(({ id }) => id)]))
}

async function one(filter: Record<string, unknown>): Promise<Application & { id: string }> {
  const found = await ApplicationModel.findOne(filter).lean<Application>()
  if (!found) throw new Error('the demonstration has no such case')
  return { ...found, id: found._id.toHexString() }
}
const change = (id: string, update: object) =>
  ApplicationModel.collection.updateOne({ _id: new mongoose.Types.ObjectId(id) }, update)

describe('the data check', () => {
  it('finds nothing wrong on a demonstration street, before and after its effects are carried out', async () => {
    await aStreetBeforeItsEffects(site, 60)
    expect(Object.keys(await broken())).toEqual(['no effect of a case waits for more than ten minutes'])
    await site.runJobs({ tidying: true })
    expect(await broken()).toEqual({})
  }, 60_000)

  it('names the case and the rule that each kind of damage breaks', async () => {
    await aWorkingStreet(site, 60)
    const offered = await one({ state: 'offered' })
    await change(offered.id, { $unset: { offer: 1 } })
    expect(await broken()).toEqual({ 'state and fields of a case agree': [offered.id] })
    await change(offered.id, { $set: { offer: offered.offer } })

    await change(offered.id, { $set: { 'snapshot.answers.plan.activity': 'Казино' } })
    expect(await broken()).toEqual({ 'what was handed in is there and unchanged': [offered.id] })
    await ApplicationModel.updateOne(
      { _id: offered.id },
      { $set: { snapshot: offered.snapshot } },
      { timestamps: false },
    )

    await change(offered.id, { $pull: { events: { to: 'review' } } })
    expect(await broken()).toEqual({
      'every history leads by moves of the table to the state of the case': [offered.id],
    })
    await change(offered.id, { $set: { events: offered.events } })

    await change(offered.id, { $set: { applicant: new mongoose.Types.ObjectId() } })
    expect(await broken()).toEqual({ 'every applicant has an account': [offered.id] })
    await change(offered.id, { $set: { applicant: offered.applicant } })

    const contracted = await one({ state: 'contracted' })
    const terms = 'offer.acceptance.contract'
    const { number } = contracted.offer!.acceptance!.contract!
    const issued = 'every contract has its number in the register and the texts that it was prepared by'
    await change(contracted.id, { $set: { [`${terms}.number`]: 'X', 'contract.number': 'X' } })
    expect(await broken()).toEqual({ [issued]: [contracted.id] })
    await change(contracted.id, { $set: { [`${terms}.number`]: number, 'contract.number': number } })
    await change(contracted.id, { $inc: { 'offer.terms.depositFen': 100 } })
    expect(await broken()).toEqual({ 'every contract has the terms of its offer': [contracted.id] })
    await change(contracted.id, { $inc: { 'offer.terms.depositFen': -100 } })
    // A number of another document: the register has it once, but not for this one.
    const foreign = await site.services.letterhead.numbers.give({
      series: 'contract',
      cause: 'another',
      reference: '',
      on: new Date(),
    })
    await change(contracted.id, { $set: { [`${terms}.number`]: foreign, 'contract.number': foreign } })
    expect(await broken()).toEqual({ [issued]: [contracted.id] })
    await change(contracted.id, { $set: { [`${terms}.number`]: number, 'contract.number': number } })
    await TextEditionModel.updateOne({ group: 'contract' }, { $pop: { sentences: 1 } })
    expect(Object.keys(await broken())).toEqual([
      'every edition of texts is as it was when a document was issued by it',
    ])
    await TextEditionModel.deleteOne({ group: 'contract' })
    expect(Object.keys(await broken())).toEqual([issued])
    await site.services.wording.editions.keep('contract')
    expect(await broken()).toEqual({})

    const writing = { language: 'zh', original: { language: 'zh', text: '原文' } }
    const message = { _id: new mongoose.Types.ObjectId(), at: new Date(), from: 'office', text: 'x', writing }
    await change(offered.id, { $push: { messages: { ...message, by: { id: 'x', name: 'x' } } } })
    expect(await broken()).toEqual({ 'a translation stands beside an original in another language': [offered.id] })
    await change(offered.id, { $set: { messages: [] } })
    const { id: author, name } = await aColleague('decider')
    const at = new Date()
    const by = { id: author, name }
    const text = {
      at,
      by,
      act: 'reject',
      language: 'zh',
      into: 'ru',
      typed: {},
      texts: [{ name: 'reason', text: '原文' }],
    }
    await change(offered.id, { $set: { toTranslate: [{ ...text, _id: new mongoose.Types.ObjectId() }] } })
    expect(await broken()).toEqual({})
    const given = { ...text, _id: new mongoose.Types.ObjectId(), translated: { at, by } }
    await change(offered.id, { $set: { toTranslate: [given] } })
    expect(await broken()).toEqual({
      'what waits for a translation is of a known act, into another language, and whole once it is given': [offered.id],
    })
  }, 60_000)

  it('reports a listing that does not show the holder of its unit, unless that effect is still pending', async () => {
    await aWorkingStreet(site, 60)
    const { id, heldPremises } = await one({ state: 'offered' })
    await PremisesModel.updateOne({ code: heldPremises ?? '' }, { $set: { status: 'available', hold: null } })
    expect(await broken()).toEqual({
      'the listing of a premises that a case keeps says so': [id],
      [statusFollows]: [heldPremises],
    })
    const effect = { key: `application:${id}:x-0`, kind: 'premises', facts: { code: heldPremises } }
    await change(id, { $push: { pendingEffects: effect }, $set: { updatedAt: site.clock.now() } })
    expect(await broken()).toEqual({})

    site.clock.advance({ minutes: 11 })
    expect(await broken()).toEqual({ 'no effect of a case waits for more than ten minutes': [id] })
  }, 60_000)

  it('reports a held unit without a case, and a tenancy that is missing or has lost its unit', async () => {
    await aWorkingStreet(site, 60)
    const { id, heldPremises } = await one({ handedOverOn: mongoose.trusted({ $type: 'string' }) })
    const tenancy = await TenancyModel.findOne({ application: id }).lean()
    await change(id, { $unset: { heldPremises: 1 } })
    expect(await broken()).toMatchObject({
      'state and fields of a case agree': [id],
      'every listing that is held or let is so for a case': [heldPremises],
      'every record of a premises names a case that keeps it': [heldPremises],
      'every tenant has the premises by an application that keeps it': [tenancy?._id.toHexString()],
    })
    await change(id, { $set: { heldPremises } })
    await TenancyModel.deleteOne({ application: id })
    expect(await broken()).toEqual({ 'every handover has become a tenancy': [id] })
  }, 60_000)

  it('reports a status that does not follow from a listing’s intent and occupancy', async () => {
    await aWorkingStreet(site, 60)
    const [paused] = await PremisesModel.distinct('code', { status: 'paused' })
    const shown = await PremisesModel.distinct('code', { status: 'available' })
    const [taken] = await PremisesModel.distinct('code', { status: 'let', hold: null })
    for (const [code, damage] of [
      [paused, { status: 'available' }],
      [shown[0], { intent: 'archived' }],
      [taken, { status: 'available' }],
    ] as const) {
      const before = await PremisesModel.findOne({ code: code ?? '' }, { status: 1, intent: 1, _id: 0 }).lean()
      await PremisesModel.collection.updateOne({ code }, { $set: damage })
      expect(await broken()).toEqual({ [statusFollows]: [code] })
      await PremisesModel.collection.updateOne({ code }, { $set: before ?? {} })
      expect(await broken()).toEqual({})
    }
  }, 60_000)

  it('reports occupancy records without a case or tenancy, and cases and tenancies without a record', async () => {
    await aWorkingStreet(site, 60)
    const { id, heldPremises } = await one({ state: 'accepted' })
    const ofCase = (await OccupancyModel.findOne({ premises: heldPremises ?? '' }).lean())!
    await OccupancyModel.deleteOne({ _id: ofCase._id })
    expect(await broken()).toMatchObject({ 'every premises that a case keeps has its record': [id] })
    const stranger = { kind: 'application' as const, id: new mongoose.Types.ObjectId() }
    await OccupancyModel.create({ ...ofCase, holder: stranger })
    expect(await broken()).toEqual({ 'every record of a premises names a case that keeps it': [heldPremises] })
    await OccupancyModel.updateOne({ _id: ofCase._id }, { $set: { holder: ofCase.holder, status: 'let' } })
    expect(await broken()).toMatchObject({ 'every record of a premises names a case that keeps it': [heldPremises] })
    await OccupancyModel.updateOne({ _id: ofCase._id }, { $set: ofCase })
    expect(await broken()).toEqual({})

    const earlier = (await EarlierTenancyModel.findOne({ state: 'let' }).lean())!
    const ofEarlier = (await OccupancyModel.findOne({ premises: earlier.premises }).lean())!
    await OccupancyModel.deleteOne({ _id: ofEarlier._id })
    const lost = 'every tenancy from before the site has its premises'
    expect(await broken()).toMatchObject({ [lost]: [earlier._id.toHexString()] })
    await OccupancyModel.create(ofEarlier)
    await EarlierTenancyModel.deleteOne({ _id: earlier._id })
    expect(await broken()).toEqual({
      'every record of a tenancy from before the site names one that lasts': [earlier.premises],
    })
  }, 60_000)

  it('reports documents without files, files without documents, and mail that is not sent', async () => {
    await aWorkingStreet(site, 60)
    const { store } = site.services.documents
    const document = await DocumentModel.findOne().lean()
    await store.remove(document?.storageId ?? '')
    const stray = await storeBytes(store, Buffer.from('nobody wants me'))
    await mongoose.connection
      .collection('documents.chunks')
      .insertOne({ files_id: new mongoose.Types.ObjectId(), n: 0 })
    await MailModel.create({
      cause: 'x',
      to: 'a@example.com',
      locale: 'ru',
      template: 'any',
      nextAttemptAt: new Date(0),
    })
    site.clock.set(new Date(Date.now() + 3 * 3_600_000))
    const found = await broken()
    expect(found['every document has its whole file']).toEqual([document?._id.toHexString()])
    expect(found['every file of the store belongs to a document']).toHaveLength(2)
    expect(found['every file of the store belongs to a document']).toContain(stray)
    expect(found['no letter waits for more than ten minutes to be sent']).toHaveLength(1)
  }, 60_000)

  it('reports documents whose case is gone, documents never taken in, and files of any store without a record', async () => {
    await aWorkingStreet(site, 60)
    const [lost, forgotten] = await DocumentModel.find().limit(2).lean()
    await DocumentModel.updateOne({ _id: lost!._id }, { $set: { application: new mongoose.Types.ObjectId() } })
    const at = site.clock.now()
    const arrived = { state: 'pending' as const, intake: { id: 'x', at } }
    await DocumentModel.updateOne({ _id: forgotten!._id }, { $set: arrived })
    const { listings, transfer, pictures, letters, logos } = site.services
    const { photos } = listings
    const { imports } = transfer
    const strays: Record<string, string> = {}
    for (const [name, { store }] of Object.entries({ photos, pictures, letters, imports, brand: logos }))
      strays[`every file of the store of ${name} belongs to a record`] = await storeBytes(store, Buffer.from('stray'))
    const going = await storeBytes(site.services.documents.store, Buffer.from('of a draft that is being deleted'))
    const tombstone = { application: lost!.application, revision: 1, files: [going], at }
    await TombstoneModel.create(tombstone)

    site.clock.set(new Date(Date.now() + 3 * 3_600_000))
    expect(await broken()).toMatchObject({
      ...Object.fromEntries(Object.entries(strays).map(([name, id]) => [name, [id]])),
      'every document belongs to an application, or to one that is being deleted': [lost!._id.toHexString()],
      'every document that has arrived is taken in or swept': [forgotten!._id.toHexString()],
    })
    expect(await broken()).not.toHaveProperty('every file of the store belongs to a document')
    // A tombstone shows that the deletion is in progress.
    const of = (await DocumentModel.findById(lost!._id).lean())!.application
    await TombstoneModel.create({ ...tombstone, application: of })
    expect(await broken()).not.toHaveProperty(
      'every document belongs to an application, or to one that is being deleted',
    )
  }, 60_000)

  it('reports a submitted document that is missing, incomplete or in another case, until its retention period ends', async () => {
    await aWorkingStreet(site, 60)
    const handedIn = 'every document that was handed in is there with its file'
    const named = { 'snapshot.documents.0': mongoose.trusted({ $exists: true }) }
    const { id, snapshot } = await one({ ...named, documentsErasedAt: null })
    const document = (await DocumentModel.findById(snapshot?.documents[0]?.id).lean())!
    const damages = [
      { $set: { state: 'pending' } },
      { $set: { application: new mongoose.Types.ObjectId() } },
      { $set: { size: document.size + 1 } },
    ]
    for (const damage of damages) {
      await DocumentModel.collection.updateOne({ _id: document._id }, damage)
      expect(await broken()).toMatchObject({ [handedIn]: [id] })
      await DocumentModel.collection.replaceOne({ _id: document._id }, document)
      expect(await broken()).toEqual({})
    }
    // Allowed: replaced after submission, or infected and so without a file.
    for (const state of [{ state: 'superseded' }, { scan: { state: 'infected', attempts: 0, at: new Date() } }]) {
      await DocumentModel.collection.updateOne({ _id: document._id }, { $set: state })
      expect(await broken()).not.toHaveProperty(handedIn)
    }
    await DocumentModel.deleteOne({ _id: document._id })
    expect(await broken()).toMatchObject({ [handedIn]: [id] })
    await change(id, { $set: { snapshot: { ...snapshot, documents: [] } }, $push: { formerSnapshots: snapshot } })
    expect(await broken()).toMatchObject({ [handedIn]: [id] })
    await change(id, { $set: { documentsErasedAt: new Date() } })
    expect(await broken()).not.toHaveProperty(handedIn)
  }, 60_000)

  it('reports an officer who scored or decided against the rules, and a public notice that holds another unit', async () => {
    await aWorkingStreet(site, 60)
    const announced = await one({ state: 'public_notice' })
    await change(announced.id, { $set: { 'notice.premises': 'SFH-A-0999' } })
    expect(await broken()).toEqual({ 'state and fields of a case agree': [announced.id] })
    await change(announced.id, { $set: { notice: announced.notice } })

    const scorer = announced.events.find(({ kind }) => kind === 'assessed')?.by.id
    const partial = announced.events.map(event =>
      event.from === 'decision' ? { ...event, by: { ...event.by, id: scorer } } : event,
    )
    await change(announced.id, { $set: { events: partial } })
    const impartial = 'nobody scores against a conflict of interest or decides what they scored'
    expect(await broken()).toEqual({ [impartial]: [announced.id] })

    const at = announced.events.findIndex(({ kind }) => kind === 'assessed')
    const conflict = { ...announced.events[at], _id: new mongoose.Types.ObjectId(), kind: 'interest_conflict' }
    await change(announced.id, { $set: { events: announced.events.toSpliced(at, 0, conflict as never) } })
    expect(await broken()).toEqual({ [impartial]: [announced.id] })
  }, 60_000)

  it('reports a decision letter that was changed, is missing, or names the applicant of an anonymised case', async () => {
    const { _id, reference } = await anApplication({ state: 'rejected' })
    const id = _id.toHexString()
    const { letters } = site.services
    await letters.make({
      cause: `application:${id}:x`,
      application: id,
      decision: 'rejected',
      language: 'ru',
      reference: reference ?? '',
      applicant: 'IVANOVA ANNA',
      premises: ['SFH-A-0107'],
      answerBy: null,
      decidedAt: site.clock.now(),
      grounds: { reason: 'План не полон.' },
    })
    const [letter] = await letters.list(id)
    const letterId = letter?._id.toHexString()
    const bytes = () => mongoose.connection.collection('letters.chunks')
    const wrong = async () => {
      const found = await broken()
      return Object.keys(found).filter(name => found[name]?.includes(String(letterId)))
    }
    expect(await wrong()).toEqual([])

    const chunk = await bytes().findOne()
    await bytes().updateOne({}, { $set: { data: Buffer.alloc(letter?.size ?? 0, 'x') } })
    expect(await wrong()).toEqual(['every letter is as it was when it was made'])
    await bytes().deleteMany({})
    expect(await wrong()).toEqual(['every letter is as it was when it was made'])
    await bytes().insertOne(chunk ?? {})

    await change(id, { $set: { anonymisedAt: site.clock.now() } })
    expect(await wrong()).toEqual(['no letter names somebody whose case is nameless'])
    const { number } = letter!
    const given = await site.services.letterhead.numbers.give({
      series: 'letter',
      cause: 'another',
      reference: '',
      on: new Date(),
    })
    await LetterModel.updateOne({ _id: letter?._id }, { $set: { number: given } })
    expect(await wrong()).toContain('every letter has its number in the register and the texts that it was made by')
    await LetterModel.updateOne({ _id: letter?._id }, { $set: { number } })
    await letters.erase(id)
    expect(await wrong()).toEqual([])
  }, 60_000)

  it('reports an applicant on the waiting list for a unit that is available', async () => {
    await aWorkingStreet(site, 60)
    const [code] = await PremisesModel.distinct('code', { status: 'available' })
    const { _id } = await one({ state: 'waitlisted' })
    await ApplicationModel.updateOne({ _id }, { $set: { premises: [code] } })
    expect(await broken()).toEqual({ 'nobody waits for a premises that is free': [_id.toHexString()] })
    await site.runJobs({ tidying: true })
    expect(await broken()).toEqual({})
  }, 60_000)

  it('reports duplicates that an index would refuse, and a missing index', async () => {
    await aWorkingStreet(site, 60)
    await ApplicationModel.collection.dropIndex('one_holder_a_premises')
    const offered = await one({ state: 'offered' })
    const other = await one({ state: 'accepted' })
    await change(other.id, { $set: { heldPremises: offered.heldPremises, 'offer.premises': offered.heldPremises } })
    const found = await broken()
    expect(found['every index that the models declare is there']).toEqual(['applications'])
    expect(found['one holder a premises']?.toSorted()).toEqual([offered.id, other.id].toSorted())
    await change(other.id, { $unset: { heldPremises: 1 } })
    await ApplicationModel.createIndexes()
  }, 60_000)

  it('is a command that runs beside the site, prints ids but no names, and fails when it finds an error', async () => {
    await aWorkingStreet(site, 60)
    const verify = () =>
      run('server/bin/verify-data.ts', { env: { MONGODB_URI: site.databaseUri, LOG_LEVEL: 'silent' } })
    const well = verify()
    expect({ ...(await well.exited), output: well.output() }).toMatchObject({ code: 0 })
    expect(well.output()).toContain('0 of them broken')

    const offered = await one({ state: 'offered' })
    await change(offered.id, { $unset: { offer: 1 } })
    const ill = verify()
    expect(await ill.exited).toMatchObject({ code: 1 })
    expect(ill.output()).toMatch(new RegExp(`BROKEN +state and fields of a case agree \\(1\\)\\n +${offered.id} `))
    expect(ill.output()).not.toContain(offered.applicantName)
  }, 60_000)
})
