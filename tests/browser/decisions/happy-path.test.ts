import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { translatorFor } from '#shared/texts/i18n.ts'
import { aColleague } from '#tests/factories/account.ts'
import { expectAccessible } from '../support/browser.ts'
import { answerRequest, askForMore } from '../support/case-steps.ts'
import { assess, handOver, screenedCase } from '../support/cases.ts'
import { everywhere, useOpenSite } from '../support/open-site.ts'
import { openAct, press } from '../support/people.ts'

describe('a case with an information request', () => {
  const { site, signedIn, visit, leave } = useOpenSite()

  it.each(everywhere)(
    'continues after the correction to a decision letter, the keys and the rent-free period ($locale, $size)',
    async ({ locale, viewport }) => {
      const { id, code, founder, reviewer } = await screenedCase(site, locale)
      const own = `/${locale}/applications/${id}`
      const desk = `/${locale}/staff/applications/${id}`
      const office = await signedIn(reviewer, { viewport })
      await visit(office, desk)
      await askForMore(office, { desk, locale })

      const applicant = await signedIn(founder, { viewport })
      await visit(applicant, own)
      await expectAccessible(applicant)
      await answerRequest(applicant, own)

      await visit(office, desk)
      const corrected = office.locator('.qa > div:has([data-test=changed])')
      expect(await corrected.count()).toBe(1)
      expect(await corrected.textContent()).toMatch(/540.000[^]*360.000/)
      await expectAccessible(office)

      await assess(site, reviewer, id)
      const account = await aColleague('decider', { name: '李慧兰' })
      const decider = await signedIn(account, { viewport })
      await visit(decider, desk)
      await openAct(decider, 'offer')
      await decider.check(`form[action$="/offer"] [name=premises][value="${code}"]`)
      await press(decider, 'form[action$="/offer"] [type=submit]')
      await decider.waitForURL(`**${desk}`)
      await site.runJobs()
      await visit(decider, desk)
      const hash = await decider.locator('[data-test=letters] code').textContent()

      await visit(applicant, own)
      await expectAccessible(applicant)
      expect(await applicant.locator('[data-test=letters] code').textContent()).toBe(hash)
      expect(await letterHash(applicant)).toBe(hash)
      await press(applicant, '[type=submit][name=to][value=accepted]')
      await applicant.locator(`main a[href="${own}/acceptance"]`).click()
      await applicant.waitForURL('**/acceptance')
      expect(await applicant.locator('[data-test=left]').textContent()).toBe(
        translatorFor(locale)('acceptance.conditions.left', { count: 2 }),
      )
      await expectAccessible(applicant)

      await handOver(site, account, id)
      await visit(applicant, own)
      await applicant.locator('main a[href*="/tenancies/"]').click()
      await applicant.waitForURL('**/tenancies/*')
      expect(await applicant.locator('[data-test=clock] svg').getAttribute('aria-label')).toMatch(/1.?096|1.?095/)
      await expectAccessible(applicant)
      await leave(office, applicant, decider)
    },
  )

  async function letterHash(page: Page): Promise<string> {
    const [letter] = await Promise.all([page.waitForEvent('download'), page.locator('[data-test=letters] a').click()])
    return createHash('sha256')
      .update(await readFile(await letter.path()))
      .digest('hex')
  }
})
