import { beforeEach, describe, expect, it } from 'vitest'
import { TenancyModel } from '#models/tenancies/tenancy.ts'
import { cityDayOf, daysBetween } from '#shared/days/city-day.ts'
import { aColleague } from '../factories/account.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { binary } from '../support/files/binary.ts'
import { readPdf } from '../support/files/pdf-text.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
type Person = Awaited<ReturnType<typeof site.as>>
let proposer: Person
let decider: Person
let reviewer: Person
let third: Person
beforeEach(async () => {
  proposer = await site.as(await aColleague('decider', { name: '李慧兰' }))
  decider = await site.as(await aColleague('decider', { name: '王伟' }))
  reviewer = await site.as(await aColleague('reviewer', { name: '赵敏' }))
  third = await site.as(await aColleague('decider', { name: '周立' }))
})

const post = (person: Person, path: string, body: Record<string, string> = {}) =>
  person.post(path).type('form').send(body).expect(303)
const stored = async (id: string) => (await TenancyModel.findById(id).lean())!
const page = async (person: Person, path: string) => renderedPage(await person.get(path).expect(200))
const sublet = { ground: 'sublet', reason: 'Помещение сдано другому.', reasonZh: '房屋擅自转租。' }

async function goTo(day: string) {
  site.clock.walk({ days: daysBetween(cityDayOf(site.clock.now()), day) })
  await site.runJobs()
}

/**
 * Terminates a tenancy on 25 November: the 60 days for an appeal end on 24 January. The first report was due on 1 November.
 */
async function terminated(said = sublet) {
  const tenancy = await aTenancy(site.services, { state: 'trading' })
  await post(proposer, `${tenancy.path}/termination`, said)
  const proposal = (await stored(tenancy.id)).proposal?.key ?? ''
  await post(decider, `${tenancy.path}/confirm`, { proposal })
  await site.runJobs()
  return { ...tenancy, founder: await site.as(tenancy.tenant) }
}

describe('a proposal that waits for the second officer', () => {
  const waiting = async (person: Person, kind: string): Promise<string[]> => {
    const { $ } = await page(person, '/en/staff')
    return $(`[data-kind=${kind}] .work__rows a`)
      .map((_, link) => $(link).attr('href') ?? '')
      .get()
  }

  it('is on the desk of each decider except its proposer, whatever else is overdue', async () => {
    const { path } = await aTenancy(site.services, { state: 'trading' })
    await post(proposer, `${path}/termination`, sublet)
    expect(await waiting(decider, 'tenancy-proposals')).toEqual([`${path}/confirm`])
    expect(await waiting(proposer, 'tenancy-proposals')).toEqual([])
    expect(await waiting(reviewer, 'tenancy-proposals')).toEqual([])
    await post(reviewer, `${path}/withdraw-proposal`)
    expect(await waiting(decider, 'tenancy-proposals')).toEqual([])
  })

  it('is followed by an appeal on the desk of deciders who had no part in it', async () => {
    const { path, own, founder } = await terminated()
    expect(await waiting(third, 'appeals')).toEqual([])
    await post(founder, `${own}/appeal`, { text: 'Это моя сестра.' })
    expect(await waiting(third, 'appeals')).toEqual([`${path}/appeal`])
    for (const person of [proposer, decider]) expect(await waiting(person, 'appeals')).toEqual([])
    expect(await waiting(reviewer, 'appeals')).toEqual([])
    await post(third, `${path}/appeal`, { outcome: 'upheld', reason: 'Это так.' })
    expect(await waiting(third, 'appeals')).toEqual([])
  })
})

describe('a termination, as both sides see it,', () => {
  it('no longer offers an appeal once one has been sent', async () => {
    const { path, own, founder } = await terminated()
    expect((await page(founder, own)).text('now')).toContain('Обжаловать его можно до 24 января 2027')
    await goTo('2026-12-01')
    await post(founder, `${own}/appeal`, { text: 'Это моя сестра.' })
    const said = (await page(founder, own)).text('now')
    expect(said).toContain('Ваша жалоба получена 1 декабря 2026')
    expect(said).not.toContain('Обжаловать')
    const office = (await page(decider, path)).text('now')
    expect(office).toContain('The tenant appealed on 1 December 2026')
    expect(office).not.toContain('can be appealed')
  })

  it('shows that an appeal was dismissed', async () => {
    const { path, own, founder } = await terminated()
    await post(founder, `${own}/appeal`, { text: 'Это моя сестра.' })
    await post(third, `${path}/appeal`, { outcome: 'dismissed', reason: 'Сестра живёт в другом городе.' })
    await site.runJobs()
    const mail = site.mails().at(-1)
    expect(mail?.subject).toMatch(/^Жалоба отклонена, аренда расторгнута/)
    expect(mail?.text).toContain('Сестра живёт в другом городе.')
    expect(mail?.text).not.toContain('Если вы не согласны')
    const [newest] = (await page(founder, own)).$('[data-test=events] li').toArray()
    expect((await page(founder, own)).$(newest).text()).toContain('Жалоба отклонена, аренда расторгнута')
  })

  it('shows the day of its end in place of the last rent-free day', async () => {
    const { path, own, founder } = await terminated({ ...sublet, ground: 'mutual_consent' })
    const { main } = await page(founder, own)
    expect(main).toContain('Аренда закончилась25 ноября 2026')
    expect(main).not.toContain('Последний день без арендной платы')
    expect((await page(decider, path)).main).toContain('The tenancy ended25 November 2026')
  })

  it('is called a decision, not an end that has come, in the letter and the list of letters', async () => {
    const { application, founder } = await terminated()
    const { $ } = await page(founder, `/ru/applications/${application}`)
    const link = $('a[href*="/letters/"]').first()
    expect(link.text()).toBe('Письмо о расторжении аренды')
    const { body } = await founder
      .get(link.attr('href') ?? '')
      .buffer(true)
      .parse(binary)
      .expect(200)
    const text = readPdf(body as Buffer).text.replaceAll(/\s+/g, '')
    expect(text).toContain('РешениеРасторжениеаренды')
    expect(text).toContain('决定解除租约')
    expect(text).toContain('настраницеаренды')
  })

  it('sends and records no reminder while an appeal is possible, and resumes them if it is upheld', async () => {
    const { id, path, own, founder } = await terminated()
    const before = site.mails().length
    await post(founder, `${own}/appeal`, { text: 'Это моя сестра.' })
    // The report is due on 1 February.
    await goTo('2027-01-20')
    expect(site.mails()).toHaveLength(before)
    expect((await stored(id)).events.map(({ kind }) => kind)).not.toContain('duty-reminded')
    await post(third, `${path}/appeal`, { outcome: 'upheld', reason: 'Это так.' })
    await site.runJobs()
    expect(site.mails().map(({ subject }) => subject)).toContainEqual(
      expect.stringContaining('Квартальный отчёт №\u00a02'),
    )
  })
})
