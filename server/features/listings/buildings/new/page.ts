import { pathTo } from '#server/paths.ts'
import type { Building } from '#models/premises/building.ts'
import { type StreetRow, streetRows } from '#models/premises/parts/premises-vocabulary.ts'
import { formatNumber } from '#shared/texts/format.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import { type ErrorSummary, type FieldErrors, readForm, type FormValues } from '#web/forms/forms.ts'
import { deskCrumb, type Breadcrumb } from '#web/pages/head.ts'
import { view } from '#web/pages/view.ts'
import { defaultValues } from '#features/premises/fields/values.ts'
import { freeSpaces } from '#features/street/free-space.ts'
import { unitCodeIn } from '#features/street/place.ts'
import { buildingDoubts, type BuildingDoubt, placeDoubts, type PlaceDoubt } from '#features/street/placing.ts'
import { planDepths } from '#models/premises/parts/premises-vocabulary.ts'
import {
  type FieldDefinition,
  type Control,
  controlOf,
  type FormState,
  summaryOf,
  type TextRow,
} from '#features/listings/form/controls.ts'
import { describeDoubt } from '#features/listings/place/doubts.ts'
import { buildingPlace, positionOf } from '../input.ts'
import { buildingControls } from '../page.ts'
import { drawBuilding, type DrawnBuilding } from '../place/drawing.ts'
import {
  firstRow,
  maxRows,
  rowFields,
  rowName,
  sharedGroups,
  sharedName,
  type UnitInput,
  filledRows,
  readUnits,
} from './rows.ts'

type Row = { number: string; controls: Control[] }
export type NewBuildingPage = {
  title: string
  breadcrumb: Breadcrumb
  action: string
  summary: ErrorSummary
  code: Control
  texts: TextRow[]
  groups: { legend: string; controls: Control[] }[]
  rows: Row[]
  /** Fields that apply to all units. */
  shared: { legend: string; controls: Control[] }[]
  /** Null while the numbers cannot be drawn. */
  plan: string | null
  doubts: string[]
  free: string[]
}
export const renderNewBuilding = view<NewBuildingPage>('listings/buildings/new')

type BuildingInput = { typed: FormValues; errors: FieldErrors }
type Street = readonly Building[]

const minRows = 10
const spareRows = 3

/**
 * Returns the form of a new building and its units, with the plan of the street as it would be. A refused form shows what
 * was typed.
 */
export function newBuildingPage(
  reader: Reader,
  street: Street,
  { typed, errors }: BuildingInput = emptyInput,
): NewBuildingPage {
  const { t, locale } = reader
  const state: FormState = { t, locale, labels: 'building', typed, errors }
  const title = t('building.new')
  const list = pathTo(locale, '/staff/buildings')
  return {
    title,
    breadcrumb: [deskCrumb({ t, locale }), { label: t('building.title'), href: list }, { label: title }],
    action: pathTo(locale, '/staff/buildings/new'),
    summary: summarizeErrors(reader, { typed, errors }),
    ...buildingControls(state),
    rows: rowsOf(state),
    shared: sharedOf(state),
    ...planPart(reader, street, typed),
    free: streetRows.map(row => describeFreeSpaces(reader, row, street)),
  }
}

const emptyInput: BuildingInput = { typed: { zone: 'suifenhe' }, errors: {} }

const decimal = { ask: 'line', decimal: true } as const
const rowDefinitions: Record<(typeof rowFields)[number], FieldDefinition> = {
  unit: { ask: 'line', name: 'unit', decimal: false },
  floor: { ask: 'line', name: 'floor', decimal: false },
  'position.widthM': { ...decimal, name: 'position.widthM', unit: 'm' },
  fromCorner: { ...decimal, name: 'fromCorner', unit: 'm' },
  'position.depth': { ask: 'choice', name: 'position.depth', values: planDepths, words: 'depth' },
  areaGrossSqM: { ...decimal, name: 'areaGrossSqM', unit: 'sqM' },
  areaUsableSqM: { ...decimal, name: 'areaUsableSqM', unit: 'sqM' },
}

function rowsOf(state: FormState): Row[] {
  const last = filledRows(state.typed).at(-1) ?? -1
  const count = Math.min(maxRows, Math.max(minRows, last + 1 + spareRows))
  return Array.from({ length: count }, (_, row) => ({
    number: state.t('building.units.row', { number: row + 1 }),
    controls: rowFields.map(field =>
      toRowControl(state, renamedControl(rowDefinitions[field], rowName(row, field), state)),
    ),
  }))
}

/** Removes the hint from a field of a unit; it is shown once above all rows. */
function toRowControl({ t }: FormState, { field, select }: Control): Control {
  if (field) return { field: withoutHint(field) }
  return select ? { select: { ...withoutHint(select), placeholder: t('building.units.as-above') } } : {}
}

function withoutHint<T extends { hint?: string }>({ hint: _, ...rest }: T): Omit<T, 'hint'> {
  return rest
}

const sharedOf = (state: FormState) =>
  sharedGroups.map(({ name, asks }) => ({
    legend: state.t(`listing.group.${name}`),
    controls: asks.map(definition => renamedControl(definition, sharedName(definition.name), state)),
  }))

