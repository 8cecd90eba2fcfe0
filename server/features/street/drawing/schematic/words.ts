import { formatArea, formatMetres } from '#shared/texts/format.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import type { Frame } from './frame.ts'
import { openingsOf } from './openings.ts'
import { hasFloors, line } from './shapes.ts'
import type { DescribedTexts } from './unit-schematic.ts'

/** One line of the legend beside the drawing. */
export type KeyItem = { sign: string; label: string }

/** Returns all texts of the drawing, visible ones and those for screen readers. */
export function schematicTexts(reader: Reader, frame: Frame): DescribedTexts {
  const { t, locale } = reader
  const { unit, building, measures } = frame
  const floor = hasFloors(frame)
    ? t('schematic.floor', { floor: unit.floor, floors: building.floors })
    : t('premises.floor', { floor: unit.floor })
  return {
    floor,
    north: t('schematic.north'),
    street: t('schematic.street'),
    yard: t('schematic.yard'),
    area: formatArea(locale, unit.areaUsableSqM),
    width: measures ? formatMetres(locale, measures.widthM) : '',
    depth: measures ? formatMetres(locale, measures.depthM) : '',
    unknown: t('schematic.unknown'),
    title: t('schematic.title', { code: unit.code }),
    description: describeSchematic(reader, frame, floor),
  }
}

/** Returns the note under the drawing: that it is not a survey plan, and what in it is to scale. */
export function schematicNote({ t, locale }: Reader, { measures, unit }: Frame): string {
  const part = unit.position.depth === 'whole' ? 'whole' : 'part'
  const scale = t(`schematic.note.${measures ? part : 'unknown'}`)
  return [t('schematic.note'), scale].join(locale === 'zh' ? '' : ' ')
}

function describeSchematic(reader: Reader, frame: Frame, floor: string): string {
  const { t, locale } = reader
  const { row } = frame.unit.position
  const sentences = [
    t('schematic.said.place', { row, floor }),
    sizeOf(reader, frame),
    t('schematic.said.area', { area: formatArea(locale, frame.unit.areaUsableSqM) }),
    ...wallsKey(reader, frame).map(({ label }) => label),
    ...besideSentences(reader, frame),
  ]
  return locale === 'zh' ? `${sentences.join('。')}。` : `${sentences.join('. ')}.`
}

function sizeOf({ t, locale }: Reader, { measures, unit }: Frame): string {
  if (!measures) return t('schematic.said.unknown')
  const width = formatMetres(locale, measures.widthM)
  const depth = formatMetres(locale, measures.depthM)
  const { depth: part } = unit.position
  return part === 'whole'
    ? t('schematic.said.whole', { width, depth })
    : t('schematic.said.part', { width, depth, part })
}

function besideSentences({ t, locale }: Reader, { measures, ends, neighbours }: Frame): string[] {
  if (!measures) return []
  const list = locale === 'zh' ? '、' : ', '
  return (['left', 'right', 'behind'] as const).flatMap(side => {
    const codes = neighbours.filter(neighbour => neighbour.side === side).map(({ code }) => code)
    return [
      ...(codes.length > 0 ? [t('schematic.said.neighbours', { side, codes: codes.join(list) })] : []),
      ...(side !== 'behind' && ends[side] ? [t('schematic.said.end', { side })] : []),
    ]
  })
}

/** Returns the signs of the drawing and the utilities of the unit, only those that exist. */
export const schematicKey = (reader: Reader, frame: Frame): KeyItem[] => [
  ...wallsKey(reader, frame),
  ...suppliesKey(reader, frame),
]

const item = (sign: Sign, label: string): KeyItem => ({ sign: signOf(sign), label })

function wallsKey({ t, locale }: Reader, frame: Frame): KeyItem[] {
  const { unit } = frame
  const { front } = openingsOf(frame)
  const { sharing, side } = unit.entrance
  const width = formatMetres(locale, unit.frontageM)
  return [
    ...(front === 'whole' ? [item('front', t('schematic.key.front', { width }))] : []),
    ...(front === 'part' ? [item('front-part', t('schematic.key.front-part', { width }))] : []),
    item(
      sharing === 'own' ? 'entry' : 'entry-shared',
      t('schematic.key.entrance', { entrance: t(`premises.entrance.${sharing}.${side}`) }),
    ),
    ...(unit.shopWindows > 0 ? [item('windows', t('schematic.key.windows', { count: unit.shopWindows }))] : []),
  ]
}

function suppliesKey({ t }: Reader, { unit }: Frame): KeyItem[] {
  const { electricityKw: kw, electricityPhases: phases, parkingSpaces } = unit
  const supplies: [there: boolean, sign: Sign, label: string][] = [
    [unit.stepFree, 'step-free', t('premises.feature.step_free')],
    [unit.water, 'water', t('premises.fact.water')],
    [unit.drain, 'drain', t('premises.fact.drain')],
    [unit.extraction, 'extraction', t('premises.fact.extraction')],
    [unit.gas, 'gas', t('premises.fact.gas')],
    [kw > 0, 'power', t('premises.fact.electricity-value', { kw, phases })],
    [parkingSpaces > 0, 'parking', t('schematic.key.parking', { count: parkingSpaces })],
  ]
  return supplies.filter(([there]) => there).map(([, sign, label]) => item(sign, label))
}

/** Signs used in the drawing, and signs only listed beside it, on fields of 24 × 24. */
const signs = {
  front: line('front', 'M1 12h22'),
  'front-part': line('front-part', 'M1 12h22'),
  entry: line('entry', 'M12 6l8 13h-16z'),
  'entry-shared': line('entry-shared', 'M12 6l8 13h-16z'),
  windows: line('pane', 'M2 9h20v6h-20zM2 12h20'),
  'step-free': line('leaf', 'M9 3.5v.1M9 7v7h6l3 5.5M9 10.5h5M7 11a5.2 5.2 0 1 0 7.5 6.5'),
  water: line('leaf', 'M12 3c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11z'),
  drain: line('leaf', 'M3 5h18M5 5a7 7 0 0 0 14 0M12 12v9M8.5 17.5l3.5 3.5 3.5-3.5'),
  extraction: line('leaf', 'M9 14l-5 6h16l-5-6zM12 14V3M8 7l4-4 4 4'),
  gas: line('leaf', 'M12 3c1 4 6 6 6 11a6 6 0 0 1-12 0c0-3 2-4 2-7 2 1 3 2 3 4 1-2 1-5 1-8z'),
  power: line('leaf', 'M13 2L5 14h6l-1 8 9-13h-6z'),
  parking: line('leaf', 'M4 4h16v16h-16zM10 17V8h3a2.5 2.5 0 0 1 0 5h-3'),
} as const
type Sign = keyof typeof signs

/** Returns a sign, hidden from screen readers because the text beside it says the same. */
const signOf = (sign: Sign): string => `<svg viewBox="0 0 24 24" aria-hidden="true">${signs[sign]}</svg>`
