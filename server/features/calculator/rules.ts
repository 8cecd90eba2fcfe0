import { places, type Component, type Place, type Scenario, type ZoneDuty } from './scenario.ts'

/** Parts of a unit's cost, in the order in which they arise. */
export const costParts = [
  'components',
  'component-duty',
  'labour',
  'overhead',
  'premises',
  'freight',
  'product-duty',
  'vat',
] as const
export type CostPart = (typeof costParts)[number]

/**
 * Money without rounding: a whole number of grains, `grainsPerFen(scenario)` of which make a fen. All sums, products with
 * rates, and a unit's share of the monthly premises cost are whole numbers of grains.
 */
export type Grains = bigint

/**
 * Hours are hundredths, at most three rates are applied one after another (overhead, duty, VAT), and the premises cost is
 * divided by the units of a month.
 */
export const grainsPerFen = ({ unitsPerMonth }: Pick<Scenario, 'unitsPerMonth'>): Grains =>
  BigInt(unitsPerMonth) * 100n * 10_000n ** 3n

export type PlaceCosts = { place: Place; parts: Record<CostPart, Grains>; total: Grains }
export type Comparison = {
  costs: PlaceCosts[]
  /** The cheapest place, or all places that share the lowest cost to the grain. */
  cheapest: Place[]
}

/** Compares the three places for one product and one market, by the formulas of the functions below. */
export function comparePlaces(scenario: Scenario): Comparison {
  const costs = places.map(place => costsIn(place, scenario))
  const lowest = costs.reduce((least, { total }) => (total < least ? total : least), costs[0]?.total ?? 0n)
  return { costs, cheapest: costs.filter(({ total }) => total === lowest).map(({ place }) => place) }
}

/**
 * Landed cost of a unit = components + duty on them + labour + overhead + premises + freight + duty on the product + VAT.
 */
export function costsIn(place: Place, scenario: Scenario): PlaceCosts {
  const duties = dutyRule(place, scenario)
  const [first, ...others] = duties.map(duty => withDuty(place, scenario, duty))
  // If the user lets the zone choose: the duty that makes the unit cheaper.
  return others.reduce((least, other) => (other.total < least.total ? other : least), first as PlaceCosts)
}

type DutyRule = 'on-components' | 'on-product' | 'on-product-at-gate' | 'on-both'

/**
 * Returns which duties arise. Source: the rules of the zone according to Russia Briefing (2021): components enter the zone
 * free of duty, exports carry none, and for the Chinese market duty is due on the imported components or on the finished
 * product. Outside the zone components pay on entry, and a product pays where it crosses a border into the market.
 */
function dutyRule(place: Place, { market, zoneDuty }: Scenario): DutyRule[] {
  if (place === 'zone') return market === 'cn' ? selectiveDuty[zoneDuty] : ['on-product']
  const home = place === 'russia' ? 'ru' : 'cn'
  return [market === home ? 'on-components' : 'on-both']
}

const selectiveDuty: Record<ZoneDuty, DutyRule[]> = {
  lower: ['on-components', 'on-product-at-gate'],
  components: ['on-components'],
  product: ['on-product-at-gate'],
}

function withDuty(place: Place, scenario: Scenario, rule: DutyRule): PlaceCosts {
  const fen = grainsPerFen(scenario)
  const components = BigInt(sum(scenario.components.map(component => component.costFen))) * fen
  const componentDuty = rule === 'on-components' || rule === 'on-both' ? componentDutyIn(place, scenario) : 0n
  const labour = labourIn(place, scenario)
  const overhead = share(labour, scenario.overheadBp)
  const premises = premisesIn(place, scenario)
  const freight = BigInt(scenario.freightFen[place]) * fen
  const atGate = components + componentDuty + labour + overhead + premises
  const productDuty = share(dutiableValue(rule, atGate, freight), scenario.dutyBp)
  const vat = share(atGate + freight + productDuty, scenario.vatBp)
  const parts = {
    components,
    'component-duty': componentDuty,
    labour,
    overhead,
    premises,
    freight,
    'product-duty': productDuty,
    vat,
  }
  return { place, parts, total: atGate + freight + productDuty + vat }
}

/**
 * Value on which duty on the product is levied, grains per unit: at a border everything up to the market including freight
 * (CIF, the customs value); from the zone into China the value when leaving the zone.
 */
function dutiableValue(rule: DutyRule, atGate: Grains, freight: Grains): Grains {
  if (rule === 'on-product' || rule === 'on-both') return atGate + freight
  return rule === 'on-product-at-gate' ? atGate : 0n
}

/** Σ cost of an imported component × its duty into the country, grains per unit. The country's own components carry none. */
function componentDutyIn(place: Place, scenario: Scenario): Grains {
  const home = place === 'russia' ? 'ru' : 'cn'
  const rateOf = ({ dutyRussiaBp, dutyChinaBp }: Component) => (place === 'russia' ? dutyRussiaBp : dutyChinaBp)
  const fen = grainsPerFen(scenario)
  return scenario.components
    .filter(({ origin }) => origin !== home)
    .reduce((duty, component) => duty + share(BigInt(component.costFen) * fen, rateOf(component)), 0n)
}

/** Hours per unit × cost of an hour, grains per unit. */
function labourIn(place: Place, scenario: Scenario): Grains {
  return (BigInt(scenario.labourHundredths) * BigInt(scenario.hourlyFen[place]) * grainsPerFen(scenario)) / 100n
}

/** Premises cost of a month ÷ units of a month, grains per unit; 0 in the zone during the rent-free years. */
function premisesIn(place: Place, scenario: Scenario): Grains {
  if (place === 'zone' && scenario.rentFree) return 0n
  return (BigInt(scenario.premisesFen[place]) * grainsPerFen(scenario)) / BigInt(scenario.unitsPerMonth)
}

/** Applies a rate in basis points. */
const share = (amount: Grains, bp: number): Grains => (amount * BigInt(bp)) / 10_000n

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0)
