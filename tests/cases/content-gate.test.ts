import mongoose from 'mongoose'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Application, ApplicationState } from '#models/cases/application.ts'
import { DocumentModel } from '#models/documents/document.ts'
import { LetterModel } from '#models/deciding/letter.ts'
import { ObjectionModel } from '#models/deciding/objection.ts'
import { aColleague } from '../factories/account.ts'
import { anAcceptedOffer, anApplication, validAnswers } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { anAssessment, deskOf, idOf, post, stored, type Agent } from '../support/desk.ts'
import { addressOf, someAtOnce } from '../support/routes/route-walk.ts'
import { routesOf } from '../support/routes/routes.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const marker = 'Zvezdopad'
const at = new Date('2026-11-21T03:00:00Z')
const until = new Date('2026-12-20T15:59:59.999Z')
const by = { id: 'e'.repeat(24), name: 'Wang' }
const _id = () => new mongoose.Types.ObjectId()
let ids: { id: string; documentId: string; letterId: string }

/**
 * Creates a case with the marker in all its content: answers, documents, requests, scores, messages, notes, interviews,
 * letters, objections, history.
 */
async function markedCase(state: ApplicationState): Promise<Application> {
  const answers = validAnswers()
  const section = (given: object | undefined) =>
    Object.fromEntries(Object.entries(given ?? {}).map(([name, said]) => [name, name === 'useClass' ? said : marker]))
  const marked = Object.fromEntries(Object.entries(answers).map(([name, given]) => [name, section(given)]))
  const writing = { language: 'ru' as const, original: { language: 'zh' as const, text: marker }, asIs: marker }
  const event = { at, by: { kind: 'reviewer' as const, ...by }, reason: marker, note: marker, writing }
  const item = {
    id: 'section-plan',
    about: 'section' as const,
    target: 'plan' as const,
    text: marker,
    state: 'open' as const,
  }
  const request = {
    number: 1,
    askedAt: at,
    by,
    locale: 'ru',
    answerBy: until,
    items: [item],
    extensions: [],
    note: marker,
  }
  return anApplication({
    state,
    answers: marked,
    snapshot: { at, formVersion: 1, answers: marked, documents: [] },
    formerSnapshots: [{ at, formVersion: 1, answers: marked, documents: [] }],
    searchTerms: [`~c${marker.toLowerCase()}`],
    assessments: [{ ...anAssessment('f'.repeat(24)), comment: marker, comments: { jobs: marker } }],
    formerAssessments: [{ ...anAssessment('f'.repeat(24)), comment: marker }],
    messages: [{ _id: _id(), at, from: 'applicant', by, text: marker }],
    notes: [{ _id: _id(), at, by, text: marker }],
    pastRequests: [request],
    ...(state === 'information_requested' ? { request, returnTo: 'screening', answerBy: until } : {}),
    toTranslate: [
      {
        _id: _id(),
        at,
        by,
        act: 'messages',
        language: 'zh',
        into: 'ru',
        typed: { publicMessage: marker },
        texts: [{ name: 'publicMessage', text: marker }],
      },
    ],
    translations: [{ question: 'activity', lang: 'en', text: marker, of: 'x', by, at, version: 1 }],
    interview: {
      _id: _id(),
      state: 'open',
      startsAt: until,
      endsAt: until,
      place: marker,
      note: marker,
      sequence: 0,
      wishes: [{ at, wish: 'another_time', text: marker }],
      waiting: true,
      cancelled: { at, reason: marker, writing },
    },
    notice: { premises: 'SFH-A-0107', from: at, until },
    objections: [idOf({ _id: _id() })],
    events: [
      { ...event, _id: _id(), kind: 'moved', from: 'submitted', to: 'screening' },
      { ...event, _id: _id(), kind: 'interview_changed' },
      {
        ...event,
        _id: _id(),
        kind: 'moved',
        from: 'review',
        to: 'decision',
        record: { score: 4, changed: [{ reviewer: by.id, name: by.name, blind: 2, given: 4, reason: marker }] },
      },
    ],
    ...(state === 'accepted' ? { offer: anAcceptedOffer('SFH-A-0107') } : {}),
  })
}

async function aMarked(state: ApplicationState): Promise<string> {
  const application = await markedCase(state)
  const documentId = _id()
  const letterId = _id()
  await DocumentModel.collection.insertOne({
    _id: documentId,
    application: application._id,
    kind: 'business_plan',
    name: `${marker}.pdf`,
    size: 1,
    sha256: 'x',
    mediaType: 'application/pdf',
    storageId: 'x',
    uploadedAt: at,
    state: 'current',
    version: 1,
    reviews: [],
    scan: { state: 'clean' },
  })
  await LetterModel.collection.insertOne({
    _id: letterId,
    application: application._id,
    cause: idOf(application),
    decision: 'rejected',
    decidedAt: at,
    language: 'ru',
    name: `${marker}.pdf`,
    size: 1,
    sha256: marker,
    storageId: 'x',
    madeAt: at,
  })
  await ObjectionModel.create({
    application: application._id,
    name: marker,
    contact: marker,
    text: marker,
    at,
    digest: idOf(application),
  })
  ids = { id: idOf(application), documentId: idOf({ _id: documentId }), letterId: idOf({ _id: letterId }) }
  return ids.id
}

const gaps = (gap: string): string =>
  ({ ...ids, paper: 'contract', question: 'activity', lang: 'en', number: '1' })[gap] ?? 'f'.repeat(24)

