import { describe, expect, it } from 'vitest'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { aDraft, anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { deskOf, idOf } from '../support/desk.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const { submitted, signedIn, post, open, undeclared } = deskOf(site)

describe('the page of a case', () => {
  it.each(locales)('is shown in %s with the applicant’s own words', async locale => {
    const id = idOf(await anApplication())
    const reviewer = await signedIn('reviewer')
    const page = renderedPage(await reviewer.get(`/${locale}/staff/applications/${id}`).expect(200))
    expect(page.language).toBe(locale)
    expect(page.headings).toBe(1)
    expect(page.$('dd[lang=ru]').text()).toContain('Магазин дальневосточного мёда')
    expect(page.main).toContain({ ru: 'Подана', en: 'Submitted', zh: '已提交' }[locale])
    expect(page.main).toContain('75 1234567')
  })

  it('does not show the passport number to administrators', async () => {
    const id = idOf(await anApplication())
    const administrator = await signedIn('administrator')
    const page = await open(administrator, id)
    expect(page.main).not.toContain('75 1234567')
    expect(page.main).toContain('shown only to those who handle the application')
  })

  it('has a scrolling pane for documents, but none for the message that there are no documents', async () => {
    const empty = idOf(await anApplication())
    const { id } = await submitted((await aPremises()).code)
    const reviewer = await signedIn('reviewer')
    const panes = [await open(reviewer, empty), await open(reviewer, id)].map(page =>
      page.$('#documents').attr('class'),
    )
    expect(panes).toEqual(['case-split__documents case-split__documents--none', 'case-split__documents'])
  })

  it('shows a chosen document in the page, and a passport only on request', async () => {
    const { code } = await aPremises()
    const { id } = await submitted(code)
    const reviewer = await signedIn('reviewer')
    const page = await open(reviewer, id)
    expect(page.$('iframe').attr('title')).toContain('商业计划.pdf')
    const passport = page.$('.document-list a').first().attr('href')!
    expect(passport).toMatch(new RegExp(`^/en/staff/applications/${id}\\?document=[0-9a-f]{24}#documents$`))
    const chosen = renderedPage(await reviewer.get(passport.replace('#documents', '')).expect(200))
    expect(chosen.$('iframe').attr('title')).toContain('Паспорт.pdf')
    const viewer = await reviewer.get(chosen.$('iframe').attr('src')!).expect(200)
    expect(viewer.text).toContain('data-file=')
  })

  it('logs every opening and every reading of a passport, without its number', async () => {
    const { code } = await aPremises()
    const { id } = await submitted(code)
    const account = await aColleague('reviewer')
    const reviewer = await site.as(account)
    const page = await open(reviewer, id)
    const [passport] = (await site.services.documents.list(id)).filter(({ kind }) => kind === 'passport')
    await reviewer.get(`/en/applications/${id}/documents/${idOf(passport!)}?inline=1`).expect(200)
    expect(page.main).toContain('75 1234567')

    const lines = site.log.lines().filter(({ application }) => application === id)
    expect(lines).toContainEqual(
      expect.objectContaining({ msg: 'case opened', account: account.id, role: 'reviewer', time: expect.any(Number) }),
    )
    expect(lines).toContainEqual(
      expect.objectContaining({
        msg: 'document read',
        account: account.id,
        kind: 'passport',
        document: idOf(passport!),
      }),
    )
    expect(site.log.raw()).not.toContain('1234567')
  })

  it('hides the documents from a reviewer until the declaration, and for good after a conflict', async () => {
    const { code } = await aPremises()
    const { id } = await submitted(code)
    const [plan] = await site.services.documents.list(id)
    const paper = `/en/applications/${id}/documents/${idOf(plan!)}`
    const one = await undeclared('reviewer')
    const other = await undeclared('reviewer')
    await post(one, id, 'screening').expect(303)
    for (const reviewer of [one, other]) await reviewer.get(paper).expect(403)
    await post(one, id, 'declaration', { interest: 'none' }).expect(303)
    await post(other, id, 'declaration', { interest: 'conflict', note: 'Мой сосед.' }).expect(303)
    await one.get(paper).expect(200)
    await other
      .get(paper)
      .expect(403)
      .expect(/closed to you/)
    await (await signedIn('decider')).get(paper).expect(200)
  })

  it('is not available for drafts, wrong ids and other people', async () => {
    const reviewer = await signedIn('reviewer')
    const draft = idOf(await aDraft())
    await open(reviewer, draft, 404)
    await open(reviewer, 'f'.repeat(24), 404)
    await open(reviewer, 'nonsense', 404)
    await post(reviewer, draft, 'screening').expect(404)
    await post(reviewer, 'f'.repeat(24), 'screening').expect(404)

    const id = idOf(await anApplication())
    const strangers = [await signedIn('listing_manager'), await site.as(await anApplicant())]
    for (const stranger of strangers) await open(stranger, id, 403)
    await site.visit
      .get(`/en/staff/applications/${id}`)
      .expect(303)
      .expect('location', /\/en\/sign-in\?next=/)
  })
})
