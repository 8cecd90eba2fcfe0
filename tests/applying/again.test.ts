import { describe, expect, it } from 'vitest'
import type { ApplicationState } from '#models/cases/application.ts'
import { anApplicant } from '../factories/account.ts'
import { anAcceptedOffer, anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

async function ended(state: ApplicationState, changesOf: (code: string) => object = () => ({}), status = 'available') {
  const account = await anApplicant()
  const first = await aPremises({ status: status as 'available' })
  const second = await aPremises({ status: status as 'available' })
  const premises = [first.code, second.code]
  const application = await anApplication({ applicant: account._id, state, premises, ...changesOf(first.code) })
  const founder = await site.as(account)
  const page = async (locale = 'ru') =>
    renderedPage(await founder.get(`/${locale}/applications/${application._id.toHexString()}`).expect(200))
  return { founder, page, premises }
}
type Page = Awaited<ReturnType<Awaited<ReturnType<typeof ended>>['page']>>
const again = (page: Page) => page.$('[data-test=again]').attr('href')

describe('a case that has ended', () => {
  it.each(['withdrawn', 'rejected', 'lapsed', 'offer_expired', 'ineligible'] as const)(
    'in state %s links to a new application for the same units',
    async state => {
      const { founder, page, premises } = await ended(state)
      const href = again(await page()) ?? ''
      expect(href).toBe(`/ru/applications?${premises.map(code => `premises=${code}`).join('&')}`)
      const start = renderedPage(await founder.get(href).expect(200))
      expect(start.$('form[action="/ru/applications"]')).toHaveLength(1)
    },
  )

  it.each([
    ['ru', 'Подать новую заявку'],
    ['en', 'Make a new application'],
    ['zh', '提交新申请'],
  ])('has a button for a new application in %s', async (locale, label) => {
    const { page } = await ended('withdrawn')
    expect((await page(locale)).text('again')).toBe(label)
  })

  it('links to the other units after a declined offer, or to the search if there are none', async () => {
    const at = new Date('2026-11-24T04:00:00Z')
    const { page, premises } = await ended('declined', code => ({
      stateSince: at,
      offer: null,
      pastOffers: [{ ...anAcceptedOffer(code), endedAs: 'declined', endedAt: at }],
    }))
    expect(again(await page())).toBe(`/ru/applications?premises=${premises[1] ?? ''}`)
    const taken = await ended('withdrawn', undefined, 'let')
    expect(again(await taken.page())).toBe('/ru/premises')
  })

  it('has that button, unlike a case in review', async () => {
    const { page } = await ended('review')
    expect(again(await page())).toBeUndefined()
  })
})
