import { type PremisesStatus, type UseClass, useClasses } from '#models/premises/parts/premises-vocabulary.ts'
import type { Choices } from '#features/premises/seeded-random.ts'
import type { UnitSlot } from './layout.ts'

/**
 * Features of the units of a use: the range of ceiling height (m) and power (kW), how often it has water, extraction and gas
 * in per cent, and which other uses are allowed or prohibited.
 */
type UseProfile = {
  ceiling: readonly [number, number]
  kw: readonly [number, number]
  water: number
  extraction: number
  gas: number
  also: readonly UseClass[]
  never: readonly UseClass[]
}

const useProfiles: Record<UseClass, UseProfile> = {
  retail: {
    ceiling: [3.2, 4.2],
    kw: [6, 15],
    water: 78,
    extraction: 6,
    gas: 0,
    also: ['services', 'showroom', 'office'],
    never: ['workshop'],
  },
  catering: {
    ceiling: [3.4, 4.4],
    kw: [18, 45],
    water: 100,
    extraction: 88,
    gas: 58,
    also: ['retail', 'services'],
    never: ['warehouse', 'workshop'],
  },
  services: {
    ceiling: [3, 3.8],
    kw: [6, 18],
    water: 94,
    extraction: 14,
    gas: 0,
    also: ['office', 'retail'],
    never: ['warehouse'],
  },
  office: {
    ceiling: [2.7, 3.2],
    kw: [4, 10],
    water: 60,
    extraction: 3,
    gas: 0,
    also: ['services', 'ecommerce'],
    never: ['catering', 'workshop'],
  },
  showroom: {
    ceiling: [3.6, 4.8],
    kw: [10, 24],
    water: 66,
    extraction: 6,
    gas: 0,
    also: ['retail', 'office'],
    never: ['workshop', 'warehouse'],
  },
  workshop: {
    ceiling: [3.8, 5],
    kw: [22, 60],
    water: 86,
    extraction: 52,
    gas: 14,
    also: ['warehouse', 'ecommerce'],
    never: ['catering'],
  },
  warehouse: {
    ceiling: [4, 5.4],
    kw: [8, 22],
    water: 42,
    extraction: 12,
    gas: 0,
    also: ['ecommerce', 'workshop'],
    never: ['catering', 'services'],
  },
  ecommerce: {
    ceiling: [3, 4.2],
    kw: [8, 20],
    water: 68,
    extraction: 8,
    gas: 0,
    also: ['warehouse', 'office', 'showroom'],
    never: ['catering'],
  },
}

const withGates: readonly UseClass[] = ['warehouse', 'workshop']

export function factsOf(slot: UnitSlot, choices: Choices) {
  return {
    ...measures(slot, choices),
    ...access(slot, choices),
    condition: choices.weighted({ shell: 16, basic: 40, fitted: 34, furnished: 10 }),
    ...permittedUses(slot.use, choices),
    ...services(slot, choices),
    ...papers(slot, choices),
  }
}

function access(slot: UnitSlot, choices: Choices) {
  const upstairs = slot.floor > 1
  return {
    layout: choices.weighted(
      upstairs
        ? { open: 56, two_rooms: 24, several_rooms: 20 }
        : { open: 60, two_rooms: 24, several_rooms: 9, mezzanine: 7 },
    ),
    entrance: {
      sharing: choices.chance(upstairs ? 22 : 90) ? ('own' as const) : ('shared' as const),
      side: slot.depth === 'yard' ? ('yard' as const) : ('street' as const),
    },
    shopWindows: windowsOf(slot, choices),
    stepFree: !upstairs && choices.chance(48),
    parkingSpaces: parkingOf(slot, choices),
  }
}

function parkingOf({ use }: UnitSlot, choices: Choices): number {
  const gates = withGates.includes(use)
  return choices.chance(gates ? 70 : 30) ? choices.between(1, gates ? 4 : 2) : 0
}

function windowsOf(slot: UnitSlot, choices: Choices): number {
  const shop = slot.floor === 1 && slot.depth !== 'yard' && !withGates.includes(slot.use)
  return shop ? Math.max(1, Math.round(slot.widthM / choices.between(2.8, 4, 1))) : 0
}

function papers({ use }: UnitSlot, choices: Choices) {
  return {
    fireAccepted: choices.chance(84),
    usableAsRegisteredAddress: choices.chance(use === 'warehouse' ? 40 : 66),
    insideBorderTradeZone: choices.chance(30),
    certificateNumber: choices.chance(72) ? certificate(choices.between(1200, 9800)) : null,
  }
}

const certificate = (number: number): string => `黑(2016)绥芬河市不动产权第${String(number).padStart(7, '0')}号`

function measures(slot: UnitSlot, choices: Choices) {
  const depthM = slot.depth === 'whole' ? slot.building.depthM : slot.building.depthM / 2
  const areaGrossSqM = Number((slot.widthM * depthM * 0.985).toFixed(2))
  const [low, high] = slot.floor > 1 ? [2.7, 3.3] : useProfiles[slot.use].ceiling
  return {
    areaGrossSqM,
    areaUsableSqM: Number((areaGrossSqM * choices.between(0.86, 0.94, 3)).toFixed(2)),
    ceilingHeightM: choices.between(low, high, 1),
    frontageM: slot.depth === 'yard' ? 0 : slot.widthM,
  }
}

function permittedUses(use: UseClass, choices: Choices): { allowedUses: UseClass[]; prohibitedUses: UseClass[] } {
  const { also, never } = useProfiles[use]
  const allowed = new Set<UseClass>([use, ...also.filter(() => choices.chance(62))])
  const prohibited = new Set(never.filter(() => choices.chance(80)))
  return {
    allowedUses: [use, ...useClasses.filter(other => other !== use && allowed.has(other))],
    prohibitedUses: useClasses.filter(other => prohibited.has(other)),
  }
}

function services({ use, building }: UnitSlot, choices: Choices) {
  const habit = useProfiles[use]
  const electricityKw = choices.between(...habit.kw)
  const water = choices.chance(habit.water)
  return {
    electricityKw,
    electricityPhases: electricityKw > 15 ? (3 as const) : (1 as const),
    water,
    // A unit with a kitchen always has a drain.
    drain: water && (choices.chance(96) || use === 'catering'),
    gas: choices.chance(habit.gas),
    extraction: choices.chance(habit.extraction),
    heating: building.number % 3 === 0 && choices.chance(30) ? ('electric' as const) : ('central' as const),
    internet: choices.chance(88),
  }
}

/**
 * Picks a status. Most units are available, as in a programme that looks for founders; a few drafts and archived ones are
 * there for the staff.
 */
export const statusOf = (choices: Choices): PremisesStatus =>
  choices.weighted({ available: 42, held: 11, let: 36, paused: 8, draft: 2, archived: 1 })
