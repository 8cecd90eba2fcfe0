import type { Incentive } from '#models/incentives/incentive.ts'
import type { ZoneRecord } from '#models/incentives/zone.ts'
import { addDays, type CityDay } from '#shared/days/city-day.ts'
import type { Span, WorkItem, WorkSource } from '#shared/work.ts'
import { checkAgainOn } from './rules.ts'

type Deps = { drafts: { list: () => Promise<Incentive[]> }; zones: () => Promise<ZoneRecord[]> }

/**
 * Work: published incentives and zone facts due for a check against their sources, and incentives that end. They are few, so
 * all are read.
 */
export function incentiveWork({ drafts, zones }: Deps): readonly WorkSource[] {
  async function itemsInSpan({ from, to }: Span): Promise<WorkItem[]> {
    const published = (await drafts.list()).filter(({ status }) => status === 'published')
    return [...published.map(itemOf), ...(await zones()).flatMap(zoneItem)]
      .filter(({ dueOn }) => (!from || dueOn >= from) && (!to || dueOn <= to))
      .sort((a, b) => a.dueOn.localeCompare(b.dueOn))
  }

  return [
    {
      kind: 'incentives',
      heading: 'work.incentives',
      roles: ['listing_manager', 'administrator'],
      bands: ['today', 'week', 'later'],
      horizon: 30,
      list: async (_colleague, span, { skip, limit }) => (await itemsInSpan(span)).slice(skip, skip + limit),
      count: async (_colleague, span) => (await itemsInSpan(span)).length,
    },
  ]
}

function itemOf(incentive: Incentive): WorkItem & { dueOn: CityDay } {
  const again = checkAgainOn(incentive)
  const { _id, title, category, expiresOn } = incentive
  const ends = expiresOn !== null && expiresOn !== undefined && addDays(expiresOn, 1) < again
  return {
    about: title,
    more: '',
    step: { key: ends ? 'work.incentives.ends' : `incentives.category.${category}` },
    dueOn: ends ? addDays(expiresOn, 1) : again,
    path: `/incentives/${_id.toHexString()}`,
  }
}

/** Returns the work item of a zone, due when the fact checked longest ago is due. */
function zoneItem({ slug, name, facts }: ZoneRecord): (WorkItem & { dueOn: CityDay })[] {
  const [oldest] = facts.toSorted((a, b) => a.checkedAt.localeCompare(b.checkedAt))
  if (!oldest) return []
  const step = { key: 'content.zone.check' } as const
  return [{ about: name, more: '', step, dueOn: checkAgainOn(oldest), path: `/incentives/zones/${slug}` }]
}
