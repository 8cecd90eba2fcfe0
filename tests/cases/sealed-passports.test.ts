import { trusted } from 'mongoose'
import { describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { lesseeOf } from '#features/acceptance/lessee.ts'
import { copyFieldsOf } from '#features/cases/acceptance/offer-history.ts'
import { aColleague } from '../factories/account.ts'
import { anAcceptedOffer, anApplication, aDraft, validAnswers } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { newKey, oldKey, withSealing } from '../support/sealed.ts'
import { fill, signedInFounder, started, upload } from '../support/founder.ts'
import { useSite } from '../support/site.ts'
import { storedText } from '../support/stored-text.ts'

/** Invented, and occurs in nothing else. */
const number = '75 0031847'

function answersWith(passportNumber: string, premises?: string[]) {
  const answers = validAnswers(premises)
  return { ...answers, applicant: { ...answers.applicant, passportNumber } }
}

describe('a passport number', () => {
  const site = useSite()
  const answers = answersWith(number)
  const stored = () => storedText('applications')
  const numbersIn = (application: Application | null) =>
    [...JSON.stringify(application).matchAll(/"passportNumber":"([^"]*)"/g)].map(([, found]) => found)

  it('is never stored in plain text after the form is submitted, and is shown on every page that needs it', async () => {
    await aPremises({ code: 'SFH-A-0107' })
    const { person } = await signedInFounder(site)
    const id = await started(person, 'SFH-A-0107')
    const typed = answersWith(number, ['SFH-A-0107'])
    for (const section of ['choice', 'applicant', 'company', 'plan', 'declarations'] as const)
      await fill(person, id, section, typed).expect(303)
    const form = renderedPage(await person.get(`/ru/applications/${id}/applicant`).expect(200))
    expect(form.$('[name="passportNumber"]').val()).toBe(number)
    await upload(person, id).expect(303)
    await person.post(`/ru/applications/${id}/check`).expect(303)
    expect((await ApplicationModel.findById(id).lean())?.state).toBe('submitted')
    expect(await storedText()).not.toContain('0031847')

    const reviewer = await site.as(await aColleague('reviewer'))
    expect((await reviewer.get(`/ru/staff/applications/${id}`).expect(200)).text).toContain(number)
    expect((await person.get(`/ru/applications/${id}`).expect(200)).text).toContain(number)
  })

  it('is stored in plain text while encryption is off, and can still be read', async () => {
    const { _id } = await withSealing({ on: false, secrets: [] }, () => anApplication({ answers }))
    expect(await stored()).toContain('0031847')
    expect((await ApplicationModel.findById(_id).lean())?.snapshot?.answers.applicant?.passportNumber).toBe(number)
  })

  it('is encrypted by every write through the model and decrypted by every read', async () => {
    const snapshot = { at: new Date(), formVersion: 1, answers, documents: [] }
    const lessee = lesseeOf(answers)
    const { _id } = await anApplication({ answers, formerSnapshots: [snapshot] })
    const contract = { version: 1, preparedAt: new Date(), lessee, premises: {}, useClass: 'retail', rentFreeMonths: 3 }
    const offer = { ...anAcceptedOffer('SFH-A-0107'), acceptance: { at: new Date(), conditions: [], contract } }
    const now = { returnDocument: 'after' } as const
    await ApplicationModel.updateOne({ _id }, { $set: { 'answers.applicant.passportNumber': number } })
    await ApplicationModel.updateOne({ _id }, { $push: { formerSnapshots: { $each: [snapshot] } } })
    const set = { offer, ...copyFieldsOf(offer as never), 'answers.applicant': answers.applicant }
    const written = await ApplicationModel.findOneAndUpdate({ _id }, { $set: set }, now).lean<Application>()
    expect(await stored()).not.toContain('0031847')
    // Answers, snapshot, two former snapshots, the contract and its copy for the previous version.
    expect(numbersIn(written)).toEqual(Array(6).fill(number))
    expect(lessee.passportNumber, 'whoever writes goes on with what is open').toBe(number)

    const found = ApplicationModel.find({ _id: trusted({ $in: [_id] }) })
    expect(numbersIn((await found.clone().lean<Application[]>())[0] ?? null)).toHaveLength(6)
    for await (const one of found.clone().lean<Application[]>().cursor())
      expect(numbersIn(one)).toEqual(Array(6).fill(number))
    const whole = await ApplicationModel.findById(_id)
    expect(numbersIn(whole?.toObject() ?? null)).toEqual(Array(6).fill(number))
    whole?.set('startedFor', 'SFH-A-0108')
    await whole?.save({ validateBeforeSave: false })
    expect(await stored()).not.toContain('0031847')
    expect(numbersIn(await ApplicationModel.findById(_id).lean())).toEqual(Array(6).fill(number))
  })

  it('is not decrypted when somebody types in the encrypted number of another applicant', async () => {
    await anApplication({ answers })
    const [stolen = ''] = /sealed:1:[\w:-]+/.exec(await stored()) ?? []
    expect(stolen).not.toBe('')
    const draft = await aDraft({ answers: answersWith(stolen) })
    expect(numbersIn(await ApplicationModel.findById(draft._id).lean())).toEqual([stolen])
  })

  it('finds its case in full or by its last digits, whenever and under whichever key it was stored', async () => {
    const reviewer = await site.as(await aColleague('reviewer'))
    const keys = [
      { on: false, secrets: [] },
      { on: true, secrets: [oldKey] },
      { on: true, secrets: [newKey, oldKey] },
    ]
    const cases: Application[] = []
    for (const settings of keys) cases.push(await withSealing(settings, () => anApplication({ answers })))
    const found = (q: string, settings = keys[2]!) =>
      withSealing(settings, async () => {
        const page = renderedPage(await reviewer.get('/en/staff/search').query({ q }))
        const links = page.$('.finding__rows a').map((_, link) => page.$(link).attr('href') ?? '')
        return cases.filter(({ _id }) => links.get().some(href => href.includes(_id.toHexString())))
      })
    expect(await found('1847')).toHaveLength(3)
    // A case stored earlier is found by the end of its number only.
    expect(await found('75 0031847')).toHaveLength(2)
    expect(await found('750031847')).toHaveLength(2)
    for (const other of ['7500', '750031', '0031847', '75 0031848']) expect(await found(other), other).toHaveLength(0)
    expect(await found('1847', keys[0])).toHaveLength(1)
  })
})
