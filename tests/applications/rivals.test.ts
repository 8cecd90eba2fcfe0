import { describe, expect, it } from 'vitest'
import { aColleague } from '../factories/account.ts'
import { anApplication, validAnswers } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { anAssessment, deskOf, idOf, post, type Agent } from '../support/desk.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const { open, undeclared } = deskOf(site)

/** Creates two applications for one unit, and one for another. */
async function twoForOne() {
  const { code } = await aPremises()
  const other = await aPremises()
  const wanting = (premises: string[], applicantName: string, investment: string) => {
    const answers = validAnswers(premises)
    const plan = { ...answers.plan, investment }
    const said = { ...answers, plan }
    return anApplication({
      state: 'decision' as const,
      premises,
      startedFor: premises[0] ?? '',
      applicantName,
      answers: said,
      snapshot: { at: new Date(), formVersion: 1, answers: said, documents: [] },
      assessments: [anAssessment('f'.repeat(24))],
    })
  }
  const mine = await wanting([code], 'PETROV PETR', '150000')
  const rival = await wanting([other.code, code], 'SIDOROVA OLGA', '987654')
  await wanting([other.code], 'THIRD PARTY', '1')
  return { mine, rival, code }
}

const declare = (person: Agent, id: string) => post(person, id, 'declaration', { interest: 'none' }).expect(303)

describe('the comparison of competing applications', () => {
  it('is shown before a decision, side by side, with as much as the reader may see of each', async () => {
    const { mine, rival, code } = await twoForOne()
    const decider = await undeclared('decider')
    await declare(decider, idOf(mine))
    const page = await open(decider, idOf(mine))
    const rows = page.$('[data-test=rivals] tbody tr')
    expect(rows).toHaveLength(2)
    expect(rows.eq(0).text()).toMatch(/this application.*PETROV PETR[^]*no\. 1[^]*¥150,000/)
    expect(rows.eq(1).text()).toContain(rival.reference)
    expect(rows.eq(1).text()).toContain('SIDOROVA OLGA')
    expect(rows.eq(1).text()).toContain(`${code}: no. 2`)
    expect(rows.eq(1).text()).toContain('Opens once you have declared your interest.')
    expect(page.body).not.toContain('987,654')
    // The table comes before the buttons that use it.
    const html = page.$.html()
    expect(html.indexOf('data-test="rivals"')).toBeLessThan(html.indexOf('data-test="now"'))

    await declare(decider, idOf(rival))
    const both = (await open(decider, idOf(mine))).$('[data-test=rivals] tbody tr').eq(1).text()
    expect(both).toContain('¥987,654')
    expect(both).toMatch(/3\.6/)
  })

  it('is hidden from those who may not see the case itself', async () => {
    const { mine } = await twoForOne()
    const page = await open(await undeclared('decider'), idOf(mine))
    expect(page.body).not.toContain('SIDOROVA OLGA')
    expect(page.$('[data-test=rivals], [data-test=points]')).toHaveLength(0)
  })

  it('is shown without scores to a reviewer who has not given scores yet', async () => {
    const { mine, rival } = await twoForOne()
    const account = await aColleague('reviewer')
    const reviewer = await site.undeclared(account)
    for (const one of [mine, rival]) await declare(reviewer, idOf(one))
    const panel = [{ id: account.id, name: account.name }]
    const judging = await anApplication({
      state: 'review',
      premises: rival.premises,
      startedFor: mine.premises[0]!,
      panel,
    })
    await declare(reviewer, idOf(judging))
    const rows = (await open(reviewer, idOf(judging))).$('[data-test=rivals] tbody tr')
    expect(rows.length).toBeGreaterThan(2)
    expect(rows.text()).toContain('¥987,654')
    expect(rows.text()).not.toMatch(/3\.6/)
  })
})

describe('a contradiction in an application', () => {
  it('is shown beside the decision and links to the document or answer', async () => {
    const answers = validAnswers()
    const applicant = { ...answers.applicant, passportExpiry: '2026-12-31' }
    const said = { ...answers, applicant }
    const application = await anApplication({
      state: 'screening' as const,
      answers: said,
      snapshot: { at: new Date(), formVersion: 1, answers: said, documents: [] },
    })
    const reviewer = await site.as(await aColleague('reviewer'))
    const page = await open(reviewer, idOf(application))
    expect(page.text('points')).toContain('Not attached: Business plan.')
    const passport = page
      .$('[data-test=points] a', undefined)
      .filter((_, link) => page.$(link).text().includes('passport'))
    expect(passport.text()).toBe(
      'The passport is valid until 31 December 2026, but the opening is planned for 15 March 2027.',
    )
    expect(page.$(passport.attr('href'))).toHaveLength(1)
  })
})
