import { describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication, validAnswers } from '../factories/applications.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const stored = async (id: string) => (await ApplicationModel.findById(id).lean<Application>())!
const wording = 'Магазин дальневосточного мёда и сладостей.'
const chinese = '远东蜂蜜和糖果店。'

async function aCase(overrides: Partial<Application> = {}) {
  const account = await anApplicant({ locale: 'ru' })
  const officer = await aColleague('reviewer', { name: '孙立群' })
  const application = await anApplication({ applicant: account._id, state: 'screening', ...overrides })
  const id = application._id.toHexString()
  const founder = await site.as(account)
  const desk = await site.as(officer)
  const at = `/zh/staff/applications/${id}`
  const form = async (question = 'activity', lang = 'zh') => {
    const page = renderedPage(await desk.get(`${at}/translations/${question}/${lang}`).expect(200))
    return { of: page.value('of'), version: page.value('version'), page }
  }
  const send = (person: typeof desk, body: object, question = 'activity', lang = 'zh') =>
    person.post(`${at}/translations/${question}/${lang}`).type('form').send(body)
  const translate = async (translation: string) => {
    const { of, version } = await form()
    return send(desk, { translation, of, version })
  }
  return { id, account, founder, desk, at, form, send, translate }
}

describe('a translation of an answer', () => {
  it('is shown beside the applicant’s own words with its author and time', async () => {
    const { id, desk, at, form, translate } = await aCase()
    expect(renderedPage(await desk.get(at)).links()).toContain(`${at}/translations/activity/zh`)
    expect((await form()).page.main).toContain(wording)
    expect((await translate(chinese)).headers.location).toBe(`${at}#answers`)
    const shown = renderedPage(await desk.get(at).expect(200))
    expect(shown.main).toContain(wording)
    expect(shown.text('translated')).toContain('工作人员翻译')
    expect(shown.text('translated')).toContain('孙立群')
    expect(shown.text('translated')).toContain(chinese)
    expect(shown.$('[data-test="translated"] [lang="zh"]').text()).toBe(chinese)
    expect(shown.text('translation-outdated')).toBe('')
    const { snapshot, revision } = await stored(id)
    expect(JSON.stringify(snapshot)).not.toContain(chinese)
    expect(revision).toBe(0)
  })

  it('is never read for the applicant', async () => {
    const { id, account, founder, translate } = await aCase()
    await translate(chinese)
    for (const path of [`/ru/applications/${id}`, '/ru/applications'])
      expect((await founder.get(path).expect(200)).text).not.toContain(chinese)
    expect((await site.services.cases.own.get(id, account.id)).translations).toBeUndefined()
    for await (const own of site.services.applications.own.all(account.id))
      expect(JSON.stringify(own)).not.toContain(chinese)
  })

  it('needs a text and a question that was answered in words', async () => {
    const { desk, at, form, send } = await aCase()
    const { of, version } = await form()
    const empty = renderedPage(await send(desk, { translation: ' ', of, version }).expect(422))
    expect(empty.errors().map(({ field }) => field)).toEqual(['translation'])
    for (const path of ['useClass/zh', 'passportNumber/zh', 'activity/ru', 'nothing/zh'])
      await desk.get(`${at}/translations/${path}`).expect(404)
  })

  it('may be as long as it was stored, and the form names the limit for a new one', async () => {
    const { id, desk, form, send, translate } = await aCase()
    await translate(chinese)
    const long = '蜂蜜'.repeat(7000)
    await ApplicationModel.updateOne({ _id: id }, { $set: { 'translations.0.text': long } })
    const { of, version } = await form()
    const refused = renderedPage(await send(desk, { translation: `${long}店`, of, version }).expect(422))
    expect(refused.errors()[0]?.text).toMatch(/不得超过12.?000个字符/)
    await send(desk, { translation: long, of, version }).expect(303)
  })

  it('is not overwritten by a colleague who has not seen it', async () => {
    const { id, at, form, send, desk } = await aCase()
    const { of, version } = await form()
    const other = await site.as(await aColleague('decider', { name: '李慧兰' }))
    await send(other, { translation: chinese, of, version }).expect(303)
    const refused = renderedPage(await send(desk, { translation: '卖蜂蜜。', of, version }).expect(409))
    expect(refused.text('alert')).toContain(chinese)
    expect(refused.text('alert')).toContain('李慧兰')
    expect(refused.value('translation')).toBe('卖蜂蜜。')
    expect((await stored(id)).translations?.map(({ text }) => text)).toEqual([chinese])
    // After seeing it they may overwrite it.
    await send(desk, { translation: '卖蜂蜜。', of: refused.value('of'), version: refused.value('version') }).expect(
      303,
    )
    expect((await stored(id)).translations?.map(({ text, version: now }) => [text, now])).toEqual([['卖蜂蜜。', 2]])
    expect(renderedPage(await desk.get(at)).main).not.toContain(chinese)
  })

  it('stays after the applicant changes the answer, marked as outdated', async () => {
    const { id, desk, at, form, translate } = await aCase()
    await translate(chinese)
    const changed = validAnswers()
    changed.plan = { ...changed.plan, activity: 'Чайная с мёдом.' }
    await ApplicationModel.updateOne({ _id: id }, { $set: { 'snapshot.answers': changed } })
    const shown = renderedPage(await desk.get(at).expect(200))
    expect(shown.text('translated')).toContain(chinese)
    expect(shown.text('translation-outdated')).toContain('已过时')
    expect((await form()).page.text('outdated')).not.toBe('')
    await translate('蜂蜜茶馆。')
    expect(renderedPage(await desk.get(at)).text('translation-outdated')).toBe('')
  })

  it('is hidden, as is the content, from a reviewer without a declaration or with a conflict', async () => {
    const { id, at, form, send, translate } = await aCase()
    await translate(chinese)
    const { of, version } = await form()
    await ApplicationModel.updateOne({ _id: id }, { state: 'review' })
    const undeclared = await site.undeclared(await aColleague('reviewer'))
    expect((await undeclared.get(at).expect(200)).text).not.toContain(chinese)
    await undeclared.get(`${at}/translations/activity/zh`).expect(403)
    await send(undeclared, { translation: 'x', of, version }).expect(403)
    const administrator = await site.as(await aColleague('administrator'))
    await administrator.get(`${at}/translations/activity/zh`).expect(403)
    expect((await administrator.get(at).expect(200)).text).not.toContain(`${at}/translations/`)
  })

  it('is deleted with its answer when a case is anonymised', async () => {
    const long = new Date('2020-01-10T12:00:00+08:00')
    const outcome = { at: long, by: { id: '1', name: '孙' }, note: 'Знает дело.' }
    const slot = { startsAt: long, endsAt: long, place: 'x', note: '', sequence: 0, wishes: [], waiting: false }
    const interview = { ...slot, state: 'held', outcome } as unknown as NonNullable<Application['interview']>
    const { id, translate } = await aCase({ interview, pastInterviews: [interview] })
    await translate(chinese)
    await ApplicationModel.updateOne({ _id: id }, { state: 'rejected', stateSince: long })
    expect(JSON.stringify(await stored(id))).toContain('Знает дело.')
    await site.runJobs()
    const kept = JSON.stringify(await stored(id))
    expect(kept).toContain('anonymised')
    expect(kept).not.toContain(chinese)
    expect(kept).not.toContain('Знает дело.')
  })
})
