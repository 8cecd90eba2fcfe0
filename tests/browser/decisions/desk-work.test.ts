import { buffer } from 'node:stream/consumers'
import PDFDocument from 'pdfkit'
import { describe, expect, it } from 'vitest'
import { ApplicationModel, type Application } from '#models/cases/application.ts'
import { aColleague } from '#tests/factories/account.ts'
import { anApplication } from '#tests/factories/applications.ts'
import { aPremises } from '#tests/factories/premises.ts'
import { desktop, expectAccessible, phone } from '../support/browser.ts'
import { objection, sendObjection } from '../support/case-steps.ts'
import { idOf, screenedCase } from '../support/cases.ts'
import { useOpenSite } from '../support/open-site.ts'
import { press } from '../support/people.ts'

const assessed = {
  reviewer: 'f'.repeat(24),
  reviewerName: '孙立群',
  at: new Date('2026-11-22T04:00:00Z'),
  noConflict: true,
  scores: { feasibility: 4, experience: 4, jobs: 4, finance: 4, street_benefit: 4 },
  comment: '',
}

/** Creates two pages with a black square each, so that a drawn page differs from an empty one. */
function twoPages(): Promise<Buffer> {
  const pdf = new PDFDocument({ size: 'A4' })
  pdf.rect(60, 60, 200, 200).fill('black')
  pdf.addPage().rect(60, 400, 200, 200).fill('black')
  pdf.end()
  return buffer(pdf)
}

/** Whether the squares of the first and of the second page are drawn on the viewer's canvas. */
const darkSquares = `(() => {
  const { width, height } = document.querySelector('canvas')
  const { data } = document.querySelector('canvas').getContext('2d').getImageData(0, 0, width, height)
  return [0.15, 0.6].map(part => data[4 * (Math.floor(part * height) * width + Math.floor(0.25 * width)) + 3] === 255
    && data[4 * (Math.floor(part * height) * width + Math.floor(0.25 * width))] < 50)
})()`

