import mongoose from 'mongoose'
import { describe, expect, it } from 'vitest'
import { TenancyModel, type Tenancy } from '#models/tenancies/tenancy.ts'
import { dutiesOf } from '#features/tenancies/duties/duties.ts'
import { milestonesOf } from '#features/tenancies/rules.ts'
import { migration } from '#server/migrations/2026-12-08-duties-rest-during-a-pause.ts'
import { migration as laterMigration } from '#server/migrations/2026-12-10-letters-that-come-early.ts'
import { runChecks } from '#shared/checks.ts'
import { locales } from '#shared/texts/i18n.ts'
import { aColleague } from '../factories/account.ts'
import { aTenancy } from '../factories/tenancies.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
type Person = Awaited<ReturnType<typeof site.as>>
const post = (person: Person, path: string, body: Record<string, string> = {}) =>
  person.post(path).type('form').send(body)
const stored = async (id: string) => (await TenancyModel.findById(id).lean())!

/** Words for so many days overdue, in the three languages. */
const overdue = /просрочено на|опоздание|\d days? (overdue|late)|逾期 ?\d/i
const resting = { ru: 'отложено до конца паузы', en: 'deferred until the pause ends', zh: '暂停计租期间顺延' }

/**
 * Creates a tenancy that was handed over on 1 August 2026 and paused on a day some months ago: reports have come due
 * meanwhile.
 */
async function paused(from: string, { plannedTo = '' } = {}) {
  const tenancy = await aTenancy(site.services, { handoverOn: '2026-08-01' })
  const officer = await site.as(await aColleague('decider', { name: '李慧兰' }))
  await post(officer, `${tenancy.path}/pause`, { from, plannedTo, reason: '停电' }).expect(303)
  await site.runJobs()
  return { ...tenancy, officer, founder: await site.as(tenancy.tenant) }
}

