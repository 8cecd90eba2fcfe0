import ts from 'typescript'

export type Scopes = ReturnType<typeof scopesOf>

/** The meaning of a name at one place of a template. */
export type Scope = {
  /** Possible types; empty means any type. */
  types: readonly ts.Type[]
  /** Names in addition to the types: parameters of a partial, the chrome of a page. */
  given: ReadonlyMap<string, Scope>
  /** Sets to which every looked-up name is added. */
  asked?: readonly Set<string>[]
}

export const anything: Scope = { types: [], given: new Map() }

const nothing = ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void | ts.TypeFlags.Never
const unknown = ts.TypeFlags.Any | ts.TypeFlags.Unknown

/** Looks up names in types as Handlebars looks them up in values: a name exists if one of several types has it. */
export function scopesOf(checker: ts.TypeChecker) {
  /** Types in which templates have looked up a name, and the declarations of the properties found. */
  const asked = new Set<ts.Type>()
  const read = new Set<ts.Declaration>()

  const membersOf = (type: ts.Type): ts.Type[] =>
    type.isUnion() ? type.types.flatMap(membersOf) : type.flags & nothing ? [] : [checker.getApparentType(type)]

  const of = (...types: ts.Type[]): Scope => ({ ...anything, types: types.flatMap(membersOf) })

  const isAnything = ({ types, given }: Scope): boolean =>
    types.some(type => type.flags & unknown) || (types.length === 0 && given.size === 0)

  function typeOfProperty(type: ts.Type, name: string): ts.Type | undefined {
    asked.add(type)
    const property = checker.getPropertyOfType(type, name)
    for (const declaration of property?.declarations ?? []) read.add(declaration)
    if (property) return checker.getTypeOfSymbol(property)
    return checker.getIndexTypeOfType(type, /^\d+$/.test(name) ? ts.IndexKind.Number : ts.IndexKind.String)
  }

  /** Returns null when no type has the name. */
  function find(scope: Scope, name: string): Scope | null {
    for (const one of scope.asked ?? []) one.add(name)
    const given = scope.given.get(name)
    if (given) return given
    if (isAnything(scope)) return anything
    const found = scope.types.flatMap(type => typeOfProperty(type, name) ?? [])
    return found.length > 0 ? of(...found) : null
  }

  /** Returns what `each` iterates over: the items of lists and sets, the values of objects. */
  const itemsOf = ({ types }: Scope): Scope => of(...types.flatMap(itemsIn))

  function itemsIn(type: ts.Type): readonly ts.Type[] {
    const item = checker.getIndexTypeOfType(type, ts.IndexKind.Number)
    if (item) return [item]
    if (type.symbol.name.endsWith('Set')) return checker.getTypeArguments(type as ts.TypeReference)
    return checker.getPropertiesOfType(type).map(property => checker.getTypeOfSymbol(property))
  }

  /** Returns the declarations, by name, of properties of these types that were never looked up. */
  function unread(): Map<string, ts.Declaration[]> {
    const found = new Map<string, ts.Declaration[]>()
    for (const property of [...asked].flatMap(type => checker.getPropertiesOfType(type))) {
      const declarations = property.declarations ?? []
      if (declarations.some(one => read.has(one))) continue
      found.set(property.name, [...(found.get(property.name) ?? []), ...declarations])
    }
    return found
  }

  return { of, find, itemsOf, unread }
}
