import { load } from 'cheerio'
import { describe, expect, it } from 'vitest'
import { locales, translatorFor, type Locale } from '#shared/texts/i18n.ts'
import { demonstrationStreet } from '#features/street/demonstration/street.ts'
import {
  layOutSchematic,
  type Frame,
  type NearbyUnit,
  type SchematicBuilding,
  type SchematicUnit,
} from '#features/street/drawing/schematic/frame.ts'
import { boxOfLabel, labelsOf } from '#features/street/drawing/schematic/labels.ts'
import { drawUnitSchematic } from '#features/street/drawing/schematic/unit-schematic.ts'
import { schematicKey, schematicNote, schematicTexts } from '#features/street/drawing/schematic/words.ts'

const building: SchematicBuilding = {
  floors: 2,
  position: { row: 'north', offsetM: 4, lengthM: 118, depthM: 10 },
}
const shop: SchematicUnit = {
  code: 'SFH-A-0107',
  floor: 1,
  areaUsableSqM: 72.5,
  frontageM: 8,
  shopWindows: 2,
  layout: 'open',
  entrance: { sharing: 'own', side: 'street' },
  position: { row: 'north', offsetM: 20, widthM: 8, depth: 'whole' },
  stepFree: false,
  water: true,
  drain: false,
  extraction: false,
  gas: false,
  electricityKw: 12.5,
  electricityPhases: 3,
  parkingSpaces: 0,
}
const beside: NearbyUnit = { code: 'SFH-A-0106', row: 'north', offsetM: 10, widthM: 10, depth: 'whole', floor: 1 }

type Change = Partial<Omit<SchematicUnit, 'position'>> & { position?: Partial<SchematicUnit['position']> }
const unitWith = ({ position, ...change }: Change): SchematicUnit => ({
  ...shop,
  ...change,
  position: { ...shop.position, ...position },
})

function frameOf(change: Change = {}, nearby: readonly NearbyUnit[] = [], house = building): Frame {
  const frame = layOutSchematic({ unit: unitWith(change), building: house, nearby })
  if (!frame) throw new Error('nothing is drawn')
  return frame
}

const readerOf = (locale: Locale) => ({ locale, t: translatorFor(locale) })
const svgOf = (frame: Frame, locale: Locale = 'en') => drawUnitSchematic(frame, schematicTexts(readerOf(locale), frame))
const drawn = (frame: Frame) => load(svgOf(frame))
const labelsIn = (frame: Frame) =>
  drawn(frame)('text')
    .map((_, text) => load(text).text())
    .get()
const keyOf = (frame: Frame, locale: Locale = 'en') => schematicKey(readerOf(locale), frame).map(({ label }) => label)
const saidOf = (frame: Frame) => drawn(frame)('desc').text()

/** Every public or hidden unit of the demonstration with its building and the building's other units. */
const demonstration = [...demonstrationStreet({ today: new Date('2026-11-25') })].flatMap(
  ({ building: house, units }) => {
    const nearby = units.map(({ code, floor, position }): NearbyUnit => ({ code, floor, ...position }))
    return units.map(unit => ({ unit, building: house, nearby }))
  },
)

