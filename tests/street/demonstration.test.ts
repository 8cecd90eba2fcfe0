import { describe, expect, it } from 'vitest'
import { BuildingModel } from '#models/premises/building.ts'
import { PremisesModel } from '#models/premises/premises.ts'
import { useClasses } from '#models/premises/parts/premises-vocabulary.ts'
import { demonstrationStreet } from '#features/street/demonstration/street.ts'

const today = new Date('2026-11-25T04:00:00Z')
const street = [...demonstrationStreet({ today })]
const units = street.flatMap(building => building.units)

const share = (test: (unit: (typeof units)[number]) => boolean) => units.filter(test).length / units.length

describe('the demonstration street', () => {
  it('is the same every time', () => {
    expect(JSON.stringify([...demonstrationStreet({ today })])).toBe(JSON.stringify(street))
    expect(units[0]).toMatchObject({ code: 'SFH-A-0101', buildingCode: 'A1', demo: true })
  })

  it('has the size of the real street', () => {
    const ends = street.map(({ building }) => building.position.offsetM + building.position.lengthM)
    const area = units.reduce((sum, unit) => sum + unit.areaGrossSqM, 0)
    expect(street).toHaveLength(14)
    expect(Math.max(...ends)).toBe(926)
    expect(units.length).toBeGreaterThanOrEqual(300)
    expect(units.length).toBeLessThanOrEqual(400)
    expect(area).toBeGreaterThan(29_000)
    expect(area).toBeLessThan(31_000)
  })

  it('gives every unit its own code', () => {
    expect(new Set(units.map(unit => unit.code)).size).toBe(units.length)
  })

  it('places every unit inside its building without overlaps', () => {
    for (const { building, units: inside } of street) {
      for (const { position, floor, code } of inside) {
        expect(position.offsetM).toBeGreaterThanOrEqual(building.position.offsetM)
        expect(position.offsetM + position.widthM).toBeLessThanOrEqual(
          building.position.offsetM + building.position.lengthM + 0.1,
        )
        const neighbours = inside.filter(
          other => other.code !== code && other.floor === floor && sharesDepth(other.position.depth, position.depth),
        )
        const overlapping = neighbours.filter(
          other =>
            other.position.offsetM < position.offsetM + position.widthM - 0.05 &&
            position.offsetM < other.position.offsetM + other.position.widthM - 0.05,
        )
        expect(overlapping.map(other => other.code)).toEqual([])
      }
    }
  })

  it('has varied statuses, uses, floors, sizes and titles', () => {
    expect(share(unit => unit.status === 'available')).toBeGreaterThan(0.33)
    expect(share(unit => unit.status === 'available')).toBeLessThan(0.52)
    for (const status of ['held', 'let', 'paused', 'draft'] as const)
      expect(share(u => u.status === status)).toBeGreaterThan(0)
    for (const use of useClasses) expect(share(unit => unit.allowedUses[0] === use)).toBeGreaterThan(0.02)
    expect(new Set(units.map(unit => unit.floor))).toEqual(new Set([1, 2, 3]))
    expect(new Set(units.map(unit => unit.title.ru)).size).toBeGreaterThan(50)
    const texts = units.map(unit => unit.description.ru)
    expect(new Set(texts).size / texts.length).toBeGreaterThan(0.9)
  })

  it('has every text in three languages', () => {
    for (const { title, summary, description } of units) {
      for (const text of [title, summary, description]) {
        expect(text.ru).toMatch(/^[А-ЯЁ]/)
        expect(text.en).toMatch(/^[A-Z]/)
        expect(text.zh).toMatch(/\p{Script=Han}/u)
      }
    }
  })

  it('describes only features that its units have', () => {
    for (const unit of units) {
      if (unit.description.en?.includes('Gas is connected')) expect(unit.gas).toBe(true)
      if (unit.summary.en?.includes('No steps')) expect(unit.stepFree).toBe(true)
      if (unit.title.en?.includes('upper floor')) expect(unit.floor).toBeGreaterThan(1)
      expect(unit.prohibitedUses.filter(use => unit.allowedUses.includes(use))).toEqual([])
      expect(unit.areaUsableSqM).toBeLessThan(unit.areaGrossSqM)
    }
  })

  it('fits the database schemas', async () => {
    const [first] = street
    const building = new BuildingModel(first?.building)
    await building.validate()
    for (const unit of units.slice(0, 60)) await new PremisesModel({ ...unit, building: building._id }).validate()
  })

  it('has as many units as requested, and starts with the same ones', () => {
    const long = [...demonstrationStreet({ today, premises: 2_000 })].flatMap(building => building.units)
    expect(long).toHaveLength(2_000)
    expect(new Set(long.map(unit => unit.code)).size).toBe(2_000)
    expect(long[0]).toEqual(units[0])
    expect([...demonstrationStreet({ today, premises: 5 })].flatMap(({ units: few }) => few)).toHaveLength(5)
  })
})

const sharesDepth = (one: string, other: string) => one === 'whole' || other === 'whole' || one === other
