import { describe, expect, it } from 'vitest'
import { AuditEntryModel } from '#models/audit/audit-entry.ts'
import { catalogueText } from '#shared/texts/i18n.ts'
import { textItems } from '#features/wording/items.ts'
import { findClauseProblems, fillExamples, findWordingProblem } from '#features/wording/rules.ts'
import { aColleague } from '../factories/account.ts'
import { halfWidthMark } from '../support/texts/chinese-marks.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const text = (
  key: 'home.headline' | 'mail.verify-address.body' | 'mail.verify-address.subject',
  locale: 'ru' | 'en' | 'zh',
) => catalogueText(locale, key)

describe('texts worded by the staff', () => {
  const site = useSite()
  const manager = async () => site.as(await aColleague('listing_manager', { name: '王芳' }))

  it('are public once they are published, and not before', async () => {
    const staff = await manager()
    const path = '/zh/staff/texts/home.headline'
    const words = {
      'home.headline.ru': text('home.headline', 'ru'),
      'home.headline.en': 'Rooms <b>for</b> founders',
      'home.headline.zh': '',
    }
    await staff
      .post(path)
      .type('form')
      .send({ ...words, act: 'draft', version: 0 })
      .expect(303)
    const drafted = renderedPage(await staff.get(path).expect(200))
    expect(drafted.text('preview')).toContain('Rooms <b>for</b> founders')
    expect(renderedPage(await site.visit.get('/en').expect(200)).heading).not.toContain('Rooms')

    // The button that publishes is below the same fields, so values typed since the draft are sent as well.
    const published = { ...words, 'home.headline.en': 'Rooms <b>for</b> founders.' }
    await staff
      .post(path)
      .type('form')
      .send({ ...published, act: 'publish', version: 0, why: '市里的意见' })
      .expect(409)
      .expect(refused => {
        expect(renderedPage(refused).$('[name=why]').val()).toBe('市里的意见')
      })
    await staff
      .post(path)
      .type('form')
      .send({ ...published, act: 'publish', version: 1, why: '市里的意见' })
      .expect(303)
    expect(renderedPage(await site.visit.get('/en').expect(200)).heading).toMatch(/^Rooms <b>for<\/b> founders\./)
    expect(renderedPage(await site.visit.get('/zh').expect(200)).heading).toContain(text('home.headline', 'zh'))
    expect(renderedPage(await staff.get(path)).text('history')).toContain('王芳')
    expect((await AuditEntryModel.findOne({ action: 'wording.published' }).lean())?.reason).toBe('市里的意见')

    await staff.post(path).type('form').send({ act: 'reset', version: 2 }).expect(303)
    expect(renderedPage(await site.visit.get('/en').expect(200)).heading).toContain(text('home.headline', 'en'))
  })

  it('are used in the next mail, with their placeholders filled', async () => {
    const staff = await manager()
    const path = '/zh/staff/texts/mail.verify-address'
    const own = `Здравствуйте! ${text('mail.verify-address.body', 'ru')}`
    await staff
      .post(path)
      .type('form')
      .send({ 'mail.verify-address.body.ru': own, act: 'draft', version: 0 })
      .expect(303)
    await staff
      .post(path)
      .type('form')
      .send({ 'mail.verify-address.body.ru': own, act: 'publish', version: 1 })
      .expect(303)
    const founder = {
      name: 'Анна Тестова',
      email: 'anna@example.com',
      password: 'a long enough phrase',
      consent: 'yes',
    }
    await site.visit.post('/ru/sign-up').type('form').send(founder)
    await site.runJobs()
    const [mail] = site.mails()
    expect(mail?.text).toMatch(/^Здравствуйте! /)
    expect(mail?.subject).toBe(text('mail.verify-address.subject', 'ru'))
    await staff.post(path).type('form').send({ act: 'reset', version: 2 }).expect(303)
  })

  it('never lose a placeholder, and never overwrite a colleague’s change', async () => {
    const staff = await manager()
    const gapped = textItems.find(({ keys }) => keys.some(key => /\{\w+\}/.test(catalogueText('en', key))))
    const key = gapped?.keys.find(name => /\{\w+\}/.test(catalogueText('en', name)))
    if (!gapped || !key) throw new Error('no text with a gap')
    const path = `/zh/staff/texts/${gapped.id}`
    // As a string: to compare a field of every key with all others takes the compiler seconds.
    const name: string = `${key}.en`
    for (const typed of ['no gap at all', `${catalogueText('en', key)} {extra}`, `${catalogueText('en', key)} {`]) {
      const answer = await staff
        .post(path)
        .type('form')
        .send({ [name]: typed, act: 'draft', version: 0 })
        .expect(422)
      const field = renderedPage(answer).$(`[id="${name}"]`)
      expect(field.attr('aria-invalid')).toBe('true')
      expect(field.text()).toBe(typed)
    }
    const theirs = `${catalogueText('en', key)} Theirs.`
    await staff
      .post(path)
      .type('form')
      .send({ [name]: theirs, act: 'draft', version: 0 })
      .expect(303)
    const late = await staff
      .post(path)
      .type('form')
      .send({ [name]: `${theirs} Mine.`, act: 'draft', version: 0 })
      .expect(409)
    const page = renderedPage(late)
    expect(page.$(`[id="${name}"]`).text()).toContain('Mine.')
    expect(page.text('preview')).toContain('Theirs.')
    await staff.get('/zh/staff/texts/apply.state.draft').expect(404)
  })

  it('are shown in the list and the preview as the reader gets them, and an error names the placeholder', async () => {
    const staff = await manager()
    for (const group of ['mail', 'home', 'contact', 'guides', 'data']) {
      const list = renderedPage(await staff.get(`/zh/staff/texts?group=${group}`).expect(200))
      expect(list.text('texts')).not.toMatch(/[{}⟨⟩]|select,|plural,|NaN|mail\.[a-z]/)
    }
    const path = '/en/staff/texts/mail.second-factor'
    const page = renderedPage(await staff.get(path).expect(200))
    expect(page.heading).toBe('Two-step sign-in is on')
    expect(page.text('preview')).not.toMatch(/[{}⟨⟩]/)

    const body = catalogueText('en', 'mail.application-offered.body')
    const at = '/en/staff/texts/mail.application-offered'
    const answer = async (typed: string) => {
      const form = { 'mail.application-offered.body.en': typed, act: 'draft', version: 0 }
      return renderedPage(await staff.post(at).type('form').send(form).expect(422))
    }
    expect((await answer(body.replaceAll('{deadline}', 'soon'))).$('.error-summary').text()).toContain('{deadline}')
    expect((await answer(`${body} {extra}`)).$('.error-summary').text()).toContain('{extra}')
    const chinese = { 'mail.application-offered.body.en': `${body} {extra}`, act: 'draft', version: 0 }
    const complaint = renderedPage(await staff.post(at.replace('/en/', '/zh/')).type('form').send(chinese).expect(422))
    const [line] = complaint.errors()
    expect(line?.text).toContain('{extra}')
    expect(line?.text).not.toMatch(halfWidthMark)
  })

  it('can all be listed with their catalogue texts', () => {
    const broken = textItems.flatMap(({ keys }) =>
      keys.flatMap(key =>
        (['ru', 'en', 'zh'] as const).filter(
          locale =>
            findWordingProblem(locale, key, catalogueText(locale, key)) ??
            fillExamples(locale, catalogueText(locale, key)) === '',
        ),
      ),
    )
    expect(broken).toEqual([])
    expect(textItems.length).toBeGreaterThan(150)
  })
})

