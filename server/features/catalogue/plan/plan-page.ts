import type { Reader } from '#shared/texts/i18n.ts'
import { view } from '#web/pages/view.ts'
import type { SearchResult } from '../search/search.ts'
import { streetOf } from '../search/street.ts'
import { chipsOf } from '../browse/chips.ts'
import type { PremisesSearch } from '../browse/input.ts'
import { searchHref } from '../browse/links.ts'
import { asConditions } from '../browse/search-box.ts'
import { planHref, streetView, type StreetView } from '../street-view.ts'
import { highestOf, knownFloor, type PlanView } from './plan-controls.ts'

export type PlanPage = {
  title: string
  description: string
  lead: string
  demo: boolean
  wide: true
  street: StreetView | null
  /** What is lit and why; null while everything is. */
  lit: { count: string; conditions: string[]; change: string; clear: string } | null
}
export const renderPlan = view<PlanPage>('catalogue/plan')

/** `found` is what the search finds on all floors; which floor is drawn is the view's. */
type Asked = { search: PremisesSearch; found: SearchResult; asked: PlanView }

export function planPage(words: Reader, { search, found, asked }: Asked): PlanPage {
  const { t } = words
  const street = streetOf(found.index, found.hidden)
  const filtered = chipsOf(words, search).length > 0
  const lead = t('premises.plan.lead', { length: street.lengthM })
  const lit = filtered ? ({ slot }: { slot: number }) => found.matches(slot) : undefined
  return {
    title: t('premises.plan.title'),
    description: lead,
    lead,
    demo: street.demo,
    wide: true,
    street: street.buildings.length > 0 ? streetView(words, { street, search, lit, view: asked }) : null,
    lit: filtered ? litBy(words, { search, found, asked }) : null,
  }
}

function litBy(words: Reader, { search, found, asked }: Asked): PlanPage['lit'] {
  const { t, locale } = words
  const floor = knownFloor(asked.floor, highestOf(found.index.buildings.list))
  const filter = floor === undefined ? search.filter : { ...search.filter, floor }
  const conditions = chipsOf(words, asConditions(search, found.reading))
  return {
    count: t('premises.list.lit', { count: found.total }),
    conditions: conditions.map(({ label }) => label),
    change: searchHref(locale, { ...search, filter }),
    clear: planHref(locale, { view: { ...asked, floor } }),
  }
}
