import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { aDraft, anApplication, validAnswers } from '../factories/applications.ts'
import { idOf } from '../support/desk.ts'
import { signedInFounder } from '../support/founder.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const { plan, applicant } = validAnswers()

async function aDraftOfMine() {
  const { account, person } = await signedInFounder(site)
  const id = idOf(await aDraft({ applicant: account._id }))
  const path = (section: string) => `/en/applications/${id}/${section}`
  const type = (section: string, form: object) =>
    person
      .post(path(section))
      .type('form')
      .send({ ...form, autosave: 'yes' })
  const open = async (section: string) => renderedPage(await person.get(path(section)).expect(200))
  const kept = async () => (await ApplicationModel.findById(id).lean())!
  return { id, person, path, type, open, kept }
}

describe('the autosave of answers', () => {
  it('stores right and wrong answers, and returns the revision for the next save', async () => {
    const { type, open, kept } = await aDraftOfMine()
    const first = await type('plan', { activity: 'Чайная', investment: '250,000.50', sectionRevision: '0' }).expect(200)
    expect(first.body).toEqual({
      revision: '1',
      saved: expect.stringMatching(/^Saved at \d{2}:\d{2}, Suifenhe time\.$/),
      missing: expect.arrayContaining([{ href: '#useClass', label: expect.any(String) }]),
    })
    const { revision } = first.body as { revision: string }
    await type('plan', { activity: 'Чайная у вокзала', investment: 'много', sectionRevision: revision }).expect(200)
    expect((await kept()).answers.plan).toMatchObject({ activity: 'Чайная у вокзала', investment: 'много' })
    const page = await open('plan')
    expect(page.value('sectionRevision')).toBe('2')
    expect(page.value('activity')).toBe('Чайная у вокзала')
    // An answer that is still to be typed is not an error yet.
    expect(page.errors().map(({ field }) => field)).toEqual(['investment'])
  })

  it('does not overwrite a save from another tab, and the button shows the difference', async () => {
    const { type, person, path, kept } = await aDraftOfMine()
    await person.post(path('plan')).type('form').send({ ...plan, activity: 'one', sectionRevision: '0' }).expect(303) // oxfmt-ignore
    const late = await type('plan', { ...plan, activity: 'other', sectionRevision: '0' }).expect(409)
    expect(late.body).toEqual({ overtaken: true })
    expect((await kept()).answers.plan?.activity).toBe('one')
    const clash = await person
      .post(path('plan'))
      .type('form')
      .send({ ...plan, activity: 'other', sectionRevision: '0' })
      .expect(409)
    expect(renderedPage(clash).text('clash')).not.toBe('')
  })

  it('works only for one’s own draft while signed in', async () => {
    const { path, kept } = await aDraftOfMine()
    const typed = { ...applicant, autosave: 'yes' }
    const lost = await site.visit.post(path('applicant')).type('form').send(typed).expect(303)
    expect(lost.headers.location).toContain('/en/sign-in')
    const { person: somebody } = await signedInFounder(site)
    await somebody.post(path('applicant')).type('form').send(typed).expect(404)
    expect((await kept()).answers.applicant).toEqual(validAnswers().applicant)

    const { account, person } = await signedInFounder(site)
    const submitted = idOf(await anApplication({ applicant: account._id, state: 'submitted' }))
    await person.post(`/en/applications/${submitted}/applicant`).type('form').send(typed).expect(409)
  })

  it('is declared in the page, with the answers that a browser must not store', async () => {
    const { open } = await aDraftOfMine()
    const page = await open('applicant')
    expect(page.$('form[data-autosave] [data-autosave-state]')).toHaveLength(1)
    expect(page.$('[data-unkept]').map((_, field) => page.$(field).attr('name')).get()).toEqual(['passportNumber']) // oxfmt-ignore
    expect(page.$('body').attr('data-restored')).toBeTruthy()
  })
})
