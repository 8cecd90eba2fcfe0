import { describe, expect, it } from 'vitest'
import { premisesStatuses } from '#models/premises/parts/premises-vocabulary.ts'
import { dayNumber } from '#features/catalogue/search/index/columns.ts'
import { translatorFor } from '#shared/texts/i18n.ts'
import { vacancyAt } from '#features/catalogue/search/vacancies.ts'
import { aPremises } from '../factories/premises.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const today = '2026-11-25'
type Dates = { status?: (typeof premisesStatuses)[number]; from?: string; opens?: string; closes?: string }
const vacancy = ({ status = 'available', from = '', opens = '', closes = '' }: Dates) =>
  vacancyAt(
    {
      status: Uint8Array.of(premisesStatuses.indexOf(status)),
      availableFrom: Uint32Array.of(dayNumber(from)),
      opensOn: Uint32Array.of(dayNumber(opens)),
      closesOn: Uint32Array.of(dayNumber(closes)),
    },
    0,
    dayNumber(today),
  )

describe('an available unit', () => {
  it.each<[Dates, ReturnType<typeof vacancy>]>([
    [{}, 'now'],
    [{ from: today, opens: today, closes: today }, 'now'],
    [{ from: '2026-11-26' }, 'later'],
    [{ from: '2026-11-26', closes: '2026-11-24' }, 'later'],
    [{ opens: '2026-11-26' }, 'closed'],
    [{ closes: '2026-11-24' }, 'closed'],
    [{ status: 'let' }, null],
    [{ status: 'held', from: '2026-11-26' }, null],
  ])('with %o counts as %s', (dates, expected) => {
    expect(vacancy(dates)).toBe(expected)
  })
})

describe('the numbers of available units', () => {
  const site = useSite()
  const open = async (path: string) => renderedPage(await site.visit.get(path).expect(200))

  const spaced = (text: string) => text.replaceAll('\u00a0', ' ')

  /** Two units to move into, one that becomes free tomorrow, one that takes no applications, and a let one. */
  async function aStreet() {
    await aPremises({ areaUsableSqM: 20 })
    await aPremises({ areaUsableSqM: 30 })
    await aPremises({ areaUsableSqM: 90, availableFrom: '2026-11-26' })
    await aPremises({ areaUsableSqM: 95, applicationWindow: { from: null, to: '2026-11-24' } })
    await aPremises({ status: 'let' })
  }

  it.each([
    [
      'en',
      '2 units are free now and open for applications, from 20 m² to 30 m². 1 more becomes free later. 1 more takes no applications at present.',
    ],
    [
      'ru',
      'Сейчас свободны и открыты для заявок 2 помещения площадью от 20 м² до 30 м². Ещё 1 освободится позже. Ещё на 1 заявки сейчас не принимают.',
    ],
    ['zh', '现有2处房源空置且可申请，面积20平方米至30平方米。另有1处稍后空出。另有1处目前不接受申请。'],
  ])('are separated by their dates on the home page and above the search in %s', async (locale, sentence) => {
    await aStreet()
    expect(spaced((await open(`/${locale}`)).text('count'))).toBe(sentence)
    expect(spaced((await open(`/${locale}/premises`)).main)).toContain(sentence)
  })

  it('are separated on the page of a zone, in saved searches, on the plan and on the elevation', async () => {
    await aStreet()
    await site.services.incentives.seedStartingContent()
    const short = 'Free now and open for applications: 2. Free later: 1. Taking no applications at present: 1.'
    expect((await open('/en/zones/suifenhe')).text('premises')).toBe(short)
    const visitor = site.agent()
    await visitor.post('/en/saved/searches').type('form').send({ search: 'use=retail' }).expect(303)
    expect(renderedPage(await visitor.get('/en/saved').expect(200)).text('search')).toContain(short)
    expect((await open('/en/plan')).$('svg[aria-label]').attr('aria-label')).toContain('5 units, 2 free now')
    expect((await open('/en/street')).$('body').text()).toContain('5 units, 2 free now and open for applications')
  })

  it('change at midnight in Suifenhe without any write', async () => {
    await aStreet()
    expect((await open('/en')).text('count')).toContain('2 units are free now')
    site.clock.set('2026-11-26T00:00:00+08:00')
    expect((await open('/en')).text('count')).toContain('3 units are free now')
  })
})

describe('the sentence on free units', () => {
  const areas = 'from 20 m² to 30 m²'
  it.each([
    [
      'en',
      { now: 0, later: 1, closed: 2 },
      'No unit is free and open for applications today. 1 becomes free later. 2 take no applications at present.',
    ],
    [
      'en',
      { now: 0, later: 0, closed: 1 },
      'No unit is free and open for applications today. 1 takes no applications at present.',
    ],
    [
      'ru',
      { now: 0, later: 1, closed: 2 },
      'Сегодня нет помещений, которые свободны и открыты для заявок. 1 освободится позже. На 2 заявки сейчас не принимают.',
    ],
    ['zh', { now: 0, later: 1, closed: 2 }, '今天没有房源空置且可申请。1处稍后空出。2处目前不接受申请。'],
    [
      'en',
      { now: 2, later: 1, closed: 0 },
      '2 units are free now and open for applications, from 20 m² to 30 m². 1 more becomes free later.',
    ],
  ] as const)('in %s counts more only beside those that are free today: %o', (locale, vacancies, sentence) => {
    expect(translatorFor(locale)('premises.vacancies', { ...vacancies, areas })).toBe(sentence)
  })
})