/** Returns all routes of a case that an officer may use. */
const caseRoutes = () =>
  routesOf(site.app).filter(
    ({ path, roles }) =>
      Array.isArray(roles) &&
      (roles.includes('reviewer') || roles.includes('decider')) &&
      /^(\/staff)?\/applications\/:id/.test(path),
  )

async function said(person: Agent, method: string, path: string): Promise<{ status: number; text: string }> {
  const address = addressOf(path, gaps)
  const request = method === 'get' ? person.get(address) : person.post(address).type('form').send({})
  const { status, text, body, headers } = await request
  return { status, text: [text, JSON.stringify(body), JSON.stringify(headers)].join(' ') }
}

/** The states of a case in which each of the two roles acts. */
const steps: Record<'reviewer' | 'decider', readonly ApplicationState[]> = {
  reviewer: ['submitted', 'screening', 'information_requested', 'review', 'interview', 'accepted'],
  decider: ['review', 'decision', 'public_notice', 'waitlisted', 'offered', 'contracted', 'rejected'],
}

describe.each(['reviewer', 'decider'] as const)('a %s who has not declared an interest', role => {
  let person: Agent
  beforeEach(async () => {
    person = await site.undeclared(await aColleague(role))
  })

  it.each(steps[role])('sees no content of a case in %s on any route', async state => {
    await aMarked(state)
    const routes = caseRoutes()
    expect(routes.length).toBeGreaterThan(40)
    const leaks: string[] = []
    await someAtOnce(routes, async ({ method, path }) => {
      const { status, text } = await said(person, method, path)
      if (status >= 500 || text.includes(marker)) leaks.push(`${method} ${path}: ${String(status)}`)
    })
    expect(leaks).toEqual([])
  })

  it('sees no content in any list, search or export', async () => {
    const id = await aMarked('decision')
    const { reference = '' } = await stored(id)
    const lists = [
      'applications',
      'applications?state=all',
      'applications/waiting',
      'reports',
      'reports/report.csv',
      'work/decisions',
      'tenancies',
      '',
    ]
    for (const list of lists) expect((await person.get(`/en/staff/${list}`)).text, list).not.toContain(marker)
    const found = await person.get('/en/staff/search').query({ q: marker }).expect(200)
    expect(found.text).not.toContain(reference)
  })
})

describe('the declaration of interest', () => {
  it('opens the content on every page that was closed', async () => {
    const id = await aMarked('decision')
    const { reference = '' } = await stored(id)
    const decider = await site.undeclared(await aColleague('decider'))
    const before = (await decider.get(`/en/staff/applications/${id}`).expect(200)).text
    for (const shown of [reference, 'IVANOVA ANNA', 'SFH-A-0107', 'Awaiting decision']) expect(before).toContain(shown)
    // Hidden content must not be shown as missing.
    expect(before).not.toContain('no answer')
    await post(decider, id, 'declaration', { interest: 'none' }).expect(303)
    const page = (await decider.get(`/en/staff/applications/${id}`).expect(200)).text
    expect(page.split(marker).length).toBeGreaterThan(30)
    expect((await decider.get('/en/staff/search').query({ q: marker })).text).toContain(reference)
  })

  it.each(['acceptance', 'texts'] as const)('is requested by the page of %s, to which the desk leads', async page => {
    const id = await aMarked('accepted')
    const textId = idOf((await stored(id)).toTranslate![0]!)
    const at = `/en/staff/applications/${id}`
    const address = { acceptance: `${at}/acceptance`, texts: `${at}/texts/${textId}` }[page]
    const decider = await site.undeclared(await aColleague('decider'))
    await decider.get(address).expect(303).expect('Location', at)
    await post(decider, id, 'declaration', { interest: 'conflict', note: 'kin' })
    await decider.get(address).expect(403)
    const other = await site.undeclared(await aColleague('decider'))
    await post(other, id, 'declaration', { interest: 'none' })
    await other.get(address).expect(200)
  })

  it('is required for bulk decisions', async () => {
    const decider = await site.undeclared(await aColleague('decider'))
    const id = await aMarked('decision')
    const plan = await decider
      .post('/en/staff/applications/bulk')
      .type('form')
      .send({ action: 'reject', case: id, reason: 'x' })
      .expect(303)
    const preview = await decider.get(plan.headers.location as string).expect(200)
    expect(preview.text).toContain('First declare')
  })

  it('is not required of an administrator, who only reads', async () => {
    const id = await aMarked('decision')
    const administrator = await site.as(await aColleague('administrator'))
    expect((await administrator.get(`/en/staff/applications/${id}`).expect(200)).text).toContain(marker)
  })

  it('does not show an administrator the scan of a passport', async () => {
    const { id } = await deskOf(site).submitted((await aPremises()).code)
    const administrator = await site.as(await aColleague('administrator'))
    const officer = await site.as(await aColleague('reviewer'))
    await officer.post(`/en/staff/applications/${id}/screening`).expect(303)
    const documents = await DocumentModel.find({ application: id }).lean()
    for (const { _id, kind } of documents) {
      const of = `applications/${id}/documents/${_id.toHexString()}`
      const status = kind === 'passport' ? 403 : 200
      await administrator.get(`/en/${of}`).expect(status)
      await administrator.get(`/en/staff/${of}/view`).expect(status)
      await officer.get(`/en/${of}`).expect(200)
      if (kind !== 'passport') continue
      const shown = await administrator.get(`/en/staff/applications/${id}?document=${_id.toHexString()}`).expect(200)
      expect(shown.text).toContain('shown only to those who handle the application')
      expect(shown.text).not.toContain(`href="/en/${of}"`)
    }
    expect(documents.map(({ kind }) => kind)).toContain('passport')
  })
})
