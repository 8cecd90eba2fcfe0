import { gzipSync } from 'node:zlib'
import { load } from 'cheerio'
import { describe, expect, it } from 'vitest'
import { useClasses } from '#models/premises/parts/premises-vocabulary.ts'
import { compactLink, drawCompactStreetPlan } from '#features/street/drawing/compact-street-plan.ts'
import { removeQuotes } from '#features/street/drawing/canvas.ts'
import { drawShopFront, type ShopFront } from '#features/street/drawing/shop-front.ts'
import { endOf } from '#features/street/drawing/plan-geometry.ts'
import { middleOf, movedBy, windowOf } from '#features/street/drawing/plan-window.ts'
import { drawStreetPlan, type LinkedUnit } from '#features/street/drawing/street-plan.ts'
import { demonstrationStreet } from '#features/street/demonstration/street.ts'

const front: ShopFront = {
  code: 'SFH-A-0107',
  use: 'retail',
  frontageM: 8.4,
  widthM: 8.4,
  ceilingHeightM: 3.6,
  floor: 1,
  shopWindows: 3,
}

/** Returns the left and right edge of the wall, from its path `M<left> <top>h<width>`. */
function wallOf(svg: string) {
  const [, left, top, width] = /class="w" d="M(\d+) (\d+)h(\d+)/.exec(svg) ?? []
  return { left: Number(left), top: Number(top), width: Number(width) }
}

describe('the drawn shop front', () => {
  it('is the same each time for one unit and differs between units', () => {
    expect(drawShopFront(front)).toBe(drawShopFront({ ...front }))
    expect(drawShopFront(front)).not.toBe(drawShopFront({ ...front, code: 'SFH-A-0108' }))
  })

  it('is as wide as its frontage and as high as its ceiling', () => {
    expect(wallOf(drawShopFront({ ...front, frontageM: 6 })).width).toBe(132)
    expect(wallOf(drawShopFront({ ...front, frontageM: 12 })).width).toBe(264)
    const low = wallOf(drawShopFront({ ...front, ceilingHeightM: 3 })).top
    expect(wallOf(drawShopFront({ ...front, ceilingHeightM: 4 })).top).toBeLessThan(low)
  })

  it('shows the use: awnings for shops, rollers for workshops, lit windows upstairs', () => {
    expect(drawShopFront(front)).toContain('class="ac"')
    expect(drawShopFront({ ...front, use: 'warehouse' })).toContain('class="rd"')
    expect(drawShopFront({ ...front, use: 'warehouse' })).not.toContain('class="ac"')
    expect(drawShopFront({ ...front, floor: 2 })).toContain('class="gi"')
  })

  it.each(useClasses)('stays small, valid and within the picture: %s', use => {
    for (const frontageM of [0, 3, 7.7, 14, 40]) {
      for (const ceilingHeightM of [2.4, 3.3, 6]) {
        const svg = drawShopFront({
          ...front,
          code: `SFH-B-${Math.round(frontageM * 100 + 1000)}`,
          use,
          frontageM,
          ceilingHeightM,
        })
        const { left, top, width } = wallOf(svg)
        expect(svg.length).toBeLessThan(1_600)
        expect(svg).not.toMatch(/NaN|undefined|style=/)
        expect(left).toBeGreaterThanOrEqual(10)
        expect(left + width).toBeLessThanOrEqual(310)
        expect(top).toBeGreaterThanOrEqual(20)
      }
    }
  })

  it('has an accessible name only on request, and escapes it', () => {
    expect(load(drawShopFront(front))('svg').attr('aria-hidden')).toBe('true')
    expect(load(drawShopFront(front, 'A "good" <shop>'))('svg').attr('aria-label')).toBe('A "good" <shop>')
  })
})

function demonstration(premises?: number) {
  const street = [...demonstrationStreet({ today: new Date('2026-11-25'), ...(premises ? { premises } : {}) })]
  const units = street.flatMap(({ units }) => units)
  return {
    buildings: street.map(({ building }) => ({ code: building.code, ...building.position, floors: building.floors })),
    units: units.map((unit): LinkedUnit => ({
      code: unit.code,
      ...unit.position,
      floor: unit.floor,
      status: unit.status === 'draft' || unit.status === 'archived' ? 'paused' : unit.status,
      href: `/ru/premises/${unit.code}`,
      label: `${unit.code} · ${unit.title.ru ?? ''}`,
    })),
  }
}

const boxes = (svg: string, selector: string) =>
  load(svg)(selector)
    .map((_, element) => {
      const [, x, y, width, height] =
        /^M(-?\d+) (-?\d+)h(\d+)v(\d+)/.exec(load(element).root().children().attr('d') ?? '') ?? []
      return { x: Number(x), y: Number(y), width: Number(width), height: Number(height) }
    })
    .get()