async function textsIn(locale: string, { officer, founder, path, own }: Awaited<ReturnType<typeof paused>>) {
  const inLocale = (address: string) => address.replace(/^\/(ru|en|zh)\//, `/${locale}/`)
  const read = async (person: Person, address: string) =>
    renderedPage(await person.get(inLocale(address)).expect(200)).main
  return {
    'the page of the office': await read(officer, path),
    'the page of the tenant': await read(founder, own),
    board: await read(officer, '/en/staff/tenancies'),
    desk: await read(officer, '/en/staff'),
    'overdue reports': await read(officer, '/en/staff/work/overdue-reports'),
  }
}

describe('during a pause', () => {
  it.each(locales)('no deferred duty is overdue on any page, in %s', async locale => {
    const tenancy = await paused('2026-08-20')
    const texts = await textsIn(locale, tenancy)
    for (const [page, text] of Object.entries(texts)) expect(text, page).not.toMatch(overdue)
    expect(texts['the page of the office']).toContain(resting[locale])
    expect(texts['the page of the tenant']).toContain(resting[locale])
    for (const page of ['board', 'desk', 'overdue reports'] as const)
      expect(texts[page], page).not.toMatch(/licence|quarterly report \d|лицензию|квартальный отчёт №|执照|期季度报告/i)
    expect((await stored(tenancy.id)).nextDueOn).toBeNull()
  })

  it('a duty that was overdue the day before stays overdue, and one due on the first day is deferred', async () => {
    // The licence was due on 30 September, the opening on 30 October, the first report on 1 November.
    const tenancy = await paused('2026-10-30')
    const texts = await textsIn('en', tenancy)
    const late = texts['the page of the office'].match(/\d+(?= days overdue)/g)
    expect(late).toEqual(['56', '56'].map(days => expect.stringMatching(days + '$') as string))
    expect(texts['the page of the tenant']).toContain('56 days overdue')
    expect(texts.board).toContain('56 days overdue')
    expect(texts.desk).toMatch(/business licence\s*56 days late/)
    expect(texts['overdue reports']).not.toContain(tenancy.code)
    const list = renderedPage(await tenancy.officer.get('/en/staff/tenancies?state=suspended').expect(200))
    expect(list.$('[data-test=tenancies] tbody tr td').last().text().trim()).toBe('1')
    expect((await stored(tenancy.id)).nextDueOn).toBe('2026-09-30')
  })

  it('a report that was overdue before it stays on the desk', async () => {
    const tenancy = await paused('2026-11-02')
    expect((await textsIn('en', tenancy))['overdue reports']).toContain('Quarterly report 1')
    const all = await TenancyModel.countDocuments({ state: 'suspended' })
    expect(all).toBe(1)
  })

  it('its planned end is due next, and afterwards every duty is due later by its length', async () => {
    const tenancy = await paused('2026-08-20', { plannedTo: '2026-12-01' })
    expect((await stored(tenancy.id)).nextDueOn).toBe('2026-12-01')
    await post(tenancy.officer, `${tenancy.path}/resume`, { to: '2026-11-25' }).expect(303)
    // 98 days after 30 September.
    expect((await stored(tenancy.id)).nextDueOn).toBe('2027-01-06')
    expect((await textsIn('en', tenancy))['the page of the office']).not.toContain(resting.en)
  })

  it('findings and inspections are not deferred', () => {
    const finding = { _id: new mongoose.Types.ObjectId(), text: 'Вывеска', cureBy: '2026-11-10' }
    const inspection = { kind: 'planned' as const, state: 'held' as const, on: '2026-11-01', note: '' }
    const tenancy: Pick<Tenancy, 'milestones' | 'pauses' | 'inspections' | 'state'> = {
      state: 'suspended',
      milestones: milestonesOf('2026-08-01', 36),
      pauses: [{ from: '2026-08-20', reason: 'Ремонт', endBefore: '2029-07-31' }],
      inspections: [{ _id: new mongoose.Types.ObjectId(), ...inspection, findings: [finding] }],
    }
    expect(dutiesOf(tenancy as Tenancy).map(({ what, dueOn }) => `${what} ${dueOn}`)).toEqual(['finding 2026-11-10'])
  })
})

/** Returns the ids of tenancies that break the rule about pauses. */
async function broken(): Promise<string[]> {
  const examined = await runChecks(site.checkers)
  const rule = examined.find(
    ({ name }) => name === 'no tenancy whose clock stands still has a duty that rests on the desk',
  )
  return rule!.problems.map(({ id }) => id)
}

describe('tenancies paused by an earlier version', () => {
  it('are taken off the desk by a repeatable migration, except for what was overdue before', async () => {
    const open = await paused('2026-08-20')
    const late = await paused('2026-10-30')
    const planned = await paused('2026-08-20', { plannedTo: '2026-12-01' })
    const running = await aTenancy(site.services, { handoverOn: '2026-08-01' })
    const all = [open, late, planned, running].map(({ id }) => id)
    expect(await broken()).toEqual([])
    const due = async () => Promise.all(all.map(async id => (await stored(id)).nextDueOn))
    const right = await due()
    await TenancyModel.updateMany({}, { $set: { nextDueOn: '2026-09-30' } })
    expect((await broken()).toSorted()).toEqual([open.id, planned.id].toSorted())
    for (let run = 0; run < 2; run += 1) await migration.up({ db: mongoose.connection.db!, log: site.log })
    expect(await due()).toEqual(right)
    expect(right).toEqual([null, '2026-09-30', '2026-12-01', '2026-09-30'])
    expect(await broken()).toEqual([])
  })

  it('still have their other duties: findings, inspections, proposals, renewal letters, appeals', async () => {
    const at = new Date('2026-11-20T02:00:00Z')
    const finding = { _id: new mongoose.Types.ObjectId(), text: 'Вывеска', cureBy: '2026-11-10' }
    const inspection = (state: 'held' | 'planned', on: string, findings: (typeof finding)[]) => ({
      _id: new mongoose.Types.ObjectId(),
      kind: 'planned' as const,
      note: '',
      state,
      on,
      findings,
    })
    const by = { id: 'f'.repeat(24), name: '王伟' }
    const proposal = {
      key: 'k',
      act: 'termination' as const,
      by,
      at,
      ground: 'sublet' as const,
      reason: 'x',
      reasonZh: 'x',
    }
    const termination = {
      ground: 'sublet' as const,
      reason: 'x',
      appealUntil: '2027-01-01',
      appeal: { at, text: 'Нет' },
    }
    const more: [Partial<Tenancy>, string][] = [
      [{ inspections: [inspection('held', '2026-11-01', [finding])] }, '2026-11-10'],
      [
        { inspections: [inspection('held', '2026-11-01', [{ ...finding, curedOn: '2026-11-09' } as typeof finding])] },
        '',
      ],
      [{ inspections: [inspection('planned', '2026-12-24', [])] }, '2026-12-24'],
      [{ proposal }, '2026-11-23'],
      // It cannot be answered during a pause.
      [{ renewal: { at, wish: 'renew', letter: 'x' } }, ''],
      [{ renewal: { at, wish: 'renew', letter: 'x', decidedAt: at } }, ''],
      [{ termination }, '2026-11-27'],
    ]
    const { id } = await paused('2026-08-20')
    for (const [changes, dueOn] of more) {
      const nothing = { inspections: [], proposal: null, renewal: null, termination: null }
      await TenancyModel.updateOne({ _id: id }, { $set: { nextDueOn: '2026-09-30', ...nothing, ...changes } })
      for (const one of [migration, laterMigration]) await one.up({ db: mongoose.connection.db!, log: site.log })
      expect((await stored(id)).nextDueOn ?? '', JSON.stringify(changes)).toBe(dueOn)
      expect(await broken()).toEqual([])
    }
  })
})
