import { expect, it } from 'vitest'
import { EnquiryModel, type Enquiry } from '#models/enquiries/enquiry.ts'
import { enquiryChecks } from '#features/enquiries/checks.ts'
import { digestOfNumber, enquiryNumber } from '#features/enquiries/rules.ts'
import { runChecks } from '#shared/checks.ts'
import { aColleague } from '../factories/account.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite({ env: { DEMO: 'on' } })

it('creates an open enquiry in each language and a translated answer, and sends no mail', async () => {
  const { accounts, enquiries } = site.services
  expect(await enquiries.demonstration.seed({ accounts: new Map(), codes: [] })).toBe(0)
  await accounts.demonstration.seed()
  const parts = { accounts: await accounts.demonstration.accountIds(), codes: ['SFH-A-0107', 'SFH-A-0108'] }
  expect(await enquiries.demonstration.seed(parts)).toBe(4)
  expect(await enquiries.demonstration.seed(parts)).toBe(0)
  await site.runJobs()
  expect(site.mails()).toEqual([])

  const all = await EnquiryModel.find().lean<Enquiry[]>()
  const numbers = all.map(enquiryNumber)
  expect(new Set(numbers).size).toBe(4)
  for (const number of numbers) expect(digestOfNumber(number), number).not.toBeNull()

  const waiting = await EnquiryModel.find({ status: 'new' }).lean<Enquiry[]>()
  expect(waiting.map(({ preferredLanguage }) => preferredLanguage).toSorted()).toEqual(['en', 'ru', 'zh'])
  expect((await runChecks(enquiryChecks)).filter(({ count }) => count > 0)).toEqual([])
  const manager = await site.as(await aColleague('listing_manager'))
  expect(renderedPage(await manager.get('/en/staff/enquiries').expect(200)).$('tbody tr')).toHaveLength(4)
  const answered = (await EnquiryModel.findOne({ status: 'answered' }).lean<Enquiry>())!
  const thread = renderedPage(await manager.get(`/ru/staff/enquiries/${String(answered._id)}`).expect(200))
  expect(thread.text('message')).toMatch(/Оригинал на китайском.*您好/)
})

it('adds none again to a demonstration of an earlier version, whose enquiries share a number', async () => {
  const { accounts, enquiries } = site.services
  await accounts.demonstration.seed()
  const parts = { accounts: await accounts.demonstration.accountIds(), codes: ['SFH-A-0107'] }
  await enquiries.demonstration.seed(parts)
  for (const { _id, email } of await EnquiryModel.find().lean<Enquiry[]>())
    await EnquiryModel.updateOne({ _id }, { digest: `demonstration ${email}` })
  expect(await enquiries.demonstration.seed(parts)).toBe(0)
})
