import { load } from 'cheerio'
import { describe, expect, it } from 'vitest'
import { ApplicationModel } from '#models/cases/application.ts'
import { DocumentModel, documentKinds } from '#models/documents/document.ts'
import { plainPdf } from '#features/applications/demonstration/papers.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
type Person = Awaited<ReturnType<typeof site.as>>
const send = (person: Person, address: string, values: object = {}) =>
  person.post(address).type('form').send(values).expect(303)

const pointing = 'a[href], img[src], iframe[src], object[data], embed[src]'

/** Returns the paths within the site to which the content of a page leads, without the hash. */
function leadingTo(html: string): string[] {
  const $ = load(html)
  return $('main')
    .find(pointing)
    .map((_, one) => $(one).attr('href') ?? $(one).attr('src') ?? $(one).attr('data') ?? '')
    .get()
    .filter(address => address.startsWith('/'))
    .map(address => address.replace(/#.*/, ''))
}

/** Follows all links of a page, and those of the pages about the same thing, and returns each with its status. */
async function followed(person: Person, start: string, about: readonly string[]): Promise<Map<string, number>> {
  const answers = new Map<string, number>()
  const next = [start]
  for (let address = next.pop(); address !== undefined; address = next.pop()) {
    if (answers.has(address)) continue
    const { status, text, headers } = await person.get(address)
    answers.set(address, status)
    if (about.some(id => address.includes(id)) && String(headers['content-type']).startsWith('text/html'))
      next.push(...leadingTo(text))
  }
  return answers
}
const closed = (answers: Map<string, number>) => [...answers].filter(([, status]) => status >= 400)

/** Adds a document of each kind, uploaded by the applicant. */
async function withAllPapers(id: string, by: string): Promise<void> {
  for (const kind of documentKinds) {
    const deposit = await site.services.documents.store.begin()
    await deposit.write(plainPdf([kind]))
    const file = {
      ...(await deposit.finish()),
      storageId: deposit.id,
      field: 'f',
      name: `${kind}.pdf`,
      extension: 'pdf' as const,
      mediaType: 'application/pdf' as const,
    }
    await site.services.documents.add({ applicationId: id, kind, by, files: [file] })
  }
  await DocumentModel.updateMany({ application: id }, { $set: { state: 'current' } })
}

/**
 * Creates a case with a message, an accepted offer that ended after its documents were made, and a second accepted offer.
 */
async function aFullCase() {
  const facts = { usableAsRegisteredAddress: true }
  const first = (await aPremises(facts)).code
  const second = (await aPremises(facts)).code
  const account = await anApplicant({ locale: 'ru' })
  const choices = { premises: [first, second], startedFor: first, state: 'decision' as const }
  const id = (await anApplication({ applicant: account._id, ...choices }))._id.toHexString()
  await withAllPapers(id, account.id)
  const founder = await site.as(account)
  const decider = await site.as(await aColleague('decider'))
  const administrator = await site.as(await aColleague('administrator'))
  const desk = `/en/staff/applications/${id}`
  const own = `/ru/applications/${id}`
  for (const premises of [first, second]) {
    await send(decider, `${desk}/offer`, { premises, deadlineOn: '2026-12-05' })
    await send(founder, own, { to: 'accepted' })
    await send(founder, `${own}/acceptance/address-proof`)
    await send(decider, `${desk}/acceptance/contract`)
    await founder
      .post(`${own}/acceptance`)
      .attach('signed_contract', plainPdf(['x']), 'Договор.pdf')
      .expect(303)
    await site.runJobs()
    if (premises === second) break
    await send(decider, `${desk}/conditions-not-met`, { reason: 'No licence was handed in.' })
    site.clock.advance({ minutes: 5 })
    await send(administrator, `${desk}/reopen`, { to: 'decision', reason: 'The licence is there now.' })
  }
  return { id, desk, own, founder }
}

const officers = ['reviewer', 'decider', 'administrator'] as const

describe('every link on the page of a case opens for its reader', () => {
  it('with documents of each kind, a past offer and an accepted one', async () => {
    const { id, desk, own, founder } = await aFullCase()
    expect((await ApplicationModel.findById(id).lean())?.pastOffers).toHaveLength(1)
    const found: Record<string, Map<string, number>> = { applicant: await followed(founder, own, [id]) }
    for (const role of officers) found[role] = await followed(await site.as(await aColleague(role)), desk, [id])
    expect(Object.fromEntries(Object.entries(found).map(([role, all]) => [role, closed(all)]))).toEqual({
      applicant: [],
      reviewer: [],
      decider: [],
      administrator: [],
    })
    for (const role of ['reviewer', 'decider'] as const)
      expect(closed(await followed(await site.undeclared(await aColleague(role)), desk, [id])), role).toEqual([])
    // The documents of both offers, for those who may read them.
    for (const role of ['applicant', 'reviewer', 'decider'])
      for (const part of ['/past-offers/1/papers/contract', '/past-offers/1/papers/address-proof', '/letters/'])
        expect([...found[role]!.keys()].join('\n'), role).toContain(part)
    const administrators = [...found['administrator']!.keys()].join('\n')
    expect(administrators).toContain('/letters/')
    expect(administrators).not.toMatch(/\/papers\//)
  }, 60_000)

  it('after it has become a tenancy, whose page has no link to the case for listing managers', async () => {
    const tenancy = await aTenancy(site.services, { state: 'expiring', handoverOn: '2026-08-01' })
    await withAllPapers(tenancy.application, tenancy.tenant.id)
    const founder = await site.as(tenancy.tenant)
    const letter = founder.post(`${tenancy.own}/renewal`).field({ wish: 'renew', letter: 'Хотим остаться.' })
    await letter.attach('renewal_letter', plainPdf(['x']), 'Письмо.pdf').expect(303)
    const about = [tenancy.id, tenancy.application]
    const found: Record<string, [string, number][]> = { applicant: closed(await followed(founder, tenancy.own, about)) }
    for (const role of [...officers, 'listing_manager'] as const)
      found[role] = closed(await followed(await site.as(await aColleague(role)), tenancy.path, about))
    expect(found).toEqual({ applicant: [], reviewer: [], decider: [], administrator: [], listing_manager: [] })
  })
})