describe('the schematic of a unit', () => {
  it('is drawn to scale, with the width and depth of the unit', () => {
    expect(demonstration.length).toBeGreaterThan(150)
    for (const facts of demonstration) {
      const frame = layOutSchematic(facts)
      if (!frame?.measures) throw new Error(`${facts.unit.code} is not drawn to scale`)
      const { left, right } = frame.place
      const { near, far } = frame.block
      const scale = (right - left) / facts.unit.position.widthM
      expect(Math.abs(Math.abs(near - far) - scale * facts.building.position.depthM), facts.unit.code).toBeLessThan(4)
      const part = facts.unit.position.depth === 'whole' ? 1 : 0.5
      const deep = Math.abs(frame.place.near - frame.place.far)
      expect(Math.abs(deep - part * Math.abs(near - far)), facts.unit.code).toBeLessThan(1)
    }
  })

  it.each(locales)('has labels that do not overlap, in %s', locale => {
    for (const facts of demonstration) {
      for (const areaUsableSqM of [facts.unit.areaUsableSqM, 9_000]) {
        const frame = layOutSchematic({ ...facts, unit: { ...facts.unit, areaUsableSqM } })
        if (!frame) throw new Error(`${facts.unit.code} is not drawn`)
        const boxes = labelsOf(frame, schematicTexts(readerOf(locale), frame)).map(label => ({
          ...boxOfLabel(label),
          text: label.text,
        }))
        const overlaps = boxes.filter((a, index) =>
          boxes.some(
            (b, other) => other > index && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom,
          ),
        )
        expect(overlaps, facts.unit.code).toEqual([])
        expect(boxes.filter(({ left, top, bottom }) => left < 0 || top < 0 || bottom > frame.height)).toEqual([])
        expect(svgOf(frame, locale)).not.toMatch(/NaN|undefined|style=|d=""/)
      }
    }
  })

  it('is placed with the street on its side, and shows measures with their units', () => {
    const north = frameOf()
    const south = frameOf({ position: { row: 'south' } }, [], {
      ...building,
      position: { ...building.position, row: 'south' },
    })
    expect(north.place.near).toBeGreaterThan(north.place.far)
    expect(south.place.near).toBeLessThan(south.place.far)
    expect(labelsIn(north)).toEqual([
      'floor 1 of 2',
      'N',
      'Yard',
      '8\u00a0m',
      '10\u00a0m',
      'Street',
      '72.5\u00a0m²',
      '0107',
    ])
    expect(saidOf(north)).toContain('8\u00a0m wide and takes the whole depth of the building, 10\u00a0m.')
  })

  it.each<[string, Change]>([
    ['a width that cannot have this area', { areaUsableSqM: 300 }],
    ['an area that leaves most of the room out', { areaUsableSqM: 20 }],
    ['a place outside the building', { position: { offsetM: 200 } }],
    ['a front wider than the unit', { frontageM: 12 }],
  ])('shows no measures and no neighbours with %s, and explains why', (_, change) => {
    const frame = frameOf(change, [beside])
    expect(frame.measures).toBeNull()
    expect(labelsIn(frame)).toContain('proportions not known')
    expect(labelsIn(frame).join()).not.toMatch(/\d\u00a0m\b(?!²)/)
    expect(drawn(frame)('.thin')).toHaveLength(0)
    expect(saidOf(frame)).toMatch(/Proportions not known/)
    expect(saidOf(frame)).not.toContain('SFH-A-0106')
    expect(schematicNote(readerOf('en'), frame)).toMatch(/not to scale/)
  })

  it('accepts twice the floor area for a mezzanine', () => {
    expect(frameOf({ areaUsableSqM: 140 }).measures).toBeNull()
    expect(frameOf({ areaUsableSqM: 140, layout: 'mezzanine' }).measures).not.toBeNull()
  })

  it('is not drawn if its side of the street is unknown, or as a line', () => {
    expect(layOutSchematic({ unit: unitWith({ position: { row: 'south' } }), building, nearby: [] })).toBeNull()
    const long = { ...building, position: { ...building.position, lengthM: 400, depthM: 6 } }
    const unit = unitWith({ areaUsableSqM: 1_500, position: { widthM: 300 } })
    expect(layOutSchematic({ unit, building: long, nearby: [] })).toBeNull()
  })

  it('shows openings only in walls that are known to have them', () => {
    const kinds = (change: Change) => {
      const $ = drawn(frameOf(change))
      return Object.fromEntries(
        ['.frontage', '.frontage-part', '.pane', '.leaf', '.entry:not(.shared)', '.shared'].map(kind => [
          kind,
          $(kind).length,
        ]),
      )
    }
    const whole = {
      '.frontage': 1,
      '.frontage-part': 0,
      '.pane': 1,
      '.leaf': 1,
      '.entry:not(.shared)': 1,
      '.shared': 0,
    }
    expect(kinds({})).toEqual(whole)
    expect(kinds({ frontageM: 5 })).toEqual({ ...whole, '.frontage': 0, '.frontage-part': 1 })
    expect(kinds({ frontageM: 0 })).toEqual({ ...whole, '.frontage': 0, '.pane': 0 })
    expect(kinds({ shopWindows: 0 })).toEqual({ ...whole, '.pane': 0 })
    expect(kinds({ floor: 2 })).toEqual({ ...whole, '.leaf': 0 })
    expect(kinds({ entrance: { sharing: 'shared', side: 'street' } })).toEqual({
      ...whole,
      '.leaf': 0,
      '.entry:not(.shared)': 0,
      '.shared': 1,
    })
  })

  it('shows every window beside the door, or none if they could not be told apart', () => {
    const panes = (shopWindows: number) =>
      (drawn(frameOf({ shopWindows }))('.pane').attr('d') ?? '').split('z').length - 1
    expect([1, 2, 5].map(panes)).toEqual([1, 2, 5])
    expect(panes(60)).toBe(0)
    expect(keyOf(frameOf({ shopWindows: 60 }))).toContain('60 shop windows')
  })

  it('shows the neighbours on its floor, and the end of the building', () => {
    const nearby: NearbyUnit[] = [
      beside,
      { ...beside, code: 'SFH-A-0108', offsetM: 28, widthM: 6 },
      { ...beside, code: 'SFH-A-0207', floor: 2 },
      { ...beside, code: 'SFH-A-0199', offsetM: 90, widthM: 6 },
      { ...beside, code: 'SFH-A-0190', offsetM: 22, widthM: 6 },
      { ...beside, code: 'SFH-B-0106', row: 'south' },
    ]
    const frame = frameOf({}, nearby)
    expect(frame.neighbours.map(({ code, side }) => [code, side])).toEqual([
      ['SFH-A-0106', 'left'],
      ['SFH-A-0108', 'right'],
    ])
    expect(frame.ends).toEqual({ left: false, right: false })
    expect(labelsIn(frame)).toEqual(expect.arrayContaining(['0106', '0108']))
    expect(saidOf(frame)).toContain('On the left: SFH-A-0106. On the right: SFH-A-0108.')

    const first = frameOf({ position: { offsetM: 4 } })
    expect(first.ends).toEqual({ left: true, right: false })
    expect(first.block.left).toBe(first.place.left)
    expect(saidOf(first)).toContain('On the left the building ends.')
  })

  it('covers half of the depth on the street or yard side, with the inner wall unmeasured', () => {
    const other: NearbyUnit = { ...beside, code: 'SFH-A-0150', offsetM: 20, widthM: 8, depth: 'yard' }
    const frame = frameOf({ areaUsableSqM: 36, position: { depth: 'street' } }, [other])
    expect(frame.place.far).toBe((frame.block.near + frame.block.far) / 2)
    expect(frame.neighbours.map(({ side }) => side)).toEqual(['behind'])
    expect(drawn(frame)('.loose')).toHaveLength(1)
    expect(saidOf(frame)).toMatch(/half .* at the street; where the inner wall stands has not been measured/)
    expect(schematicNote(readerOf('en'), frame)).toMatch(/has not been measured/)
  })

  it('is described in words, which list only what is there', () => {
    expect(keyOf(frameOf())).toEqual([
      'Street frontage 8\u00a0m',
      'Entrance: own, from the street',
      '2 shop windows',
      'Water',
      '12.5\u00a0kW, 3 phases',
    ])
    expect(keyOf(frameOf({ stepFree: true, extraction: true, parkingSpaces: 2, electricityKw: 0 }), 'ru')).toEqual([
      ...['Ширина фасада 8\u00a0м', 'Вход отдельный, с улицы', '2 витрины'],
      ...['Без ступеней', 'Вода', 'Вытяжка', '2 места для машин'],
    ])
  })

  it('has one name and one description, each with its own id', () => {
    const $ = drawn(frameOf())
    expect($('svg').attr('role')).toBe('img')
    const [title = '', description = ''] = ($('svg').attr('aria-labelledby') ?? '').split(' ')
    expect($(`#${title}`).text()).toBe('Schematic of unit SFH-A-0107')
    expect($(`#${description}`).text()).toBe(saidOf(frameOf()))
  })

  it('draws a small number of floors, and describes a tower in words only', () => {
    expect(drawn(frameOf())('.floors, .here')).toHaveLength(2)
    const tower = frameOf({}, [], { ...building, floors: 30 })
    expect(drawn(tower)('.floors, .here')).toHaveLength(0)
    expect(labelsIn(tower)[0]).toBe('floor 1')
  })
})