const startValues: FormValues = {
  ...Object.fromEntries(Object.entries(defaultValues).map(([field, value]) => [sharedName(field), value])),
  ...Object.fromEntries(rowFields.map(field => [rowName(0, field), firstRow[field]])),
}

/** Returns a control of a unit under another name. */
function renamedControl(definition: FieldDefinition, name: string, { t, locale, typed, errors }: FormState): Control {
  const value = typed[name] ?? startValues[name] ?? ''
  const error = errors[name]
  const control = controlOf(definition, {
    t,
    locale,
    labels: 'listing' as const,
    typed: { [definition.name]: value },
    errors: error ? { [definition.name]: error } : {},
  })
  if (control.field) return { field: { ...control.field, name } }
  if (control.select) return { select: { ...control.select, name } }
  if (control.flag) return { flag: { ...control.flag, name } }
  const { checkboxes } = control
  if (!checkboxes) return control
  const options = checkboxes.options.map((option, at) => ({
    ...option,
    id: at === 0 ? name : `${name}-${option.value}`,
  }))
  return { checkboxes: { ...checkboxes, name, options } }
}

/** Returns the error summary. Each error names its field, and for a row also the row. */
function summarizeErrors({ t, locale }: Reader, { typed, errors }: BuildingInput): ErrorSummary {
  const ofBuilding = Object.fromEntries(Object.entries(errors).filter(([name]) => !/^(units|all)\./.test(name)))
  const ofUnits = Object.entries(errors).flatMap(([name, key]) => {
    const [, row, field = ''] = /^(?:units\.(\d+)|all)\.(.+)$/.exec(name) ?? []
    if (!key || !field) return []
    const { items } = summaryOf({ t, labels: 'listing', errors: { [field]: key } }) ?? {
      items: [],
    }
    const number = row === undefined ? null : t('building.units.row', { number: Number(row) + 1 })
    return items.map(({ text }) => ({
      href: `#${name}`,
      text: number ? t('form.errors.item', { field: number, sentence: text }) : text,
    }))
  })
  const state: FormState = { t, locale, labels: 'building', typed, errors: ofBuilding }
  const items = [...(summaryOf(state)?.items ?? []), ...ofUnits]
  return items.length > 0 ? { items } : null
}

/** How far the plan extends beyond the last building while nothing is typed. */
const marginM = 60

function planPart(reader: Reader, street: Street, input: FormValues): Pick<NewBuildingPage, 'plan' | 'doubts'> {
  const building = parseBuilding(input)
  if (!building) return { plan: null, doubts: [] }
  const { units } = readUnits(input, building)
  const drawn = units.map(({ row, unit, facts: { floor, position } }) => ({
    code: unitCodeIn(building, unit),
    floor,
    position,
    status: 'draft' as const,
    href: `#${rowName(row, 'unit')}`,
  }))
  const free = streetRows.flatMap(row =>
    freeSpaces(row, street).map(space => ({ row, ...space, label: formatSpaceLength(reader, space) })),
  )
  return {
    plan: drawBuilding(reader, building, { others: street, units: drawn, free, besideM: marginM }),
    doubts: findNewDoubts(building, street, units).map(doubt => describeDoubt(reader.t, doubt)),
  }
}

/** Returns the doubts about the place of a new building and its units. */
export function findNewDoubts(
  building: DrawnBuilding & Pick<Building, 'zone'>,
  street: Street,
  newUnits: readonly UnitInput[],
): (BuildingDoubt | PlaceDoubt)[] {
  const units = newUnits.map(({ unit, facts }) => ({
    ...facts,
    code: unitCodeIn(building, unit),
    status: 'draft' as const,
  }))
  const overlapping = units.flatMap(unit =>
    placeDoubts(unit, building, units).filter(({ about }) => about === 'overlap'),
  )
  return [...buildingDoubts(building, street, units), ...overlapping]
}

function parseBuilding(input: FormValues): (DrawnBuilding & Pick<Building, 'zone'>) | null {
  const read = readForm(buildingPlace, input)
  if (!read.ok) return null
  const code = String(input['code'] ?? '')
    .trim()
    .toUpperCase()
  const zone = (['suifenhe', 'heihe', 'harbin'] as const).find(known => known === input['zone']) ?? 'suifenhe'
  return {
    code: /^[A-Z]\d{1,5}$/.test(code) ? code : '?',
    zone,
    floors: read.value.floors,
    position: positionOf(read.value),
  }
}

function describeFreeSpaces(reader: Reader, row: StreetRow, street: Street): string {
  const spaces = freeSpaces(row, street).map(space => describeSpace(reader, space))
  return reader.t('building.free', {
    row: reader.t(`listing.option.row.${row}`),
    spaces: spaces.join(reader.t('list.comma')),
  })
}

function describeSpace({ t, locale }: Reader, { fromM, toM }: { fromM: number; toM: number | null }): string {
  const from = formatNumber(locale, fromM, 1)
  if (toM === null) return t('building.free.from', { from })
  const length = formatNumber(locale, Math.round((toM - fromM) * 10) / 10, 1)
  return t('building.free.between', { from, to: formatNumber(locale, toM, 1), length })
}

const formatSpaceLength = ({ locale, t }: Reader, { fromM, toM }: { fromM: number; toM: number | null }): string =>
  toM === null ? '' : `${formatNumber(locale, Math.round((toM - fromM) * 10) / 10, 1)} ${t('listing.unit.m')}`
