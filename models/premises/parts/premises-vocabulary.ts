/** The words a premises is described with. Each list is in the order in which pages show it. */

/** Of every code of a premises: zone, row, building and unit. */
export const premisesCodePattern = /^[A-Z]{3}-[A-Z]-\d{4,7}$/

export const zones = ['suifenhe', 'heihe', 'harbin'] as const
export type Zone = (typeof zones)[number]

/** What the managers want of a listing; who has the premises is another matter (`OccupancyModel`). */
export const listingIntents = ['draft', 'shown', 'paused', 'archived'] as const
export type ListingIntent = (typeof listingIntents)[number]

/** What is told to everybody: `held` and `let` while somebody has the premises, and what is wanted of it otherwise. */
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

/** What the search can ask for; derived from the facts of a premises on every write, never typed in. */
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
/** Which part of the building's depth a unit takes: all of it, or the half at the street or at the yard. */
export const planDepths = ['whole', 'street', 'yard'] as const
export const photoSizes = ['small', 'medium', 'large'] as const
/** What lists show needs no large one. */
export const cardSizes = ['small', 'medium'] as const
export const photoFormats = ['avif', 'webp'] as const
