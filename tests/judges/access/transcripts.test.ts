import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { aColleague, anApplicant } from '../../factories/account.ts'
import { aDraft, anApplication } from '../../factories/applications.ts'
import { aPremises } from '../../factories/premises.ts'
import { desktop } from '../../browser/support/browser.ts'
import { useOpenSite } from '../../browser/support/open-site.ts'
import { press } from '../../browser/support/people.ts'
import { heardOn } from './screen-reader.ts'

/** Removes what differs between runs, ids, and the choices of long lists. */
const steady = (heard: readonly string[]): string =>
  heard
    .filter(phrase => !/^option, .* not selected, .* set size \d{2,}$/.test(phrase))
    .map(phrase => phrase.replace(/\b[0-9a-f]{24}\b/g, '…').replace(/\s+/g, ' '))
    .join('\n')

/**
 * Six journeys as a screen reader speaks them. The transcripts are stored so that a change is noticed and read; after an
 * intended change, `-u` rewrites them.
 */
/** Fixed values for what factories would count up. */
const steadily = {
  title: { ru: 'Магазин на углу', en: 'The corner shop', zh: '转角店铺' },
  publishAt: new Date('2026-01-01T00:00:00Z'),
}

describe('a screen reader reads the pages', () => {
  const { visitor, signedIn, visit, leave } = useOpenSite()

  /** Reads each page in turn and compares the transcript with the stored one. */
  async function journey(
    name: string,
    page: Page,
    steps: [what: string, go: () => Promise<unknown>, within?: string][],
  ) {
    const parts: string[] = []
    for (const [what, go, within] of steps) {
      await go()
      parts.push(`# ${what}\n${steady(await heardOn(page, within))}\n`)
    }
    await expect(parts.join('\n')).toMatchFileSnapshot(`transcripts/${name}.txt`)
    await leave(page)
  }
  const submit = (page: Page) => press(page, 'main form [type=submit]')

  it('to a visitor who looks for a unit, in Russian', async () => {
    const code = 'SFH-A-0107'
    await aPremises({ code, ...steadily })
    await aPremises({ code: 'SFH-A-0108', ...steadily, status: 'let' })
    const page = await visitor({ viewport: desktop })
    await journey('search-ru', page, [
      ['home, the whole page', () => visit(page, '/ru'), 'body'],
      ['search', () => visit(page, '/ru/premises?q=магазин+до+60+м²')],
      ['premises', () => visit(page, `/ru/premises/${code}`)],
      ['along the street', () => visit(page, '/ru/street')],
    ])
  })

  it('to a visitor who answers the questions of the finder, in Chinese', async () => {
    await aPremises({ code: 'SFH-A-0107', ...steadily })
    const page = await visitor({ viewport: desktop })
    await journey('finder-zh', page, [
      ['questions', () => visit(page, '/zh/finder')],
      ['answers', () => visit(page, '/zh/finder?use=retail&minArea=30')],
    ])
  })

  it('to somebody who signs up and makes mistakes, in English', async () => {
    const page = await visitor({ viewport: desktop })
    await journey('sign-up-en', page, [
      ['form', () => visit(page, '/en/sign-up')],
      ['mistakes', () => submit(page)],
      ['sign-in', () => visit(page, '/en/sign-in')],
      [
        'wrong password',
        async () => {
          await page.fill('[name=email]', 'nobody@example.com')
          await page.fill('[name=password]', 'not the password')
          await submit(page)
        },
      ],
    ])
  })

  it('to an applicant who fills in an application, in Russian', async () => {
    const { code } = await aPremises({ code: 'SFH-A-0107', ...steadily })
    const founder = await anApplicant({ name: 'Анна Выдуманная' })
    const { _id } = await aDraft({ premises: [code], applicant: founder._id })
    const at = `/ru/applications/${_id.toHexString()}`
    const page = await signedIn(founder, { viewport: desktop })
    await journey('application-ru', page, [
      ['tasks', () => visit(page, at)],
      ['a section', () => visit(page, `${at}/applicant`)],
      [
        'mistakes',
        async () => {
          await page.fill('[name=passportExpiry]', 'вчера')
          await press(page, 'main form.section-form .actions [type=submit]')
        },
      ],
      ['check', () => visit(page, `${at}/check`)],
    ])
  })

  it('to an officer who takes up a case, in Chinese', async () => {
    const { code } = await aPremises({ code: 'SFH-A-0107', ...steadily })
    const { _id } = await anApplication({ premises: [code], state: 'review', reference: 'SS-2026-900001' })
    const page = await signedIn(await aColleague('reviewer', { name: '孙立群' }), { viewport: desktop })
    await journey('case-zh', page, [
      ['desk', () => visit(page, '/zh/staff')],
      ['queue', () => visit(page, '/zh/staff/applications')],
      ['case', () => visit(page, `/zh/staff/applications/${_id.toHexString()}`)],
    ])
  })

  it('to a listing manager, in Chinese', async () => {
    await aPremises({ code: 'SFH-A-0107', ...steadily })
    const page = await signedIn(await aColleague('listing_manager', { name: '赵敏' }), { viewport: desktop })
    await journey('listing-zh', page, [
      ['table', () => visit(page, '/zh/staff/premises')],
      ['form', () => visit(page, '/zh/staff/premises/SFH-A-0107')],
      ['import', () => visit(page, '/zh/staff/premises/import')],
    ])
  })
})
