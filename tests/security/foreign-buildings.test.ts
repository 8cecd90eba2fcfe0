import { beforeEach, describe, expect, it } from 'vitest'
import { EnquiryModel } from '#models/enquiries/enquiry.ts'
import { aColleague } from '../factories/account.ts'
import { aBuilding, aPremises } from '../factories/premises.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { aSlot } from '../factories/viewings.ts'
import { addressOf, someAtOnce } from '../support/routes/route-walk.ts'
import { routesOf } from '../support/routes/routes.ts'
import { useSite } from '../support/site.ts'

/** Attempts of a person who wants to see more than their buildings in charge. */
const attempts = [
  ...['', 'view=list', 'building=B2', 'building=A1&building=B2', 'building[$ne]=A1', 'buildingCode=B2&buildings=B2'],
  ...['q=SFH-B', 'q=ask%40', 'premises=SFH-B-0203', 'premises=SFH-B-0201', 'reach=&scope=all&within=B2&assignee='],
  ...['state=all&status=all&show=all&due=all', 'status=draft&sort=building', 'from=2020-01-01&to=2030-01-01'],
  ...['__proto__[buildings]=', 'columns=code,title'],
]

describe('every staff list, for a colleague limited to one building,', () => {
  const site = useSite()
  let [limited, keeper]: Awaited<ReturnType<typeof site.as>>[] = []
  /** Texts that only pages about the other building contain; none of them is in the requests. */
  let marks: string[]

  beforeEach(async () => {
    await aBuilding({ code: 'A1' })
    await aBuilding({ code: 'B2' })
    const title = { ru: 'Тайный зал', en: 'A hall that is hidden', zh: '隐秘的大厅' }
    await aPremises({ code: 'SFH-B-0201', buildingCode: 'B2', status: 'draft', title })
    const tenancy = await aTenancy(site.services, { premises: 'SFH-B-0203', buildingCode: 'B2' })
    const slot = await aSlot({ premises: 'SFH-B-0201', startsAt: new Date('2026-11-26T10:00:00+08:00') })
    const enquiry = await EnquiryModel.create({
      name: 'Quentin',
      email: 'ask@example.com',
      preferredLanguage: 'en',
      topic: 'premises',
      message: 'Is the hall free?',
      digest: 'one',
      premisesCode: 'SFH-B-0201',
    })
    marks = [title.en, tenancy.id, slot.id, enquiry._id.toHexString(), 'Quentin']
    limited = await site.as(await aColleague('listing_manager', { buildings: ['A1'] }))
    keeper = await site.as(await aColleague('listing_manager'))
  })

  const lists = () =>
    routesOf(site.app).filter(
      ({ path, method, roles = [] }) =>
        method === 'get' && path.startsWith('/staff') && !path.includes(':') && roles.includes('listing_manager'),
    )

  async function seenBy(person: typeof limited, queries: readonly string[]): Promise<Set<string>> {
    const seen = new Set<string>()
    const addresses = lists().flatMap(({ path }) => queries.map(query => `${addressOf(path, () => '0')}?${query}`))
    await someAtOnce(addresses, async address => {
      // A picture or a workbook has no text.
      const { text } = (await person!.get(address)) as { text?: string }
      for (const mark of marks) if (text?.includes(mark)) seen.add(`${mark} at ${address}`)
    })
    return seen
  }

  it('shows nothing from another building, whatever the query', { timeout: 120_000 }, async () => {
    expect(lists().length).toBeGreaterThan(15)
    expect([...(await seenBy(limited, attempts))]).toEqual([])
  })

  it('shows other buildings to a colleague without that limit', async () => {
    const seen = [...(await seenBy(keeper, ['', 'q=SFH-B']))].join('\n')
    for (const mark of marks) expect(seen).toContain(mark)
  })
})
