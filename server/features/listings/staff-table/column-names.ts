/** Columns that the table can show beside the code, in default order. */
const ownColumns = [
  ...(['title', 'status', 'place', 'zone', 'area', 'uses', 'cost', 'rent', 'rentFree', 'deposit'] as const),
  ...(['texts', 'photos', 'published', 'availableFrom', 'expiry', 'updated'] as const),
] as const

/** Columns that show one field of the form, under its name there. */
export const fieldColumns = [
  ...(['areaGrossSqM', 'ceilingHeightM', 'frontageM', 'shopWindows', 'layout', 'condition'] as const),
  ...(['entrance.sharing', 'entrance.side', 'prohibitedUses', 'electricityKw', 'electricityPhases'] as const),
  ...(['heating', 'water', 'extraction', 'stepFree', 'parkingSpaces', 'fireAccepted'] as const),
  ...(['usableAsRegisteredAddress', 'insideBorderTradeZone', 'certificateNumber'] as const),
  ...(['managementFeePerSqMMonth', 'heatingFeePerSqMSeason', 'applicationWindow', 'publishAt'] as const),
] as const
export type FieldColumn = (typeof fieldColumns)[number]

export const tableColumns = [...ownColumns, ...fieldColumns] as const
export type TableColumn = (typeof tableColumns)[number]

export const defaultColumns: readonly TableColumn[] = [
  ...(['title', 'status', 'place', 'area', 'uses', 'cost', 'texts', 'photos', 'expiry', 'updated'] as const),
]

/** Returns the known columns among stored or typed names, without duplicates. */
export const knownColumns = (names: readonly string[]): TableColumn[] =>
  [...new Set(names)].filter((name): name is TableColumn => tableColumns.some(column => column === name))
