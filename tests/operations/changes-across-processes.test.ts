import { Types } from 'mongoose'
import { afterAll, describe, expect, it } from 'vitest'
import { PublicContentModel } from '#models/public-content.ts'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { run, until, type Running } from '../support/processes/processes.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

const code = 'SFH-A-0107'
const premises = `/en/premises/${code}`
const withinMs = 1_000

/**
 * A cached page and its text before and after the change; `part` selects the element. An empty `after` means any other text.
 */
type Shown = { at: string; part?: string; before: string; after: string }

/** What the other process changes, and where it shows. */
const changes: [change: string, shown: Shown[]][] = [
  ['paused', statusShown('Paused')],
  ['held', statusShown('Held')],
  ['photo', [{ at: premises, part: 'picture', before: 'An old picture', after: 'A new picture' }]],
  ['building', [{ at: premises, before: 'Startup Street, building A1', after: 'A new address' }]],
  [
    'incentive',
    [
      { at: '/en/incentives', before: 'Three years without rent', after: '' },
      { at: '/en/zones/suifenhe', before: 'Three years without rent', after: '' },
      { at: premises, before: 'Three years without rent', after: '' },
    ],
  ],
  ['settings', [{ at: '/en', before: 'held for you for 14 days', after: 'held for you for 33 days' }]],
  ['viewing', [{ at: premises, before: '', after: '24 December' }]],
  ['guide', [{ at: '/en/guides', before: 'being made', after: '25 November 2026' }]],
]

function statusShown(after: string): Shown[] {
  return [
    { at: premises, part: 'main .status', before: 'Available', after },
    { at: '/en/premises', part: '.card .status', before: 'Available', after },
    { at: `/en/compare?code=${code}`, part: 'table .status', before: 'Available', after },
    { at: '/en', part: '[data-test="count"]', before: '1 unit', after: '' },
  ]
}

describe('a change by another process', () => {
  const site = useSite()
  let other: Running | undefined
  afterAll(() => void other?.process.kill())

  /** Sends the other process a change and waits until it is acknowledged. */
  async function make(change: string, by: string): Promise<void> {
    other ??= run('tests/operations/changer.ts', { args: [site.databaseUri] })
    const { process, output } = other
    process.stdin?.write(`${change} ${by}\n`)
    await until(() => {
      expect(process.exitCode, output()).toBeNull()
      return output().includes(`${change} ${by} done`)
    }, output)
  }

  async function says({ at, part = 'main' }: Shown): Promise<string> {
    const { $ } = renderedPage(await site.visit.get(at).expect(200))
    const found = $(part).first()
    return `${found.text()} ${found.html() ?? ''}`
  }

  it.each(changes)(
    'appears in this process within a second: %s',
    async (change, shown) => {
      const { id } = await aColleague('listing_manager')
      const photo = { _id: new Types.ObjectId(), alt: { en: 'An old picture' }, width: 1, height: 1, renditions: [] }
      await aPremises({ code, photos: [photo] })
      await site.services.incentives.seedStartingContent()
      for (const one of [...shown, ...shown]) expect(await says(one)).toContain(one.before)

      await make(change, id)
      const acknowledged = performance.now()
      const isNew = async (one: Shown) => {
        const text = await says(one)
        return one.after ? text.includes(one.after) : !text.includes(one.before)
      }
      for (const one of shown)
        await until(
          () => isNew(one),
          () => `${change} at ${one.at}`,
          withinMs,
        )
      expect(performance.now() - acknowledged).toBeLessThan(withinMs)
    },
    60_000,
  )

  it('is announced by migrations as well', async () => {
    // In a database without anything migrations only are marked as done.
    await aPremises({ code })
    const before = await site.services.publicStamp()
    await make('migration', 'nobody')
    expect(await PublicContentModel.countDocuments()).toBe(1)
    await until(async () => (await site.services.publicStamp()) !== before, String, withinMs)
  }, 60_000)
})
