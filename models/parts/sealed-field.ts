import { Document, type Schema } from 'mongoose'

type SealFunctions = { stored: (plain: string) => string; read: (text: string) => string }
const unsealed: SealFunctions = { stored: plain => plain, read: text => text }
const state = { texts: unsealed }

/** Sets the functions that seal a field before it is stored and open it when it is read. The holder of the keys calls it. */
export function setSealFunctions(texts: SealFunctions): void {
  state.texts = texts
}

/**
 * Adds hooks that seal every value stored through the model under this name, at any depth, and open it on reading, so that
 * code that writes a snapshot, an offer or a copy does not have to. `topLevelFields` names the top-level fields in which it may
 * occur. Does not cover aggregation or direct use of the driver. The field cannot be searched by.
 */
export function sealField<T>(schema: Schema<T>, name: string, topLevelFields: readonly string[]): void {
  const seal = (value: unknown) => changeTexts(value, name, state.texts.stored)
  const open = (value: unknown) => changeTexts(value, name, state.texts.read)

  schema.pre(['updateOne', 'updateMany', 'findOneAndUpdate', 'findOneAndReplace', 'replaceOne'], function () {
    const update = this.getUpdate()
    const sealed = seal(update)
    if (sealed && sealed !== update) this.setUpdate(sealed)
  })
  schema.pre('insertMany', () => {
    throw new Error(`${name} would not be sealed: insert one by one.`)
  })

  /** Seals the fields only while the document is being saved. The caller's document has plain values again afterwards. */
  schema.pre('save', function () {
    const plain = this.toObject({ minimize: false }) as Record<string, unknown>
    const sealed = topLevelFields.filter(field => seal(plain[field]) !== plain[field])
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
    // Mongoose documents were opened when they were created.
    if (!isPlain(stored)) return
    for (const field of topLevelFields) if (stored[field]) stored[field] = open(stored[field])
  }
  schema.pre('init', openIn)
  schema.post(['find', 'findOne', 'findOneAndUpdate', 'findOneAndReplace', 'findOneAndDelete'], (found: unknown) => {
    if (Array.isArray(found)) found.forEach(openIn)
    else openIn(found)
  })
}

type Change = (text: string) => string

/** Returns the same value, or a copy in which the texts with this name are changed. Keys may be paths, as in an update. */
function changeTexts(value: unknown, name: string, change: Change): unknown {
  if (Array.isArray(value)) {
    const all = value.map(one => changeTexts(one, name, change))
    return all.some((one, at) => one !== value[at]) ? all : value
  }
  if (value instanceof Document) return changeTexts(value.toObject(), name, change)
  return isPlain(value) ? changeFields(value, name, change) : value
}

function changeFields(value: Record<string, unknown>, name: string, change: Change): Record<string, unknown> {
  const fields = Object.entries(value).map(([key, inner]): [string, unknown] => [
    key,
    isNamed(key, name) && typeof inner === 'string' && inner !== '' ? change(inner) : changeTexts(inner, name, change),
  ])
  return fields.some(([key, inner]) => inner !== value[key]) ? Object.fromEntries(fields) : value
}

const isNamed = (key: string, name: string): boolean => key === name || key.endsWith(`.${name}`)

const isPlain = (value: unknown): value is Record<string, unknown> =>
  value !== null &&
  typeof value === 'object' &&
  (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null)