describe('an officer', () => {
  const { site, visitor, signedIn, visit, leave } = useOpenSite()
  const stateOf = async (id: string) => (await ApplicationModel.findById(id).lean<Application>())?.state

  it.each([
    { locale: 'zh', size: '1280 px', viewport: desktop },
    { locale: 'ru', size: '390 px', viewport: phone },
  ])(
    'reads a page of a PDF beside the answers, and turns pages by keyboard ($locale, $size)',
    async ({ locale, viewport }) => {
      const { id, founder, reviewer } = await screenedCase(site, 'ru', { business_plan: await twoPages() })
      const page = await signedIn(reviewer, { viewport })
      await visit(page, `/${locale}/staff/applications/${id}`)
      await page.locator('.document-list a', { hasText: 'business_plan.pdf' }).click()
      const sheet = page.frameLocator('iframe.viewer__pdf')
      const number = sheet.locator('[data-page]')
      await expect.poll(() => sheet.locator('[data-pages]').textContent()).toBe('2')
      const drawn = () => page.frames().at(-1)?.evaluate(darkSquares)
      await expect.poll(drawn).toEqual([true, false])
      await expectAccessible(page)

      await sheet.locator('[data-act=forward]').focus()
      await page.keyboard.press('Enter')
      await expect.poll(drawn).toEqual([false, true])
      expect(await number.inputValue()).toBe('2')
      await page.keyboard.press('Home')
      await expect.poll(drawn).toEqual([true, false])
      await page.keyboard.press('ArrowRight')
      await expect.poll(() => number.inputValue()).toBe('2')

      const home = await signedIn(founder, { viewport })
      await visit(home, `/${locale}/applications/${id}`)
      await home.locator('[data-test=readings] > summary').click()
      expect(await home.locator('.readings').textContent()).toContain('孙立群')
      await leave(page, home)
    },
  )

  it('announces a decision on public notice and reads an objection from a visitor', async () => {
    const administrator = await aColleague('administrator')
    const { settings, revision } = await site.services.programme.current()
    const by = { id: administrator.id, name: administrator.name }
    await site.services.programme.save({ ...settings, publicNoticeDays: 5 }, { revision, by })
    const { code } = await aPremises()
    const made = await anApplication({ state: 'decision', premises: [code], startedFor: code, assessments: [assessed] })
    const desk = `/zh/staff/applications/${idOf(made)}`
    const office = await signedIn(await aColleague('decider'), { viewport: desktop })
    await visit(office, desk)
    const open = office.locator('details:not([open]):has(form[action$="/notice"]) > summary')
    if (await open.count()) await open.click()
    await office.check(`form[action$="/notice"] [name=premises][value="${code}"]`)
    await expectAccessible(office)
    await press(office, 'form[action$="/notice"] [type=submit]')
    await office.waitForURL(`**${desk}`)
    await site.runJobs()

    const neighbour = await visitor({ viewport: phone })
    await visit(neighbour, '/ru/notices')
    await expectAccessible(neighbour)
    await neighbour.locator('[data-test=notices] h2 a').click()
    await neighbour.waitForURL(`**/notices/${made.reference ?? ''}`)
    expect(await neighbour.locator('[data-test=notice]').textContent()).toContain(code)
    await expectAccessible(neighbour)
    await neighbour.locator('[data-test=notice] .button').click()
    await neighbour.waitForURL('**/objection')
    site.clock.advance({ minutes: 1 })
    await press(neighbour, 'main form [type=submit]')
    await neighbour.locator('[data-error-summary]').waitFor()
    await expectAccessible(neighbour)
    await sendObjection(neighbour, () => site.clock.advance({ minutes: 1 }))
    await expectAccessible(neighbour)

    await visit(office, desk)
    expect(await office.locator('main').textContent()).toContain(objection.text)
    await expectAccessible(office)
    await leave(office, neighbour)
  })

  it('decides several cases at once after a preview, and undoes one', async () => {
    const { code } = await aPremises()
    const decided = { state: 'decision' as const, premises: [code], startedFor: code, assessments: [assessed] }
    const ids = [idOf(await anApplication(decided)), idOf(await anApplication(decided))]
    const page = await signedIn(await aColleague('decider'), { viewport: desktop })
    await visit(page, '/zh/staff/applications?state=decision')
    for (const id of ids) await page.check(`[name=case][value="${id}"]`)
    await expectAccessible(page)
    await press(page, '#bulk [name=action][value=reject]')
    await page.waitForURL('**/applications/bulk?**')
    await page.locator('[name=reasonCodes]').first().check()
    await page.fill('[name=reason]', '其他申请更符合街区需要。')
    // Both applicants read Russian.
    expect(await page.locator('[data-test=writing]').getAttribute('open')).not.toBeNull()
    await page.fill('[name=translation-reason-ru]', 'Другие заявки больше подходят улице.')
    await expectAccessible(page)
    await press(page, 'form.bulk-form [type=submit]')
    await page.waitForURL(/\/bulk\/[0-9a-f]{24}$/)
    expect(await page.locator('[data-test=bulk] tbody tr').count()).toBe(2)
    expect(await Promise.all(ids.map(stateOf))).toEqual(['decision', 'decision'])
    await expectAccessible(page)
    await press(page, 'form[action$="/confirm"] [type=submit]')
    await page.locator('#undo').waitFor()
    expect(await Promise.all(ids.map(stateOf))).toEqual(['rejected', 'rejected'])
    await expectAccessible(page)
    await press(page, `button[form=undo][value="${ids[0] ?? ''}"]`)
    await expect.poll(() => stateOf(ids[0] ?? '')).toBe('decision')
    await page.locator(`button[form=undo][value="${ids[0] ?? ''}"]`).waitFor({ state: 'detached' })
    await expectAccessible(page)

    site.clock.advance({ minutes: 12 })
    await site.runJobs()
    await page.reload()
    expect(await page.locator('button[form=undo]').count()).toBe(0)
    expect(await Promise.all(ids.map(stateOf))).toEqual(['decision', 'rejected'])
    await leave(page)
  })
})
