import { beforeEach, describe, expect, it } from 'vitest'
import { judgeIncentive, type Answers } from '#features/incentives/eligibility.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const unconditional = {
  national: false,
  zones: ['suifenhe' as const],
  states: ['valid' as const],
  confirmEachCase: false,
  conditions: { citizenship: [], company: [], activity: [], sales: [] },
}

describe('an incentive, judged by the answers,', () => {
  const forCompanies = {
    ...unconditional,
    conditions: { ...unconditional.conditions, company: ['chinese' as const], sales: ['small' as const] },
  }
  const all: Answers = { company: 'chinese', sales: 'small', zone: 'suifenhe' }

  it('applies if every condition is met', () => {
    expect(judgeIncentive(forCompanies, all)).toEqual({ outcome: 'applies', reasons: [] })
  })

  it('does not apply if one answer excludes it, and names every such answer', () => {
    expect(judgeIncentive(forCompanies, { ...all, company: 'none', zone: 'heihe' })).toEqual({
      outcome: 'no',
      reasons: [
        { kind: 'excluded', question: 'company' },
        { kind: 'excluded', question: 'zone' },
      ],
    })
  })

  it('must be confirmed while a relevant question is open', () => {
    expect(judgeIncentive(forCompanies, { company: 'chinese' })).toEqual({
      outcome: 'confirm',
      reasons: [
        { kind: 'open', question: 'zone' },
        { kind: 'open', question: 'sales' },
      ],
    })
  })

  it.each(['unconfirmed', 'unchecked', 'dated', 'upcoming'] as const)('must be confirmed while it is %s', state => {
    const doubtful = { ...unconditional, states: [state] }
    expect(judgeIncentive(doubtful, all)).toEqual({ outcome: 'confirm', reasons: [{ kind: 'state', state }] })
  })

  it('must be confirmed if an authority checks each case', () => {
    expect(judgeIncentive({ ...unconditional, confirmEachCase: true }, all).outcome).toBe('confirm')
  })

  it('never applies once it is over, whatever the answers', () => {
    expect(judgeIncentive({ ...unconditional, states: ['expired'] }, all).outcome).toBe('no')
    expect(judgeIncentive({ ...unconditional, states: ['expired'] }, {}).outcome).toBe('no')
  })

  it('does not depend on the zone if it applies nationwide', () => {
    expect(judgeIncentive({ ...unconditional, national: true }, {}).outcome).toBe('applies')
  })

  it('excludes nobody if it was stored without conditions', () => {
    expect(judgeIncentive({ ...unconditional, conditions: undefined }, { zone: 'suifenhe' }).outcome).toBe('applies')
  })
})

describe('the eligibility check', () => {
  const site = useSite()
  beforeEach(() => site.services.incentives.seedStartingContent())

  const names = (page: ReturnType<typeof renderedPage>, outcome: string) =>
    page
      .$(`[data-test="${outcome}"] .eligibility__name a`)
      .map((_, link) => page.$(link).attr('href')?.split('/').at(-1))
      .get()
      .sort()

  it.each([
    ['ru', 'Какие льготы мне подходят?'],
    ['en', 'Which incentives apply to me?'],
    ['zh', '我能享受哪些优惠？'],
  ])('asks five questions in %s, none of them answered', async (locale, heading) => {
    const page = renderedPage(await site.visit.get(`/${locale}/eligibility`).expect(200))
    expect(page.heading).toBe(heading)
    expect(page.$('form fieldset')).toHaveLength(5)
    expect(page.$('[data-test="result"]')).toHaveLength(0)
    expect(page.$('form.eligibility__questions').attr('method')).toBe('get')
  })

  it('groups the incentives by the answers, with the reason beside each', async () => {
    const address = '/en/eligibility?citizenship=russia&company=chinese&activity=shop&zone=suifenhe&sales=small'
    const page = renderedPage(await site.visit.get(address).expect(200))
    expect(names(page, 'applies')).toEqual(['small-taxpayer-vat'])
    expect(names(page, 'confirm')).toEqual([
      'border-residents-allowance',
      'rent-free-three-years',
      'small-profit-enterprise-tax',
    ])
    expect(names(page, 'no')).toEqual([
      'cross-border-payments',
      'duty-free-components',
      'e-commerce-pilot-zones',
      'visa-free-entry',
    ])
    expect(page.$('[data-test="no"]').text()).toContain('Its period is over')
    const toConfirm = page.$('[data-test="confirm"]').text()
    expect(toConfirm).toContain('A benefit of your customers, not of the tenant')
    expect(toConfirm).toContain('Not confirmed yet: ask the office.')
    expect(page.$('[data-test="applies"] .source').first().text()).toContain('Source:')
    expect(page.$('#citizenship').attr('checked')).toBeDefined()
  })

  it('stores no answers: no cookie, no cached page, no line in the log', async () => {
    const response = await site.visit.get('/en/eligibility?citizenship=other&sales=larger').expect(200)
    expect(response.headers['set-cookie']).toBeUndefined()
    expect(site.log.raw()).toContain('/en/eligibility')
    expect(site.log.raw()).not.toContain('larger')
  })

  it.each(['citizenship=mars', 'citizenship=russia&citizenship=other', 'zone[$ne]=x', 'sales=', '__proto__=1'])(
    'ignores %s',
    async query => {
      await site.visit.get(`/ru/eligibility?${query}`).expect(200)
    },
  )
})

describe('the audience of an incentive', () => {
  const site = useSite()
  beforeEach(() => site.services.incentives.seedStartingContent())

  it('filters the list together with the other filters', async () => {
    const page = renderedPage(await site.visit.get('/en/incentives?zone=suifenhe&audience=online_seller').expect(200))
    expect(page.text('found')).toBe('1 incentive')
    expect(page.main).toContain('Pilot zones for cross-border e-commerce')
    expect(page.links()).toContain('/en/incentives?zone=suifenhe')
    expect(page.links()).toContain('/en/incentives?audience=online_seller')
  })

  it('is shown on its page', async () => {
    const page = renderedPage(await site.visit.get('/ru/incentives/small-taxpayer-vat').expect(200))
    expect(page.$('.summary-list').text()).toContain('Компаниям в Китае')
  })
})
