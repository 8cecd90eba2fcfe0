import { load } from 'cheerio'
import { describe, expect, it } from 'vitest'
import { demonstrationStreet } from '#features/street/demonstration/street.ts'
import {
  frontStates,
  arrangeFronts,
  inWalkingOrder,
  type FrontBuilding,
  type FrontUnit,
  type BuildingFronts,
} from '#features/street/drawing/elevation/fronts.ts'
import { drawBuildingElevation, stateSign } from '#features/street/drawing/elevation/building-elevation.ts'
import { layOutRow, scale, type BuildingSheet } from '#features/street/drawing/elevation/row.ts'
import { findStretch } from '#features/catalogue/elevation/street-section.ts'

const building: FrontBuilding = {
  code: 'A1',
  floors: 2,
  position: { row: 'north', offsetM: 4, lengthM: 118, depthM: 10 },
}
const southern: FrontBuilding = { ...building, code: 'B1', position: { ...building.position, row: 'south' } }

type Change = Partial<Omit<FrontUnit, 'position'>> & { position?: Partial<FrontUnit['position']> }
const unitWith = ({ position, ...change }: Change = {}): FrontUnit => ({
  code: 'SFH-A-0107',
  floor: 1,
  areaUsableSqM: 72,
  frontageM: 8,
  shopWindows: 2,
  entrance: { sharing: 'own', side: 'street' },
  ceilingHeightM: 3.5,
  availableFrom: null,
  use: 'retail',
  state: 'available',
  open: true,
  position: { row: 'north', offsetM: 20, widthM: 8, depth: 'whole', ...position },
  ...change,
})
const next = unitWith({ code: 'SFH-A-0108', position: { offsetM: 28 } })

const words = {
  label: 'A1',
  yard: 'Yard',
  unplaced: 'Place?',
  floor: (floor: number) => `floor ${floor}`,
  metres: (metres: number) => `${metres} m`,
}
const drawn = (sheet: BuildingSheet) =>
  load(
    drawBuildingElevation(sheet, {
      words,
      first: true,
      linkOf: ({ unit }) => ({ href: `/${unit.code}`, title: `${unit.code} · ${unit.state}`, word: 'Retail' }),
    }),
  )
const sheetOf = (fronts: BuildingFronts) => {
  const [sheet] = layOutRow([fronts])
  if (!sheet) throw new Error('nothing is drawn')
  return sheet
}
const only = (change: Change = {}, one = building) => {
  const sheet = sheetOf(arrangeFronts(one, [unitWith(change)]))
  const [front] = sheet.drawn
  if (!front) throw new Error('no front is drawn')
  return { sheet, front, $: drawn(sheet) }
}

/** The demonstration with each status somewhere, one side after the other in walking order. */
const street = [...demonstrationStreet({ today: new Date('2026-11-25') })].map(({ building: standing, units }) => ({
  standing,
  units: units.map(({ allowedUses, ...unit }, at): FrontUnit => {
    const state = frontStates[at % frontStates.length] ?? 'let'
    return { ...unit, use: allowedUses[0] ?? null, state, open: state === 'available' }
  }),
}))
const sides = (['A1', 'B1'] as const).map(code => {
  const stretch = findStretch(
    street.map(({ standing }) => standing),
    code,
  )
  if (!stretch) throw new Error('there is no street')
  const fronts = stretch.buildings.map(one =>
    arrangeFronts(one, street.find(({ standing }) => standing.code === one.code)?.units ?? []),
  )
  return { stretch, sheets: layOutRow(fronts) }
})
const sheets = sides.flatMap(side => side.sheets)

