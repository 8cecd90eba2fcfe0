import { beforeEach, describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { reviewStates } from '#models/documents/document.ts'
import { DocumentReadModel } from '#models/documents/document-read.ts'
import { canJudge, reviewStateOf } from '#features/documents/review-rules.ts'
import { aColleague, anApplicant, type TestAccount } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'
import { aPdf } from '../support/upload-site.ts'

const idOf = ({ _id }: { _id: { toHexString(): string } }) => _id.toHexString()
const noReviews = [] as unknown as Parameters<typeof canJudge>[0]['reviews']

/** Late enough for every day of these tests. */
const answerBy = new Date('2027-12-31T15:59:59.999Z')

describe('the finding on a document', () => {
  const received = { state: 'current', scanState: 'clean', reviews: noReviews } as const
  const after = (state: (typeof reviewStates)[number]) => ({ ...received, reviews: [{ state }] as never })

  it('starts as "received" and cannot return to it', () => {
    expect(reviewStateOf({})).toBe('received')
    for (const state of reviewStates) expect(canJudge(after(state), 'received', 'x').ok).toBe(false)
  })

  it('can change to any other finding, and needs a note if the document has a fault', () => {
    for (const from of reviewStates.filter(state => state !== 'received')) {
      for (const to of reviewStates.filter(state => state !== 'received')) {
        expect(canJudge(after(from), to, 'x').ok, `${from} to ${to}`).toBe(from !== to)
      }
    }
    for (const to of ['incorrect', 'incomplete', 'outdated'] as const) {
      expect(canJudge(received, to, '')).toEqual({ ok: false, reason: 'note-missing' })
    }
    expect(canJudge(received, 'accepted', '').ok).toBe(true)
  })

  it('cannot be set while the document is unreadable or after it was replaced', () => {
    for (const scanState of ['held', 'infected'] as const) {
      expect(canJudge({ ...received, scanState }, 'accepted', '')).toEqual({ ok: false, reason: 'unreadable' })
    }
    expect(canJudge({ ...received, state: 'superseded' }, 'accepted', '')).toEqual({ ok: false, reason: 'replaced' })
  })
})

describe('an officer who reviews a document', () => {
  const site = useSite()
  let owner: TestAccount
  let person: Awaited<ReturnType<typeof site.as>>
  let id: string
  let path: string
  let passport: string
  beforeEach(async () => {
    owner = await anApplicant()
    person = await site.as(owner)
    id = idOf(
      await anApplication({ applicant: owner._id, state: 'information_requested', returnTo: 'screening', answerBy }),
    )
    path = `/ru/applications/${id}/documents`
    await person.post(path).attach('passport', aPdf(), 'паспорт.pdf').expect(303)
    passport = idOf((await site.services.documents.list(id))[0]!)
  })
  const judge = (officer: typeof person, fields: Record<string, string>, document = passport) =>
    officer.post(`/ru/staff/applications/${id}/documents/${document}`).type('form').send(fields)
  const text = async (who: typeof person, at: string) => renderedPage(await who.get(at).expect(200)).main

  it('states what is wrong with it, and the applicant sees the finding', async () => {
    const reviewer = await site.as(await aColleague('reviewer'))
    const refused = renderedPage(await judge(reviewer, { finding: 'incomplete', findingNote: '' }).expect(422))
    expect(refused.errors()).toEqual([{ field: 'findingNote', text: 'Напишите заявителю, что не так с документом.' }])
    expect(refused.$('option[value=incomplete]').attr('selected')).toBeDefined()
    await judge(reviewer, { findingNote: 'Нет второй страницы.' }).expect(422)
    await judge(reviewer, { finding: 'received' }).expect(409)
    const done = await judge(reviewer, { finding: 'incomplete', findingNote: 'Нет второй страницы.' }).expect(303)
    expect(done.headers.location).toBe(`/ru/staff/applications/${id}?document=${passport}#documents`)

    for (const page of [`/ru/applications/${id}`, path]) {
      expect(await text(person, page)).toMatch(/Неполный[^]*Замечание: Нет второй страницы\./)
    }
    const [kept] = await site.services.documents.list(id)
    expect(kept?.reviews).toMatchObject([
      { state: 'incomplete', by: { role: 'reviewer' }, note: 'Нет второй страницы.' },
    ])
    expect(await text(reviewer, `/ru/staff/applications/${id}?document=${passport}`)).toContain('Нет второй страницы.')
  })

  it('gets the typed text back if the case has ended meanwhile', async () => {
    const reviewer = await site.as(await aColleague('reviewer'))
    const findingNote = 'Нет второй страницы: приложите её.'
    const send = () => judge(reviewer, { finding: 'incomplete', findingNote, seen: '0' }).expect(409)
    await judge(reviewer, { finding: 'accepted', seen: '0' }).expect(303)
    // A colleague was faster: the form is still shown, with the typed text.
    const changed = renderedPage(await send())
    expect(changed.$('[name=findingNote]').text()).toBe(findingNote)
    expect(changed.$('main textarea[readonly]')).toHaveLength(0)
    await site.services.cases.moves.withdraw(id, { kind: 'applicant', id: owner.id })
    const page = renderedPage(await send())
    expect(page.$('[name=findingNote]')).toHaveLength(0)
    expect(page.$('main textarea[readonly]').text()).toBe(findingNote)
  })

  it('does not overwrite a finding that a colleague has recorded meanwhile', async () => {
    const one = await site.as(await aColleague('reviewer'))
    const two = await site.as(await aColleague('decider'))
    await judge(one, { finding: 'accepted', seen: '0' }).expect(303)
    const late = await judge(two, { finding: 'incorrect', findingNote: 'Чужой.', seen: '0' }).expect(409)
    expect(late.text).toContain('другой сотрудник')
    expect(renderedPage(late).$('#findingNote').text()).toBe('Чужой.')
    await judge(two, { finding: 'incorrect', findingNote: 'Чужой.', seen: '1' }).expect(303)
  })

  it('sees the earlier version beside the new one, whose finding starts again', async () => {
    const reviewer = await site.as(await aColleague('reviewer'))
    await judge(reviewer, { finding: 'outdated', findingNote: 'Истёк.' }).expect(303)
    await person.post(`${path}/${passport}`).attach('file', aPdf(), 'новый.pdf').expect(303)
    const [current] = await site.services.documents.list(id)
    expect(await text(person, path)).toMatch(/версия 2, до неё была 1 версия[^]*Получен/)

    const page = renderedPage(await reviewer.get(`/ru/staff/applications/${id}`).expect(200))
    const earlier = page.$('.document-versions a')
    expect(earlier.text()).toBe('Версия 1')
    const old = renderedPage(await reviewer.get(earlier.attr('href')!.replace('#documents', '')).expect(200))
    expect(old.main).toContain('Истёк.')
    expect(old.$('[data-test=judging]')).toHaveLength(0)
    await reviewer.get(`${path}/${passport}`).expect(200)
    await judge(reviewer, { finding: 'accepted', seen: '1' }).expect(409)
    await judge(reviewer, { finding: 'accepted' }, idOf(current!)).expect(303)

    await person
      .post(`${path}/${idOf(current!)}`)
      .type('form')
      .send({ remove: 'yes' })
      .expect(303)
    expect(await text(reviewer, `/ru/staff/applications/${id}`)).toMatch(
      /Убраны или не отправлены заявителем[^]*новый\.pdf/,
    )
  })

  it('must have access to the content of the case, and the case must be open', async () => {
    await judge(person, { finding: 'accepted' }).expect(403)
    for (const role of ['administrator', 'listing_manager'] as const) {
      await judge(await site.as(await aColleague(role)), { finding: 'accepted' }).expect(403)
    }
    const reviewer = await site.as(await aColleague('reviewer'))
    await judge(reviewer, { finding: 'accepted' }, 'a'.repeat(24)).expect(404)
    await ApplicationModel.updateOne({ _id: id }, { $set: { state: 'review' } })
    await judge(await site.undeclared(await aColleague('reviewer')), { finding: 'accepted' }).expect(403)
    await ApplicationModel.updateOne({ _id: id }, { $set: { state: 'withdrawn' } })
    await judge(reviewer, { finding: 'accepted' }).expect(409)
  })

  it('leaves a record of opening it that the applicant sees', async () => {
    expect(await text(person, `/ru/applications/${id}`)).toContain('ещё не открывали')
    const account = await aColleague('reviewer')
    const reviewer = await site.as(account)
    await reviewer.get(`${path}/${passport}`).expect(200)
    site.clock.set('2026-11-25T12:20:00+08:00')
    await reviewer.get(`${path}/${passport}`).expect(200)
    await person.get(`${path}/${passport}`).expect(200)
    expect(await DocumentReadModel.countDocuments({ application: id })).toBe(2)
    const page = renderedPage(await person.get(`/ru/applications/${id}`).expect(200))
    const said = page.$('[data-test=readings]').text()
    expect(said).toMatch(/Паспорт[^]*рецензент[^]*12:20\u00a0· 2 раза за день/)
    expect(page.$('.readings li')).toHaveLength(1)
  })
})
