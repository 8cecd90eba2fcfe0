import type { Incentive } from '../../../models/incentive.ts'
import { addDays, type CityDay } from '../../shared/city-day.ts'
import type { Span, WorkItem, WorkSource } from '../../shared/work.ts'
import { checkAgainOn } from './rules.ts'

type Deps = { listForStaff: () => Promise<Incentive[]> }

/** Published incentives whose text is to be held against its source again, or that end. They are few: all are read. */
export function incentiveWork({ listForStaff }: Deps): readonly WorkSource[] {
  async function within({ from, to }: Span): Promise<WorkItem[]> {
    const published = (await listForStaff()).filter(({ status }) => status === 'published')
    return published
      .map(itemOf)
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
      list: async (_colleague, span, { skip, limit }) => (await within(span)).slice(skip, skip + limit),
      count: async (_colleague, span) => (await within(span)).length,
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
