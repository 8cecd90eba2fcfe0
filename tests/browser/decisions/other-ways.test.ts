import { describe, expect, it } from 'vitest'
import { startOfCityDay } from '#shared/days/city-day.ts'
import { formatDay } from '#shared/texts/format.ts'
import { translatorFor } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '#tests/factories/account.ts'
import { anApplication } from '#tests/factories/applications.ts'
import { aPremises } from '#tests/factories/premises.ts'
import { aTenancy } from '#tests/factories/tenancies.ts'
import { expectAccessible } from '../support/browser.ts'
import { idOf, screenedCase } from '../support/cases.ts'
import { everywhere, useOpenSite } from '../support/open-site.ts'
import { press } from '../support/people.ts'

/** Compares what people read with the catalogue: the right sentence must be shown, in the page's language. */
describe('the office', () => {
  const { site, signedIn, visit, leave } = useOpenSite()

  it.each(everywhere)(
    'closes a case to a reviewer with a conflict of interest, and assigns it to a colleague ($locale, $size)',
    async ({ locale, viewport }) => {
      const t = translatorFor(locale)
      const reviewer = await aColleague('reviewer', { name: '孙立群' })
      const colleague = await aColleague('reviewer', { name: '王丽' })
      const panel = [{ id: reviewer.id, name: reviewer.name }]
      const { code } = await aPremises()
      const made = await anApplication({ state: 'review', premises: [code], assignee: reviewer._id, panel })
      const desk = `/${locale}/staff/applications/${idOf(made)}`
      const office = await signedIn(reviewer, { viewport, undeclared: true })
      await visit(office, desk)
      expect(await office.locator('[data-test=closed]').textContent()).toBe(t('case.closed.undeclared'))
      expect(await office.locator('main').textContent()).not.toContain('75 1234567')
      await expectAccessible(office)
      await office.check('[name=interest][value=conflict]')
      await press(office, 'form[action$="/declaration"] [type=submit]')
      await office.locator('[data-error-summary]').waitFor()
      await office.fill('form[action$="/declaration"] [name=note]', '申请人是我表妹。')
      await press(office, 'form[action$="/declaration"] [type=submit]')
      await office.waitForURL(`**${desk}`)
      expect(await office.locator('[data-test=closed]').textContent()).toBe(t('case.closed.conflict'))
      expect(await office.locator('.act').count()).toBe(0)
      await expectAccessible(office)

      const other = await signedIn(colleague, { viewport, undeclared: true })
      await visit(other, `/${locale}/staff/applications?assignee=me`)
      await expectAccessible(other)
      await other.locator('[data-test=queue] tbody th a').click()
      await other.waitForURL(`**${desk}`)
      expect(await other.locator('[data-test=assignee]').textContent()).toBe('王丽')
      await other.check('[name=interest][value=none]')
      await press(other, 'form[action$="/declaration"] [type=submit]')
      await other.locator('#answers').waitFor()
      expect(await other.locator('main').textContent()).toContain('75 1234567')
      await leave(office, other)
    },
  )

  it.each(everywhere)(
    'automatically offers a declined unit to the next on the waiting list ($locale, $size)',
    async ({ locale, viewport }) => {
      const t = translatorFor(locale)
      const first = await anApplicant({ locale })
      const next = await anApplicant({ locale })
      const { code } = await aPremises()
      const deadline = new Date('2026-12-09T15:59:59.999Z')
      const offer = { premises: code, madeAt: site.clock.now(), deadline }
      const has = { premises: [code], startedFor: code, heldPremises: code, offer }
      const holder = await anApplication({ applicant: first._id, state: 'offered', ...has })
      await site.services.cases.occupancy.sync(code)
      const waiting = { score: 3.5, until: new Date('2027-11-25T15:59:59.999Z') }
      const wish = { premises: [code], startedFor: code, waiting }
      const waits = await anApplication({ applicant: next._id, state: 'waitlisted', ...wish })

      const behind = await signedIn(next, { viewport })
      await visit(behind, `/${locale}/applications/${idOf(waits)}`)
      expect(await behind.locator('[data-test=places]').textContent()).toContain(
        t('waiting.place', { code, place: 1, total: 1 }),
      )
      await expectAccessible(behind)

      const before = await signedIn(first, { viewport })
      await visit(before, `/${locale}/applications/${idOf(holder)}`)
      await before.locator('.offer details > summary').click()
      await expectAccessible(before)
      await press(before, '[type=submit][name=to][value=declined]')
      await before.locator('.offer').waitFor({ state: 'detached' })
      expect(await before.locator('[data-test=state]').textContent()).toBe(t('apply.state.declined'))
      await expectAccessible(before)

      await site.runJobs()
      expect(site.mails().filter(({ to }) => to === next.email)).toHaveLength(1)
      await behind.reload()
      expect(await behind.locator('.offer h3').textContent()).toContain(code)
      expect(await behind.locator('.offer__deadline').textContent()).toContain(formatDay(locale, deadline))
      expect(await behind.locator('[data-test=places]').count()).toBe(0)
      await expectAccessible(behind)
      await leave(before, behind)
    },
  )

  it.each(everywhere)(
    'closes a case whose applicant does not answer, and shows this to both sides ($locale, $size)',
    async ({ locale, viewport }) => {
      const t = translatorFor(locale)
      const { id, founder, reviewer } = await screenedCase(site, locale)
      const own = `/${locale}/applications/${id}`
      const desk = `/${locale}/staff/applications/${id}`
      const officer = await site.as(reviewer)
      const asked = { ask: 'section-plan', 'template-section-plan': 'cash_plan', answerOn: '2026-12-04' }
      await officer.post(`${desk}/request`).type('form').send(asked).expect(303)
      site.clock.set('2026-12-04T23:59:00+08:00')
      const applicant = await signedIn(founder, { viewport })
      await visit(applicant, own)
      await applicant.locator('[type=submit][name=to][value=answered]').waitFor()
      await expectAccessible(applicant)

      site.clock.set('2026-12-05T00:00:01+08:00')
      await applicant.reload()
      expect(await applicant.locator('[type=submit][name=to][value=answered]').count()).toBe(0)
      await site.runJobs()
      await applicant.reload()
      expect(await applicant.locator('[data-test=state]').textContent()).toBe(t('apply.state.lapsed'))
      expect(await applicant.locator('[data-test=standing]').textContent()).toContain(t('standing.happened.lapsed'))
      await expectAccessible(applicant)

      const office = await signedIn(reviewer, { viewport })
      await visit(office, desk)
      expect(await office.locator('.case-head').textContent()).toContain(t('application.state.lapsed'))
      await expectAccessible(office)
      await leave(applicant, office)
    },
  )

  it.each(everywhere)(
    'terminates a tenancy for a ground that the tenant reads ($locale, $size)',
    async ({ locale, viewport }) => {
      const t = translatorFor(locale)
      const { id, tenant } = await aTenancy(site.services, { state: 'trading' })
      const desk = `/${locale}/staff/tenancies/${id}`
      const office = await signedIn(await aColleague('decider'), { viewport })
      await visit(office, desk)
      await office.locator(`[data-test=actions] a[href="${desk}/termination"]`).click()
      await office.waitForURL('**/termination')
      await expectAccessible(office)
      await press(office, 'form[action$="/termination"] [type=submit]')
      await office.locator('[data-error-summary]').waitFor()
      await office.check('[name=ground][value=reports_missing]')
      await office.fill('[name=reason]', 'No report since the handover, after two letters.')
      await office.fill('[name=reasonZh]', '交接后未提交报告，两次去函无果。')
      await press(office, 'form[action$="/termination"] [type=submit]')
      await office.waitForURL(`**${desk}`)
      const ground = t('tenancy.ground.reports_missing')
      await office.locator('[data-test=proposal]').waitFor()
      await expectAccessible(office)

      const second = await signedIn(await aColleague('decider'), { viewport })
      await visit(second, desk)
      await second.locator(`[data-test=actions] a[href="${desk}/confirm"]`).click()
      await second.waitForURL('**/confirm')
      await expectAccessible(second)
      await press(second, 'form[action$="/confirm"] [type=submit]')
      await second.waitForURL(`**${desk}`)
      const day = formatDay(locale, startOfCityDay('2027-01-24'))
      expect(await second.locator('[data-test=now]').textContent()).toBe(t('lease.now.terminating', { day }))

      const home = await signedIn(tenant, { viewport })
      await visit(home, `/${locale}/tenancies/${id}`)
      expect(await home.locator('[data-test=now]').textContent()).toBe(t('tenancy.now.terminating', { ground, day }))
      await home.locator(`[data-test=actions] a[href$="/appeal"]`).click()
      await home.waitForURL('**/appeal')
      await expectAccessible(home)
      await home.fill('[name=text]', 'The reports were sent by post.')
      await press(home, 'form[action$="/appeal"] [type=submit]')
      site.clock.walk({ days: 90 })
      await site.runJobs()
      const third = await signedIn(await aColleague('decider'), { viewport })
      await visit(third, desk)
      expect(await third.locator('[data-test=appeal]').textContent()).toBe('The reports were sent by post.')
      await visit(third, `${desk}/appeal`)
      await expectAccessible(third)
      await third.check('[name=outcome][value=dismissed]')
      // In the tenant's language, so no translation is needed.
      await third.fill('[name=reason]', 'По почте отчёт не поступил.')
      await press(third, 'form[action$="/appeal"] [type=submit]')
      expect(await third.locator('[data-test=now]').textContent()).toBe(t('lease.now.terminated'))
      await visit(home, `/${locale}/tenancies/${id}`)
      expect(await home.locator('[data-test=now]').textContent()).toBe(t('tenancy.now.terminated', { ground }))
      expect(await home.locator('[data-test=events]').textContent()).toContain('No report since the handover')
      await expectAccessible(home)
      await leave(office, second, third, home)
    },
  )
})
