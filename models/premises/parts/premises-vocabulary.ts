/** The vocabulary of a premises. Each list is in the order in which pages show it. */

/** Pattern of all premises codes: zone, row, building and unit. */
export const premisesCodePattern = /^[A-Z]{3}-[A-Z]-\d{4,7}$/

export const zones = ['suifenhe', 'heihe', 'harbin'] as const
export type Zone = (typeof zones)[number]

/** The managers' intent for a listing. Who has the premises is stored separately (`OccupancyModel`). */
export const listingIntents = ['draft', 'shown', 'paused', 'archived'] as const
export type ListingIntent = (typeof listingIntents)[number]

/** The published status: `held` and `let` while somebody has the premises, otherwise derived from the intent. */
export const premisesStatuses = ['draft', 'available', 'held', 'let', 'paused', 'archived'] as const
export type PremisesStatus = (typeof premisesStatuses)[number]

export const useClasses = [
  'retail',
  'catering',
  'services',
  'office',
  'showroom',
  'workshop',
  'warehouse',
  'ecommerce',
] as const
export type UseClass = (typeof useClasses)[number]

/** Features to search by, derived from the facts of a premises on every write and never entered. */
export const premisesFeatures = [
  'registered_address',
  'own_entrance',
  'street_entrance',
  'step_free',
  'shop_windows',
  'water',
  'extraction',
  'gas',
  'three_phase',
  'internet',
  'parking',
  'fire_accepted',
  'certificate',
  'border_trade_zone',
] as const
export type PremisesFeature = (typeof premisesFeatures)[number]

export const layouts = ['open', 'two_rooms', 'several_rooms', 'mezzanine'] as const
export const entranceSharing = ['own', 'shared'] as const
export const entranceSides = ['street', 'yard'] as const
export const conditions = ['shell', 'basic', 'fitted', 'furnished'] as const
export const heatingTypes = ['central', 'electric', 'gas', 'none'] as const
export const structures = ['brick', 'reinforced_concrete', 'steel_frame'] as const
export const streetRows = ['north', 'south'] as const
export type StreetRow = (typeof streetRows)[number]
/** The part of the building's depth that a unit takes: all of it, or the half at the street or at the yard. */
export const planDepths = ['whole', 'street', 'yard'] as const
export const photoSizes = ['small', 'medium', 'large'] as const
/** Lists need no large size. */
export const cardSizes = ['small', 'medium'] as const
export const photoFormats = ['avif', 'webp'] as const
