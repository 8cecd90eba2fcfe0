import {
  conditions,
  entranceSharing,
  entranceSides,
  heatingTypes,
  layouts,
  planDepths,
  streetRows,
  useClasses,
} from '#models/premises/parts/premises-vocabulary.ts'
import type { FieldDefinition } from './controls.ts'

type Group = {
  name: 'measures' | 'uses' | 'utilities' | 'legal' | 'money' | 'dates' | 'position'
  asks: FieldDefinition[]
}

const decimal = { ask: 'line', decimal: true } as const
const whole = { ask: 'line', decimal: false } as const
const flags = (...names: string[]): FieldDefinition[] => names.map(name => ({ ask: 'flag', name }))

/** Texts, and the number of lines of their inputs. */
export const textFields: readonly [name: string, rows: number][] = [
  ['title', 1],
  ['summary', 3],
  ['description', 8],
  ['defects', 4],
  ['managingBody', 1],
]

/** Form of a premises after its texts, in the order of the page. */
export const formGroups: readonly Group[] = [
  {
    name: 'measures',
    asks: [
      { ...decimal, name: 'areaGrossSqM', unit: 'sqM' },
      { ...decimal, name: 'areaUsableSqM', unit: 'sqM' },
      { ...decimal, name: 'ceilingHeightM', unit: 'm' },
      { ...decimal, name: 'frontageM', unit: 'm' },
      { ...whole, name: 'floor' },
      { ...whole, name: 'shopWindows' },
      { ask: 'choice', name: 'layout', values: layouts, words: 'layout' },
      { ask: 'choice', name: 'condition', values: conditions, words: 'condition' },
      { ask: 'choice', name: 'entrance.sharing', values: entranceSharing, words: 'sharing' },
      { ask: 'choice', name: 'entrance.side', values: entranceSides, words: 'side' },
    ],
  },
  {
    name: 'uses',
    asks: [
      { ask: 'choice', name: 'mainUse', values: useClasses, words: 'use' },
      { ask: 'several', name: 'allowedUses', values: useClasses, words: 'use' },
      { ask: 'several', name: 'prohibitedUses', values: useClasses, words: 'use' },
    ],
  },
  {
    name: 'utilities',
    asks: [
      { ...decimal, name: 'electricityKw', unit: 'kw' },
      { ask: 'choice', name: 'electricityPhases', values: ['1', '3'], words: 'phases' },
      { ask: 'choice', name: 'heating', values: heatingTypes, words: 'heating' },
      ...flags('water', 'drain', 'gas', 'extraction', 'internet'),
    ],
  },
  {
    name: 'legal',
    asks: [
      { ask: 'line', name: 'certificateNumber', optional: true },
      { ...whole, name: 'parkingSpaces' },
      ...flags('usableAsRegisteredAddress', 'fireAccepted', 'stepFree', 'insideBorderTradeZone'),
    ],
  },
  {
    name: 'money',
    asks: [
      { ...whole, name: 'rentFreeMonths', unit: 'months' },
      { ...decimal, name: 'marketRentPerSqMMonth', unit: 'yuan' },
      { ...decimal, name: 'managementFeePerSqMMonth', unit: 'yuan' },
      { ...decimal, name: 'heatingFeePerSqMSeason', unit: 'yuan' },
      { ...decimal, name: 'deposit', unit: 'yuan' },
    ],
  },
  {
    name: 'dates',
    asks: [
      ...['availableFrom', 'applicationWindow.from', 'applicationWindow.to'].map((name): FieldDefinition => ({
        ask: 'day',
        name,
      })),
      { ask: 'instant', name: 'publishAt' },
      { ask: 'instant', name: 'expiresAt' },
    ],
  },
  {
    name: 'position',
    asks: [
      { ask: 'choice', name: 'position.row', values: streetRows, words: 'row' },
      { ...decimal, name: 'position.offsetM', unit: 'm' },
      { ...decimal, name: 'position.widthM', unit: 'm' },
      { ask: 'choice', name: 'position.depth', values: planDepths, words: 'depth' },
    ],
  },
]