const key = 'contract.clause.term.text'

describe('a clause of the contract', () => {
  const site = useSite()

  it('is refused if its languages differ, and can still be a draft', async () => {
    const staff = await site.as(await aColleague('administrator'))
    const item = textItems.find(({ keys }) => keys.some(one => one === key))
    const send = (act: string) =>
      staff
        .post(`/zh/staff/texts/${item!.id}`)
        .type('form')
        .send({ act, version: '0', [`${key}.ru`]: '—', why: 'x' })
    const refused = renderedPage(await send('publish').expect(422))
    expect(refused.errors().map(({ field }) => field)).toEqual([`${key}.en`, `${key}.zh`])
    await send('draft').expect(303)
  })

  it.each([
    ['the same places', { ru: 'а [б]', en: 'a [b]', zh: '甲【乙】' }, {}],
    ['fewer places', { ru: 'а', en: 'a [b]', zh: '甲[乙]' }, { ru: 'wording.places-differ' }],
    ['left out of all', { ru: '—', en: '—', zh: ' — ' }, {}],
    [
      'left out of one',
      { ru: '—', en: 'a', zh: '甲' },
      { en: 'wording.left-out-of-some', zh: 'wording.left-out-of-some' },
    ],
  ])('is refused with %s in its languages', (_, texts, problems) => {
    expect(findClauseProblems(key, texts)).toEqual(problems)
  })
})
