import { formatArea, formatMetres } from '#shared/texts/format.ts'
import type { Reader } from '#shared/texts/i18n.ts'
import type { Frame } from './frame.ts'
import { openingsOf } from './openings.ts'
import { hasFloors } from './shapes.ts'
import { signOf, type Sign } from './signs.ts'
import type { Described } from './unit-schematic.ts'

/** One line of what stands beside the drawing. */
export type KeyItem = { sign: string; label: string }

/** All that the drawing says, in letters and to those who do not see it. */
export function schematicWords(reader: Reader, frame: Frame): Described {
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
    description: description(reader, frame, floor),
  }
}

/** What is said under the drawing: that it is no plan, and what of it is to scale. */
export function schematicNote({ t, locale }: Reader, { measures, unit }: Frame): string {
  const part = unit.position.depth === 'whole' ? 'whole' : 'part'
  const scale = t(`schematic.note.${measures ? part : 'unknown'}`)
  return [t('schematic.note'), scale].join(locale === 'zh' ? '' : ' ')
}

function description(reader: Reader, frame: Frame, floor: string): string {
  const { t, locale } = reader
  const { row } = frame.unit.position
  const said = [
    t('schematic.said.place', { row, floor }),
    sizeOf(reader, frame),
    t('schematic.said.area', { area: formatArea(locale, frame.unit.areaUsableSqM) }),
    ...wallsKey(reader, frame).map(({ label }) => label),
    ...besides(reader, frame),
  ]
  return locale === 'zh' ? `${said.join('。')}。` : `${said.join('. ')}.`
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

function besides({ t, locale }: Reader, { measures, ends, neighbours }: Frame): string[] {
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

/** The signs of the drawing, and what is laid on in the unit; only what there is. */
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