describe('the building fronts of the demonstration', () => {
  it('show each unit exactly once, as a link with its status', () => {
    const links = sheets.flatMap(sheet => {
      const $ = drawn(sheet)
      return $('a')
        .map((_, link) => `${$(link).attr('id') ?? ''} ${$(link).attr('class') ?? ''} ${$(link).attr('href') ?? ''}`)
        .get()
    })
    const units = street.flatMap(one => one.units)
    expect(units.length).toBeGreaterThan(350)
    expect(links.toSorted()).toEqual(units.map(({ code, state }) => `${code} ${state} /${code}`).toSorted())
  })

  it('follow the order of the street, from left to right as seen from it', () => {
    const [north, south] = sides.map(({ stretch }) => stretch.buildings.map(({ code }) => code))
    expect(north).toEqual(['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7'])
    expect(south).toEqual(['B7', 'B6', 'B5', 'B4', 'B3', 'B2', 'B1'])
    for (const { fronts, drawn: inOrder } of sheets) {
      const { row } = fronts.building.position
      const passed = inOrder.map(({ unit: { position } }) =>
        row === 'north' ? position.offsetM : -(position.offsetM + position.widthM),
      )
      expect(fronts.unplaced, fronts.building.code).toEqual([])
      for (const [at, offset] of passed.entries())
        expect(offset, fronts.building.code).toBeGreaterThanOrEqual((passed[at - 1] ?? -Infinity) - 0.06)
      expect(inWalkingOrder(fronts)).toEqual(inOrder.map(({ unit }) => unit))
    }
  })

  it('are as wide and as high as their units, within the wall and without overlaps', () => {
    for (const { fronts, drawn: inOrder, wall, ground, width, height } of sheets) {
      const { code } = fronts.building
      expect(wall.width, code).toBe(Math.round(fronts.building.position.lengthM * scale))
      for (const { unit, box, frontage } of inOrder) {
        expect(Math.abs(box.width - unit.position.widthM * scale), unit.code).toBeLessThanOrEqual(1)
        expect(box.x, unit.code).toBeGreaterThanOrEqual(wall.x - 1)
        expect(box.x + box.width, unit.code).toBeLessThanOrEqual(wall.x + wall.width + 1)
        expect(box.y + box.height, unit.code).toBeLessThanOrEqual(height)
        if (frontage === 'yard') expect(box.y, unit.code).toBeGreaterThan(ground)
        else expect(Math.abs(box.height - unit.ceilingHeightM * scale), unit.code).toBeLessThanOrEqual(1)
      }
      for (const [at, { unit, box: a }] of inOrder.entries())
        for (const { unit: other, box: b } of inOrder.slice(at + 1)) {
          const apart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y
          expect(apart, `${unit.code} ${other.code}`).toBe(true)
        }
      expect(wall.x + wall.width, code).toBeLessThan(width)
    }
  })

  it('share one ground line and keep the distances between the buildings', () => {
    for (const { sheets: row } of sides) {
      expect(new Set(row.map(({ ground }) => ground)).size).toBe(1)
      expect(new Set(row.map(({ height }) => height)).size).toBe(1)
      for (const [at, sheet] of row.entries()) {
        const other = row[at + 1]
        if (!other) continue
        const gap = sheet.width - sheet.wall.x - sheet.wall.width + other.wall.x
        expect(Math.abs(gap - 9 * scale)).toBeLessThanOrEqual(2)
      }
    }
  })

  it('show the windows and doors of their listings and no others', () => {
    for (const sheet of sheets) {
      const $ = drawn(sheet)
      for (const { unit, frontage } of sheet.drawn) {
        const panes = ($(`#${unit.code} .g`).attr('d') ?? '').split('M').length - 1
        const ownDoor = unit.floor === 1 && unit.entrance.sharing === 'own' && unit.entrance.side === 'street'
        expect(panes, unit.code).toBe(frontage === 'whole' ? unit.shopWindows : 0)
        expect($(`#${unit.code} .d`).length, unit.code).toBe(ownDoor && frontage === 'whole' ? 1 : 0)
      }
    }
  })
})

