import { Document, type Schema } from 'mongoose'

type Texts = { stored: (plain: string) => string; read: (text: string) => string }
const asTheyAre: Texts = { stored: plain => plain, read: text => text }
const state = { texts: asTheyAre }

/** What seals a field before it is stored and opens it when it is read: set by whoever has the keys. */
export function sealFieldsBy(texts: Texts): void {
  state.texts = texts
}

/**
 * Whatever is stored through the model under this name, at any depth, is sealed, and what is read through it is open: whoever
 * writes a snapshot, an offer or a copy need not think of it. `within` names the fields of the document in which it may stand.
 * Does not reach what passes by the model: aggregation, and the driver itself. It cannot be searched by.
 */
export function sealsField<T>(schema: Schema<T>, name: string, within: readonly string[]): void {
  const seal = (value: unknown) => changed(value, name, state.texts.stored)
  const open = (value: unknown) => changed(value, name, state.texts.read)

  schema.pre(['updateOne', 'updateMany', 'findOneAndUpdate', 'findOneAndReplace', 'replaceOne'], function () {
    const update = this.getUpdate()
    const sealed = seal(update)
    if (sealed && sealed !== update) this.setUpdate(sealed)
  })
  schema.pre('insertMany', () => {
    throw new Error(`${name} would not be sealed: insert one by one.`)
  })

  /** What is to be stored is sealed only while it is stored: whoever made the document goes on with it. */
  schema.pre('save', function () {
    const plain = this.toObject({ minimize: false }) as Record<string, unknown>
    const sealed = within.filter(field => seal(plain[field]) !== plain[field])
    this.$locals.opened = sealed.map(field => [field, plain[field]] as const)
    for (const field of sealed) this.set(field, seal(plain[field]))
  })
  schema.post('save', function () {
    for (const [field, value] of this.$locals.opened as [string, unknown][]) {
      this.set(field, value)
      this.unmarkModified(field)
    }
  })

  const openIn = (stored: unknown): void => {
    // What Mongoose has made a document of was opened when it was made.
    if (!isPlain(stored)) return
    for (const field of within) if (stored[field]) stored[field] = open(stored[field])
  }
  schema.pre('init', openIn)
  schema.post(['find', 'findOne', 'findOneAndUpdate', 'findOneAndReplace', 'findOneAndDelete'], (found: unknown) => {
    if (Array.isArray(found)) found.forEach(openIn)
    else openIn(found)
  })
}

type Change = (text: string) => string

/** The same value, or a copy in which the texts of this name are others; names may be paths, as in an update. */
function changed(value: unknown, name: string, change: Change): unknown {
  if (Array.isArray(value)) {
    const all = value.map(one => changed(one, name, change))
    return all.some((one, at) => one !== value[at]) ? all : value
  }
  if (value instanceof Document) return changed(value.toObject(), name, change)
  return isPlain(value) ? changedFields(value, name, change) : value
}

function changedFields(value: Record<string, unknown>, name: string, change: Change): Record<string, unknown> {
  const fields = Object.entries(value).map(([key, inner]): [string, unknown] => [
    key,
    isNamed(key, name) && typeof inner === 'string' && inner !== '' ? change(inner) : changed(inner, name, change),
  ])
  return fields.some(([key, inner]) => inner !== value[key]) ? Object.fromEntries(fields) : value
}

const isNamed = (key: string, name: string): boolean => key === name || key.endsWith(`.${name}`)

const isPlain = (value: unknown): value is Record<string, unknown> =>
  value !== null &&
  typeof value === 'object' &&
  (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null)
