import type { Reader } from '#shared/texts/i18n.ts'
import { pathTo } from '#server/paths.ts'
import { view } from '#web/pages/view.ts'
import type { SearchResult } from '../search/search.ts'
import { streetOf } from '../search/street.ts'
import { chipsOf } from '../browse/chips.ts'
import type { PremisesSearch } from '../browse/input.ts'
import { searchHref } from '../browse/links.ts'
import { applyReadingToSearch } from '../browse/search-box.ts'
import { elevationHrefAt, elevationHref } from '../elevation/links.ts'
import { endOf } from '#features/street/drawing/plan-geometry.ts'
import { middleOf, windowOf, type PlanWindow } from '#features/street/drawing/plan-window.ts'
import { planHref, streetView, type StreetView } from '../street-view.ts'
import { highestOf, knownFloor, type PlanView } from './plan-controls.ts'

export type PlanPage = {
  title: string
  description: string
  lead: string
  demo: boolean
  wide: true
  street: StreetView | null
  /** Link to the same place on the street elevation. */
  walkHref: string
  /** What is lit and why; null while everything is lit. */
  lit: { count: string; conditions: string[]; change: string; clear: string } | null
}
export const renderPlan = view<PlanPage>('catalogue/plan')

/** `found` has the matches on all floors; the view decides which floor is drawn. */
type PlanPageInput = { search: PremisesSearch; found: SearchResult; asked: PlanView }

export function planPage(reader: Reader, { search, found, asked }: PlanPageInput): PlanPage {
  const { t } = reader
  const street = streetOf(found)
  const filtered = chipsOf(reader, search).length > 0
  const lead = t('premises.plan.lead', { length: street.lengthM })
  const lit = filtered ? ({ slot }: { slot: number }) => found.matches(slot) : undefined
  return {
    title: t('premises.plan.title'),
    description: lead,
    lead,
    demo: street.demo,
    wide: true,
    street: street.buildings.length > 0 ? streetView(reader, { street, search, lit, view: asked }) : null,
    walkHref: walkHrefOf(reader, { found, asked }),
    lit: filtered ? litSummary(reader, { search, found, asked }) : null,
  }
}

/**
 * Returns the URL of the street elevation: at the marked premises while it is visible, otherwise at the middle of the
 * visible part; for the whole street at its beginning.
 */
function walkHrefOf({ locale }: Reader, { found, asked }: Pick<PlanPageInput, 'found' | 'asked'>): string {
  const { index, hidden } = found
  const { buildings } = streetOf(found)
  const window = windowOf(endOf(buildings), {
    level: asked.zoom ?? 1,
    ...(asked.at === undefined ? {} : { atM: asked.at }),
  })
  const slot = asked.here === undefined ? undefined : index.slotOf(asked.here)
  if (slot !== undefined && hidden[slot] === 0 && isInWindow(index, slot, window)) {
    const building = index.columns.buildings[index.columns.building[slot] ?? -1]
    if (building !== undefined) return elevationHref(locale, building, asked.here)
  }
  return window.level > 1 ? elevationHrefAt(locale, middleOf(window), buildings) : pathTo(locale, '/street')
}

function isInWindow({ columns }: SearchResult['index'], slot: number, { fromM, toM }: PlanWindow): boolean {
  const from = columns.offset[slot] ?? 0
  return from < toM && from + (columns.width[slot] ?? 0) > fromM
}

function litSummary(reader: Reader, { search, found, asked }: PlanPageInput): PlanPage['lit'] {
  const { t, locale } = reader
  const floor = knownFloor(asked.floor, highestOf(found.index.buildings.list))
  const filter = floor === undefined ? search.filter : { ...search.filter, floor }
  const conditions = chipsOf(reader, applyReadingToSearch(search, found.reading))
  return {
    count: t('premises.list.lit', { count: found.total }),
    conditions: conditions.map(({ label }) => label),
    change: searchHref(locale, { ...search, filter }),
    clear: planHref(locale, { view: { ...asked, floor } }),
  }
}