describe('the front of a unit', () => {
  it('is mirrored on the south side, where the beginning of the street is on the right', () => {
    expect(arrangeFronts(building, [unitWith()]).street[0]?.fromM).toBe(16)
    expect(arrangeFronts(southern, [unitWith({ position: { row: 'south' } })]).street[0]?.fromM).toBe(94)
  })

  it.each(frontStates)('has a distinct sign for the status %s', state => {
    const others = frontStates.filter(other => other !== state).map(other => load(stateSign(other))('.m').attr('d'))
    const sign = load(stateSign(state))('.m').attr('d')
    expect(others).not.toContain(sign)
    expect(
      only({ state })
        .$('a .m')
        .attr('d')
        ?.replace(/^M\d+ \d+/, ''),
    ).toBe(sign?.replace(/^M\d+ \d+/, ''))
  })

  it('is dashed when only part of the wall, or none, is known to be frontage', () => {
    const whole = only()
    expect(whole.$('a .loose, a .part')).toHaveLength(0)
    const part = only({ frontageM: 5 })
    expect(part.front.frontage).toBe('part')
    expect(part.$('a .part')).toHaveLength(1)
    const none = only({ frontageM: 0, shopWindows: 0 })
    expect(none.front.frontage).toBe('none')
    expect(none.$('a .loose')).toHaveLength(1)
    expect(none.$('a .g, a .d')).toHaveLength(0)
  })

  it('has no door of its own if the entrance is shared, in the yard or upstairs', () => {
    expect(only().$('a .d')).toHaveLength(1)
    expect(only({ entrance: { sharing: 'shared', side: 'street' } }).$('a .d')).toHaveLength(0)
    expect(only({ entrance: { sharing: 'own', side: 'yard' } }).$('a .d')).toHaveLength(0)
    expect(only({ floor: 2 }).$('a .d')).toHaveLength(0)
  })

  it('has no panes if the ceiling is too low for them', () => {
    expect(only({ shopWindows: 2 }).$('a .g')).toHaveLength(1)
    expect(only({ shopWindows: 2, ceilingHeightM: 1 }).$('a .g')).toHaveLength(0)
  })

  it('lies below the street line if the unit is on the yard side', () => {
    const yard = { frontageM: 0, shopWindows: 0, entrance: { sharing: 'own' as const, side: 'yard' as const } }
    const { front, sheet, $ } = only({ ...yard, position: { depth: 'yard' } })
    expect(front.frontage).toBe('yard')
    expect(front.box.y).toBeGreaterThan(sheet.ground)
    expect($('.beside').text()).toContain('Yard')
  })

  it.each<[string, Change]>([
    ['outside its building', { position: { offsetM: 119 } }],
    ['on the other side', { position: { row: 'south' } }],
    ['narrower than its front', { frontageM: 12 }],
  ])('has no position and no width when it is %s', (_, change) => {
    const { front, sheet, $ } = only(change)
    expect(front.frontage).toBe('unplaced')
    expect(front.box.y).toBeGreaterThan(sheet.ground)
    expect($('.beside').text()).toContain('Place?')
    expect($('.beside').text()).not.toContain(`${unitWith(change).position.widthM} m`)
  })

  it('has no position if it overlaps another front, which then has none either', () => {
    const units = [unitWith(), unitWith({ code: 'SFH-A-0109', position: { offsetM: 24 } }), next]
    const fronts = arrangeFronts(building, units)
    expect(fronts.street).toEqual([])
    expect(fronts.unplaced.map(({ code }) => code)).toEqual(['SFH-A-0107', 'SFH-A-0108', 'SFH-A-0109'])
    const boxes = sheetOf(fronts).drawn.map(({ box }) => box.x)
    expect(new Set(boxes).size).toBe(3)
  })

  it('is drawn in a higher building if its floor is above the floors of the building', () => {
    const { sheet } = only({ floor: 4 })
    expect(sheet.floors.map(({ floor }) => floor)).toEqual([1, 2, 3, 4])
    expect(sheet.wall.y).toBeGreaterThan(0)
  })

  it('has no openings if there are too many to tell apart', () => {
    const { $ } = only({ shopWindows: 40 })
    expect($('a .g, a .d')).toHaveLength(0)
  })

  it('is named by its title alone, so that a screen reader does not repeat its sign', () => {
    const { $ } = only()
    const link = $('a').clone()
    link.find('[aria-hidden=true]').remove()
    expect(link.text()).toBe('SFH-A-0107 · available')
  })

  it('escapes the texts it receives', () => {
    const sheet = sheetOf(arrangeFronts(building, [unitWith()]))
    const told = { href: '/a"b', title: '<b>', word: '<i>' }
    const svg = drawBuildingElevation(sheet, { words: { ...words, label: '"<' }, first: false, linkOf: () => told })
    expect(svg).not.toMatch(/<b>|<i>|"<"/)
    expect(load(svg)('a').attr('href')).toBe('/a"b')
  })
})

describe('a section of the street', () => {
  const at = (code: string, offsetM: number, lengthM = 118): FrontBuilding => ({
    ...building,
    code,
    position: { row: code.startsWith('B') ? 'south' : 'north', offsetM, lengthM, depthM: 10 },
  })

  it('covers at most a kilometre of one side, and names what comes before and after', () => {
    const long = Array.from({ length: 20 }, (_, index) => at(`A${index + 1}`, index * 125))
    const second = findStretch(long, 'A9')
    expect(second?.buildings.map(({ code }) => code)).toEqual(['A9', 'A10', 'A11', 'A12', 'A13', 'A14', 'A15', 'A16'])
    expect(second?.beyond).toEqual({ left: 'A8', right: 'A17' })
    expect(second?.first).toBe(false)
    expect(findStretch(long, 'A16')?.buildings).toEqual(second?.buildings)
    const alone = findStretch([at('A1', 0, 4_000), at('A2', 4_010)])
    expect(alone?.buildings.map(({ code }) => code)).toEqual(['A1'])
  })

  it('shows the nearest building across the street, if there is one', () => {
    const both = [at('A1', 0), at('A2', 125), at('B1', 120)]
    expect(findStretch(both)?.opposite).toEqual(
      new Map([
        ['A1', 'B1'],
        ['A2', 'B1'],
      ]),
    )
    expect(findStretch([at('A1', 0)])?.opposite.size).toBe(0)
  })

  it('falls back to an existing building, and is empty on a street without buildings', () => {
    expect(findStretch([at('B1', 0)])?.row).toBe('south')
    expect(findStretch([at('A1', 0), at('B1', 0)], 'Z9')?.row).toBe('north')
    expect(findStretch([])).toBeNull()
  })
})
