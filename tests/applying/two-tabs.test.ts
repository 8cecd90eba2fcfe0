import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { differences, replaceAnswers } from '#features/cases/answers/differences.ts'
import { anApplicant } from '../factories/account.ts'
import { aDraft, validAnswers } from '../factories/applications.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const stored = async (id: string) => (await ApplicationModel.findById(id).lean())!

async function aDraftInTwoTabs() {
  const account = await anApplicant()
  const person = await site.as(account)
  const id = (await aDraft({ applicant: account._id }))._id.toHexString()
  const open = async (section: string) =>
    renderedPage(await person.get(`/ru/applications/${id}/${section}`).expect(200))
  const save = (section: string, form: object) =>
    person.post(`/ru/applications/${id}/${section}`).type('form').send(form)
  return { id, open, save }
}
const { applicant: mine, plan } = validAnswers()

describe('a section that is open in two tabs', () => {
  it('shows the later tab a choice for each question and loses no input', async () => {
    const { id, open, save } = await aDraftInTwoTabs()
    const sectionRevision = (await open('applicant')).value('sectionRevision') as string
    expect((await open('applicant')).value('sectionRevision')).toBe(sectionRevision)

    const other = { ...mine, phone: '+7 914 555-00-00', residence: 'Уссурийск', sectionRevision }
    await save('applicant', other).expect(303)
    const here = { ...mine, phone: '+7 914 555-99-99', messenger: 'WeChat: anna', sectionRevision }
    const clash = renderedPage(await save('applicant', here).expect(409))

    expect((await stored(id)).answers.applicant?.phone).toBe('+7 914 555-00-00')
    const legends = clash.$('legend').map((_, legend) => clash.$(legend).text()).get() // oxfmt-ignore
    expect(legends).toEqual(['Адрес проживания', 'Телефон', 'Мессенджер'])
    expect(clash.main).toContain('+7 914 555-99-99')
    expect(clash.main).toContain('+7 914 555-00-00')

    const form = Object.fromEntries(
      clash
        .$('form.clash input[type=hidden]')
        .map((_, input) => [[clash.$(input).attr('name'), clash.$(input).val()]])
        .get()
        .map(pair => pair as unknown as [string, string]),
    )
    await save('applicant', { ...form, keep: 'chosen', 'keep-residence': 'other', 'keep-phone': 'mine' }).expect(303)
    expect((await stored(id)).answers.applicant).toMatchObject({
      phone: '+7 914 555-99-99',
      messenger: 'WeChat: anna',
      residence: 'Уссурийск',
    })
  })

  it('can be saved with all answers of one side', async () => {
    const { id, open, save } = await aDraftInTwoTabs()
    const sectionRevision = (await open('applicant')).value('sectionRevision') as string
    await save('applicant', { ...mine, phone: '+7 1111111', sectionRevision }).expect(303)
    const clash = renderedPage(await save('applicant', { ...mine, phone: '+7 2222222', sectionRevision }).expect(409))
    const newer = clash.value('sectionRevision') as string

    await save('applicant', { ...mine, phone: '+7 2222222', sectionRevision: newer, keep: 'other' })
      .expect(303)
      .expect('location', `/ru/applications/${id}/applicant`)
    expect((await stored(id)).answers.applicant?.phone).toBe('+7 1111111')
    await save('applicant', { ...mine, phone: '+7 2222222', sectionRevision: newer, keep: 'mine' }).expect(303)
    expect((await stored(id)).answers.applicant?.phone).toBe('+7 2222222')
  })

  it('asks again if a third save comes before the choice', async () => {
    const { id, open, save } = await aDraftInTwoTabs()
    const sectionRevision = (await open('applicant')).value('sectionRevision') as string
    await save('applicant', { ...mine, phone: '+7 1111111', sectionRevision }).expect(303)
    const clash = renderedPage(await save('applicant', { ...mine, phone: '+7 2222222', sectionRevision }).expect(409))
    await save('applicant', { ...mine, phone: '+7 3333333' }).expect(303)
    const resolved = { ...mine, phone: '+7 2222222', sectionRevision: clash.value('sectionRevision'), keep: 'mine' }
    expect(renderedPage(await save('applicant', resolved).expect(409)).main).toContain('+7 3333333')
    expect((await stored(id)).answers.applicant?.phone).toBe('+7 3333333')
  })

  it('accepts exactly one of many simultaneous saves', async () => {
    const { id, open, save } = await aDraftInTwoTabs()
    const sectionRevision = (await open('applicant')).value('sectionRevision') as string
    const statuses = await Promise.all(
      [1, 2, 3, 4].map(
        async tab => (await save('applicant', { ...mine, phone: `+7 000000${tab}`, sectionRevision })).status,
      ),
    )
    expect(statuses.sort()).toEqual([303, 409, 409, 409])
    expect((await stored(id)).sectionRevision?.applicant).toBe(1)
  })

  it('has no conflict if the same form is sent twice, other sections change or a form has no revision', async () => {
    const { open, save } = await aDraftInTwoTabs()
    const sectionRevision = (await open('applicant')).value('sectionRevision') as string
    await save('applicant', { ...mine, phone: '+7 1111111', sectionRevision }).expect(303)
    await save('applicant', { ...mine, phone: '+7 1111111', sectionRevision }).expect(303)
    await save('plan', { ...plan, sectionRevision: (await open('plan')).value('sectionRevision') }).expect(303)
    await save('applicant', { ...mine, phone: '+7 2222222' }).expect(303)
    await save('applicant', { ...mine, phone: '+7 3333333', sectionRevision: 'x' }).expect(303)
  })

  it('continues with the newer revision after a save with errors', async () => {
    const { open, save } = await aDraftInTwoTabs()
    const sectionRevision = (await open('applicant')).value('sectionRevision') as string
    const refused = renderedPage(await save('applicant', { ...mine, phone: 'нет', sectionRevision }).expect(422))
    const again = { ...mine, phone: '+7 1111111', sectionRevision: refused.value('sectionRevision') }
    await save('applicant', again).expect(303)
  })
})

describe('the differences between two sets of answers', () => {
  it('are those that a reader can see', () => {
    const one = { reason: 'a\r\nb', premises: ['SFH-A-0107', '', ''], powerKw: '5' }
    const other = { reason: 'a\nb', premises: ['SFH-A-0107'], powerKw: '6', waterNeeded: 'yes' }
    expect(differences('choice', one, other).map(({ name }) => name)).toEqual(['powerKw', 'waterNeeded'])
    expect(differences('choice', one, undefined)).toHaveLength(3)
  })

  it('are replaced with all the names that a question posts', () => {
    const fields = differences('plan', { revenue: ['1'], costs: ['2'] }, { revenue: ['3'], costs: ['4'] })
    expect(replaceAnswers({ revenue: ['3'] }, { revenue: ['1'], costs: ['2'], food: 'yes' }, fields)).toEqual({
      revenue: ['3'],
      food: 'yes',
    })
  })
})
