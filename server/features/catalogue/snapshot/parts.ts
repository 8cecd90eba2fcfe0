import { createIndex, type CatalogueIndex } from '../search/index/index-reading.ts'
import type { IndexedBuildings } from '../search/index/buildings.ts'
import { columnKinds, columnNames, type Columns } from '../search/index/columns.ts'
import type { StoredOrders } from '../search/order.ts'

/** An array of numbers of one kind, of which the first `used` count. If it `grows`, a reader leaves room at its end. */
export type Part = { data: Numbers; used: number; grows: boolean }
export type Numbers = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array
type NumbersKind = new (length: number) => Numbers

/** Small facts of an index. */
export type Facts = {
  era: string
  revision: number
  size: number
  living: number
  used: Record<'codes' | 'texts', number>
} & {
  texts: { size: number; slots: number }
  buildings: Omit<IndexedBuildings, 'list'>
}
/** Lists that may be long; they are passed between threads in slices. */
export type Lists = { buildingCodes: string[]; buildings: IndexedBuildings['list']; stems: string[] }
export type IndexParts = { facts: Facts; numbers: Record<string, Part>; lists: Lists }

/** Returns an index in parts that can be stored or transferred to another thread; they are not copied. */
export function partsOf(index: CatalogueIndex): IndexParts {
  const { columns, slots, texts, buildings, era, revision } = index
  const { list, ...others } = buildings
  const text = texts.stored()
  const used = { codes: slots.used(), texts: text.places.used }
  const about = { size: columns.size, living: index.living(), used, texts: { size: text.size, slots: text.slots } }
  return {
    facts: { era, revision, ...about, buildings: others },
    numbers: {
      ...Object.fromEntries(columnNames.map(name => [name, growing(columns[name], columns.size)])),
      ...Object.fromEntries(Object.entries(index.orders.all()).map(([sort, slot]) => [`order ${sort}`, whole(slot)])),
      'table of codes': whole(slots.table()),
      'table of texts': whole(text.places.table),
      'numbers of texts': growing(text.numbers, text.size),
      'starts of texts': growing(text.starts, text.slots + 1),
      'list of texts': growing(text.list, text.starts[text.slots] ?? 0),
    },
    lists: { buildingCodes: columns.buildings, buildings: list, stems: [...index.vocabulary.stems()] },
  }
}

const whole = (data: Numbers): Part => ({ data, used: data.length, grows: false })
const growing = (data: Numbers, used: number): Part => ({ data, used, grows: true })

/** Returns the array type of each part of this version, by name. */
export function kindsOfParts(): Record<string, NumbersKind> {
  const { numbers } = partsOf(createIndex())
  return Object.fromEntries(Object.entries(numbers).map(([name, { data }]) => [name, data.constructor as NumbersKind]))
}

/** Returns the index made of these parts, which it takes over. Throws when one is missing. */
export function indexOf({ facts, numbers, lists }: IndexParts): CatalogueIndex {
  const has = <Kind extends Numbers>(name: string, kind: new (length: number) => Kind): Kind => {
    const data = numbers[name]?.data
    if (data instanceof kind) return data
    throw new Error(`the catalogue lacks its part "${name}"`)
  }
  const each = Object.fromEntries(columnNames.map(name => [name, has<Numbers>(name, columnKinds[name])]))
  const columns = { ...each, size: facts.size, buildings: lists.buildingCodes } as Columns
  const orders = Object.entries(numbers).flatMap(([name, { data }]) =>
    name.startsWith('order ') ? [[name.slice('order '.length), data]] : [],
  )
  const index = createIndex({
    columns: {
      columns,
      living: facts.living,
      codes: { table: has('table of codes', Uint32Array), used: facts.used.codes },
      texts: {
        ...facts.texts,
        numbers: has('numbers of texts', Float64Array),
        places: { table: has('table of texts', Uint32Array), used: facts.used.texts },
        starts: has('starts of texts', Uint32Array),
        list: has('list of texts', Uint32Array),
      },
    },
    orders: Object.fromEntries(orders) as StoredOrders,
  })
  index.vocabulary.add(lists.stems)
  const { era, revision, buildings } = facts
  return Object.assign(index, { era, revision, buildings: { ...buildings, list: lists.buildings } })
}