describe('the street plan', () => {
  const street = demonstration()

  it('links every unit with its status, and highlights the matches of a search', () => {
    const lit = ({ code }: { code: string }) => ['SFH-A-0101', 'SFH-B-0203'].includes(code)
    const $ = load(drawStreetPlan({ label: 'Plan', ...street, lit, here: 'SFH-A-0102' }))
    expect($('a')).toHaveLength(street.units.length)
    expect($('a[href="/ru/premises/SFH-B-0203"] path').hasClass('dim')).toBe(false)
    expect($('a[href="/ru/premises/SFH-B-0204"] path').hasClass('dim')).toBe(true)
    expect($('a[href="/ru/premises/SFH-A-0102"] path').hasClass('here')).toBe(true)
    expect($('a text').first().text()).toContain('SFH-A-0101')
    const first = street.units[0]!
    expect($(`a[href="/ru/premises/${first.code}"] path`).hasClass(first.status)).toBe(true)
  })

  it('does not overlap units, on all floors or on one', () => {
    for (const floor of [undefined, 1, 2]) {
      const placed = boxes(drawStreetPlan({ label: 'Plan', ...street, ...(floor ? { floor } : {}) }), 'a path')
      const overlaps = placed.filter((a, index) =>
        placed.some(
          (b, other) =>
            other > index && a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
        ),
      )
      expect(placed.length).toBeGreaterThan(100)
      expect(overlaps).toEqual([])
    }
  })

  it('draws 400 units with full labels in far less than 60 KB compressed', () => {
    const { buildings, units } = demonstration(400)
    expect(units).toHaveLength(400)
    const labelled = units.map(unit => ({
      ...unit,
      href: `/ru/premises/${unit.code}`,
      label: `${unit.code} · Интернет-торговля · 120,25\u00a0м² · ${unit.floor} этаж · Приостановлено · не подходит`,
    }))
    const svg = drawStreetPlan({ label: 'Plan', buildings, units: labelled })
    expect(load(svg)('a text').length).toBe(400)
    expect(gzipSync(svg).length).toBeLessThan(60_000)
    expect(gzipSync(svg).length).toBeLessThan(20_000)
    expect(Buffer.byteLength(svg)).toBeLessThan(120_000)
  })

  it('draws a part of the street with its units, at full height and with its position', () => {
    const window = windowOf(endOf(street.buildings), { level: 4, atM: 63 })
    const near = drawStreetPlan({ label: 'Plan', ...street, window, floor: 1 })
    const $ = load(near)
    const inside = street.units.filter(
      ({ floor, offsetM, widthM }) => floor === 1 && offsetM < window.toM && offsetM + widthM > window.fromM,
    )
    expect(Math.abs($('a').length - inside.length)).toBeLessThan(4)
    expect($('.strip-here')).toHaveLength(1)
    expect($('.no').first().text()).toMatch(/^\d{4}$/)
    expect(load(drawStreetPlan({ label: 'Plan', ...street }))('.strip, .no')).toHaveLength(0)
    for (const { x, width, height } of boxes(near, 'a path[d^="M"]:not(.pin)')) {
      expect(x).toBeGreaterThan(-10)
      expect(x + width).toBeLessThan(1_870)
      expect(height).toBeGreaterThan(0)
    }
  })

  it('can be used by touch: at the closest zoom the narrowest unit is 24 px wide on a plan of 1150 px', () => {
    const window = windowOf(endOf(street.buildings), { level: 99, atM: 465 })
    const svg = drawStreetPlan({ label: 'Plan', ...street, window })
    const whole = boxes(svg, 'a path').filter(({ x, width }) => x >= 0 && x + width <= 1_860)
    expect(whole.length).toBeGreaterThan(20)
    const px = 1_150 / 1_860
    expect(Math.min(...whole.map(({ width }) => width * px))).toBeGreaterThanOrEqual(24)
    expect(Math.min(...whole.map(({ height }) => height * px))).toBeGreaterThanOrEqual(24)
  })

  it('keeps every label inside the drawing, in Chinese too', () => {
    const units = street.units.map(unit => ({ ...unit, label: `${unit.code} · 电商 · 120.25平方米 · 2层 · 待租` }))
    const $ = load(drawStreetPlan({ label: 'Plan', ...street, units }))
    const middles = $('a text')
      .map((_, text) => Number($(text).attr('x')))
      .get()
    expect(Math.min(...middles)).toBeGreaterThan(220)
    expect(Math.max(...middles)).toBeLessThan(1_640)
  })

  it('links buildings to their zoomed view, on the whole street only', () => {
    const leading = (hrefOf: (code: string) => string) =>
      street.buildings.map(building => ({ ...building, nearer: { href: hrefOf(building.code), label: building.code } }))
    const buildings = leading(code => `/n/${code}`)
    expect(load(drawStreetPlan({ label: 'Plan', ...street, buildings }))('.nearer a')).toHaveLength(14)
    // Links to the same part are combined.
    const opposite = load(drawStreetPlan({ label: 'Plan', ...street, buildings: leading(code => code.slice(1)) }))
    expect(opposite('.nearer a')).toHaveLength(7)
    expect(opposite('.nearer path').first().attr('d')?.match(/M/g)).toHaveLength(2)
    const near = drawStreetPlan({ label: 'Plan', ...street, buildings, window: { fromM: 0, toM: 150 } })
    expect(load(near)('.nearer a')).toHaveLength(0)
  })

  it('has fewer bytes but the same content when embedded in HTML', () => {
    const svg = drawStreetPlan({ label: 'Plan', ...street })
    expect(load(removeQuotes(svg)).html()).toBe(load(svg).html())
    expect(removeQuotes(svg).length).toBeLessThan(svg.length)
  })

  it('follows the data when a building is added', () => {
    const buildings = [{ code: 'A1', row: 'north' as const, offsetM: 0, lengthM: 40, floors: 1 }]
    const one = drawStreetPlan({ label: 'Plan', buildings, units: [] })
    const added = { code: 'A2', row: 'north' as const, offsetM: 50, lengthM: 40, floors: 1 }
    expect(load(one)('text').text()).toBe('A1')
    expect(load(drawStreetPlan({ label: 'Plan', buildings: [...buildings, added], units: [] }))('text').text()).toBe(
      'A1A2',
    )
  })

  it('stays small beside a search, with links only for the matches shown', () => {
    const lit = (unit: { floor: number }) => unit.floor === 2
    const linksIn = (drawn: typeof street) => drawn.units.slice(0, 24).map(unit => compactLink(unit, drawn))
    const svg = drawCompactStreetPlan({ label: 'Plan', ...street, lit, links: linksIn(street) })
    expect(load(svg)('a')).toHaveLength(24)
    expect(svg.length).toBeLessThan(12_000)
    const nearer = ({ code }: { code: string }) => ({
      href: `/ru/plan?zoom=4&at=${code}`,
      label: `Здание ${code}: ближе`,
    })
    const led = drawCompactStreetPlan({ label: 'Plan', ...street, lit, nearer, links: linksIn(street) })
    expect(load(led)('.nearer a')).toHaveLength(14)
    expect(led.length).toBeLessThan(14_000)
    const large = demonstration(6_000)
    const small = drawCompactStreetPlan({ label: 'Plan', ...large, nearer, links: linksIn(large) })
    expect(load(small)('.nearer a')).toHaveLength(0)
    expect(small.length).toBeLessThan(12_000)
  })

  it('draws buildings instead of units when there are too many', () => {
    const large = demonstration(1_000)
    const buildings = large.buildings.map(building => ({ ...building, href: `/ru/premises?building=${building.code}` }))
    const $ = load(drawStreetPlan({ label: 'Plan', buildings, units: large.units }))
    expect($('a')).toHaveLength(buildings.length)
    expect($('a').first().attr('href')).toBe('/ru/premises?building=A1')
  })
})

describe('the visible part of a plan', () => {
  it('is halved at each zoom level, down to a building, and stays on the street', () => {
    expect(windowOf(940, {})).toEqual({ level: 1, levels: 4, fromM: 0, toM: 940 })
    expect(windowOf(940, { level: 2, atM: 0 })).toMatchObject({ fromM: 0, toM: 600 })
    expect(windowOf(940, { level: 4, atM: 470 })).toMatchObject({ fromM: 395, toM: 545 })
    expect(windowOf(940, { level: 99, atM: 99_999 })).toMatchObject({ level: 4, fromM: 790, toM: 940 })
    expect(windowOf(120, { level: 3 })).toEqual({ level: 1, levels: 1, fromM: 0, toM: 120 })
  })

  it('moves by half its width, and not past either end', () => {
    const start = windowOf(940, { level: 3, atM: 0 })
    expect(movedBy(start, 940, -1)).toBeNull()
    expect(movedBy(start, 940, 1)).toBe(middleOf(start) + 150)
    expect(movedBy(windowOf(940, { level: 3, atM: 940 }), 940, 1)).toBeNull()
    expect(movedBy(windowOf(940, {}), 940, 1)).toBeNull()
  })
})
