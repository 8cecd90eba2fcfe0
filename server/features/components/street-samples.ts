import { pathTo } from '#server/paths.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { fragment } from '#web/pages/fragment.ts'
import type { PremisesCard } from '../catalogue/card.ts'
import { shopFront } from '../street/drawing/shop-front.ts'
import { streetPlan } from '../street/drawing/street-plan.ts'
import { schematicView } from '../catalogue/schematic-view.ts'
import type { StreetView } from '../catalogue/street-view.ts'

const statuses = ['available', 'held', 'let', 'paused'] as const

/** The street, with one building of four units that are as different as units can be, and cards of some. */
export function streetSamples(reader: Reader) {
  const { t } = reader
  const view = streetOf(reader)
  const plain = card(reader, { code: 'SFH-A-0101' })
  const saved = card(reader, { code: 'SFH-A-0102', saved: t('saved.card') })
  const html = [plain, saved].map(fragment<PremisesCard>('premises-card'))
  return {
    'premises-card': { plain, saved },
    'compare-cards': { plain: { cards: html }, 'all saved': { cards: html.slice(1), allSaved: true } },
    'unit-schematic': {
      'to scale': { ...schematicOf(reader, { code: 'SFH-A-0103', areaUsableSqM: 80 }) },
      'proportions not known': { ...schematicOf(reader, { code: 'SFH-A-0104', areaUsableSqM: 180 }) },
    },
    'plan-legend-item': { plain: { ...view.legend[0] }, all: { label: t('plan.staff.all'), count: '4' } },
    'plan-legend': { plain: { legend: view.legend } },
    // One: its script and its links know it by its id.
    'street-plan': { large: { ...view, large: true, open: '#content', openLabel: t('plan.open') } },
  }
}

function streetOf({ t, locale }: Reader): StreetView {
  const href = pathTo(locale, '/plan')
  const label = t('premises.plan.label', { units: statuses.length, available: 1 })
  const buildings = [{ code: 'A1', row: 'north' as const, offsetM: 0, lengthM: 40, floors: 2 }]
  const units = statuses.map((status, index) => ({
    ...{ code: `SFH-A-010${index + 1}`, row: 'north' as const, offsetM: index * 10, widthM: 10, floor: 1, status },
    ...{ depth: 'whole' as const, href, label: t(`premises.status.${status}`) },
  }))
  return {
    plan: streetPlan({ label, buildings, units }),
    legend: statuses.map(status => ({ tone: status, label: t(`premises.status.${status}`), count: '1' })),
    floors: [
      { label: t('premises.plan.all-floors'), name: t('premises.plan.all-floors'), href, current: true },
      { label: '1', name: t('premises.floor', { floor: 1 }), href, current: false },
    ],
    controls: [
      { name: 'in', sign: '+', label: t('plan.in'), href },
      { name: 'out', sign: '−', label: t('plan.out'), href: null },
    ],
    ...{ said: t('plan.whole'), fromM: 0, toM: 40, note: t('premises.plan.unfolded'), detail: '' },
  }
}

/** A shop of 9 × 10 m, with whatever can be laid on, between two others. */
function schematicOf(reader: Reader, { code, areaUsableSqM }: { code: string; areaUsableSqM: number }) {
  const row = 'north' as const
  const beside = { row, floor: 1, status: 'let' as const, depth: 'whole' as const, areaSqM: 80, mainUse: null }
  return schematicView(reader, {
    premises: {
      ...{ code, areaUsableSqM, floor: 1, frontageM: 9, shopWindows: 2, parkingSpaces: 1, electricityKw: 20 },
      ...{ stepFree: true, water: true, drain: true, extraction: true, gas: true },
      electricityPhases: 3,
      layout: 'open',
      entrance: { sharing: 'own', side: 'street' },
      position: { row, offsetM: 11, widthM: 9, depth: 'whole' },
    },
    building: { floors: 2, position: { row, offsetM: 0, lengthM: 40, depthM: 10 } },
    street: {
      unitsBetween: () => [
        { ...beside, slot: 0, code: 'SFH-A-0101', offsetM: 0, widthM: 11 },
        { ...beside, slot: 1, code: 'SFH-A-0102', offsetM: 20, widthM: 20 },
      ],
    },
  })
}

const card = (
  { t, locale }: Reader,
  { code, saved = '', costBeside = '' }: Partial<PremisesCard> & { code: string },
): PremisesCard => ({
  ...{ code, saved, href: pathTo(locale, '/premises'), title: t('site.place'), lang: null },
  ...{ tone: 'available', label: t('premises.status.available'), about: t('premises.use.retail') },
  measures: [{ label: t('premises.card.area'), value: '48 m²' }],
  ...{ cost: t('premises.card.cost', { cost: '¥1' }), costBeside, aMonth: t('premises.card.a-month') },
  waived: t('premises.card.waived', { rent: '¥36' }),
  drawing: shopFront({
    ...{ code, use: 'retail', frontageM: 8, widthM: 8, ceilingHeightM: 3.6, floor: 1, shopWindows: 2 },
  }),
  photo: null,
})
