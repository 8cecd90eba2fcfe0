import { describe, expect, it } from 'vitest'
import { applicationStates, type Application } from '#models/cases/application.ts'
import { nextActOf } from '#features/cases/status/next-act.ts'
import { statusRows } from '#features/cases/status/status-text.ts'
import { locales, translatorFor, type Locale } from '#shared/texts/i18n.ts'
import { aColleague, anApplicant } from '../factories/account.ts'
import { anApplication } from '../factories/applications.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('the status of a case', () => {
  const site = useSite()

  const sides = (['applicant', 'office'] as const).flatMap(side => locales.map(locale => ({ side, locale })))
  it.each(sides)(
    'has the same rows in every state, and one more each while somebody has to act and by a day: $side, $locale',
    async ({ side, locale }) => {
      const application = await anApplication()
      const reading = { t: translatorFor(locale), locale, today: '2026-11-25', side }
      for (const state of [...applicationStates, 'tenancy'] as const) {
        const values = statusRows(reading, application, state).map(({ value }) => value)
        const { who, by } = nextActOf(application, state)
        expect(values, state).toHaveLength(3 + Number(who !== 'nobody') + Number(who === 'applicant' || by !== null))
        expect(values, state).not.toContain('')
      }
    },
  )

  it.each([
    ['ru', 'Вы отозвали заявку.', 'Заявитель отозвал заявку.'],
    ['en', 'You took the application back.', 'The applicant took the application back.'],
    ['zh', '您已撤回申请。', '申请人已撤回申请。'],
  ] as const)('addresses applicants directly on their own page, in %s', async (locale, own, other) => {
    const application = await anApplication({ state: 'withdrawn', stateSince: new Date('2026-11-20T02:00:00Z') })
    const happened = (side: 'applicant' | 'office') =>
      statusRows({ t: translatorFor(locale), locale, today: '2026-11-25', side }, application, 'withdrawn')[0]?.value
    expect(happened('applicant')).toContain(own)
    expect(happened('office')).toContain(other)
  })

  it('shows since when it holds, with the day of the keys for a tenancy', async () => {
    const signed = { state: 'contracted', stateSince: new Date('2026-09-07T02:00:00Z') } as const
    const reading = { t: translatorFor('en'), locale: 'en', today: '2026-11-25', side: 'applicant' } as const
    const [contract] = statusRows(reading, await anApplication(signed), 'contracted')
    expect(contract?.value).toMatch(/^7 September 2026\u00a0· /)
    const given = await anApplication({ ...signed, handedOverOn: '2026-10-12' })
    expect(statusRows(reading, given, 'tenancy')[0]?.value).toMatch(/^12 October 2026\u00a0· /)
  })

  it.each(sides)(
    'never claims beside a tenancy that there is nothing to do: $side, $locale',
    async ({ side, locale }) => {
      const t = translatorFor(locale)
      const reading = { t, locale, today: '2026-11-25', side }
      const given = await anApplication({ state: 'contracted', handedOverOn: '2026-10-12' })
      for (const state of ['tenancy', 'tenancy_ended'] as const) {
        const values = statusRows(reading, given, state).map(({ value }) => value)
        expect(values, state).toContain(t('standing.turn.tenancy'))
        expect(values, state).not.toContain(t('standing.turn.nobody'))
      }
    },
  )

  const endOf = (day: string) => new Date(`${day}T15:59:59.999Z`)
  const offer = { premises: 'SFH-A-0107', madeAt: new Date('2026-11-24T04:00:00Z'), deadline: endOf('2026-12-08') }
  it.each<[Partial<Application>, string, string, string]>([
    [{ state: 'offered', offer, heldPremises: 'SFH-A-0107' }, 'You', 'The applicant', '8 December 2026'],
    [
      { state: 'information_requested', returnTo: 'screening', answerBy: endOf('2026-12-09') },
      'You',
      'The applicant',
      '9 December 2026',
    ],
    [{ state: 'screening', dueOn: '2026-12-04' }, 'The office', 'The office', '4 December 2026'],
    [
      { state: 'waitlisted', waiting: { score: 4, until: endOf('2027-11-25') } },
      'The office',
      'The office',
      '25 November 2027',
    ],
    [{ state: 'decision', dueOn: '2026-12-04' }, 'The office', 'The office', '4 December 2026'],
  ])('shows the same day to both sides: %j', async (overrides, yours, theirs, day) => {
    const account = await anApplicant({ locale: 'en' })
    const id = (await anApplication({ applicant: account._id, ...overrides }))._id.toHexString()
    const founder = await site.as(account)
    const own = renderedPage(await founder.get(`/en/applications/${id}`).expect(200)).text('standing')
    const officer = await site.as(await aColleague('decider'))
    const desk = renderedPage(await officer.get(`/en/staff/applications/${id}`).expect(200)).text('standing')
    for (const [rows, turn] of [
      [own, yours],
      [desk, theirs],
    ] as const) {
      expect(rows).toContain(turn)
      expect(rows).toContain(day)
    }
  })

  it.each([
    ['decision', {}],
    ['accepted', { offer: { ...offer, acceptance: { at: offer.madeAt, conditions: [] } } }],
    ['rejected', {}],
  ] as const)(
    'names no deadline where neither the office has promised a day nor anybody has to act: %s',
    async (state, rest) => {
      const application = await anApplication({ state, ...(rest as Partial<Application>) })
      for (const side of ['applicant', 'office'] as const)
        for (const locale of locales) {
          const t = translatorFor(locale)
          const rows = statusRows({ t, locale, today: '2026-11-25', side }, application, state)
          expect(rows.map(({ label }) => label)).not.toContain(t('standing.by'))
        }
    },
  )

  it('says that no reviewers are assigned until somebody is, and claims no check that nobody made', async () => {
    const reviewer = { id: 'f'.repeat(24), name: '赵敏' }
    const decider = await site.as(await aColleague('decider'))
    const now = async (panel: (typeof reviewer)[]) => {
      const application = await anApplication({ state: 'review', panel })
      const page = renderedPage(
        await decider.get(`/en/staff/applications/${application._id.toHexString()}`).expect(200),
      )
      expect(page.text('standing')).toContain('The application was passed on for assessment.')
      return page.text('now')
    }
    expect(await now([])).toContain('No reviewers are assigned yet')
    expect(await now([reviewer])).not.toContain('No reviewers are assigned yet')
  })

  const over = new Date('2026-11-24T15:59:59.999Z')
  const unanswered: Partial<Application> = { state: 'information_requested', returnTo: 'screening', answerBy: over }
  const waiting: Partial<Application> = { state: 'waitlisted', waiting: { score: 3, until: over } }
  const taken: Partial<Application> = { state: 'waitlisted', waiting: { score: 3, until: endOf('2027-11-25') } }
  it.each<[string, Partial<Application>, Record<Locale, string>]>([
    [
      'nobody answered a request',
      unanswered,
      {
        ru: 'На запрос администрации не ответили в срок.',
        en: 'The request of the office was not answered in time.',
        zh: '补正通知逾期未答复。',
      },
    ],
    [
      'the wait ran out',
      waiting,
      {
        ru: 'Срок ожидания истёк, помещение не освободилось.',
        en: 'The time on the waiting list ran out before a unit became free.',
        zh: '候补期满，未有房源腾出。',
      },
    ],
    [
      'an officer ended the wait',
      taken,
      {
        ru: 'Администрация сняла заявку с листа ожидания.',
        en: 'The office took the application off the waiting list.',
        zh: '办公室已将申请移出候补名单。',
      },
    ],
  ])('shows the same cause of a lapsed case to both sides: %s', async (_, overrides, words) => {
    const account = await anApplicant({ locale: 'en' })
    const premises = [(await aPremises()).code]
    const id = (await anApplication({ applicant: account._id, premises, ...overrides }))._id.toHexString()
    const officer = await site.as(await aColleague('decider'))
    if (overrides === taken)
      await officer.post(`/en/staff/applications/${id}/lapse`).type('form').send({ reason: 'Closed.' }).expect(303)
    await site.services.deciding.sweeps.lapseUnanswered()
    await site.services.deciding.sweeps.lapseWaiting()
    const founder = await site.as(account)
    for (const locale of locales) {
      const own = renderedPage(await founder.get(`/${locale}/applications/${id}`).expect(200)).text('standing')
      const desk = renderedPage(await officer.get(`/${locale}/staff/applications/${id}`).expect(200))
      for (const rows of [own, desk.text('standing')]) expect(rows).toContain(` · ${words[locale]}`)
      expect(desk.main).not.toMatch(/Закрыта без ответа|Closed without an answer|逾期未答复，已关闭/)
    }
  })
})
