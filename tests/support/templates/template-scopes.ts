import ts from 'typescript'

export type Scopes = ReturnType<typeof scopesOf>

/** What a name stands for at one place of a template. */
export type Scope = {
  /** None: it may be anything. */
  types: readonly ts.Type[]
  /** Beside the types: parameters of a partial, the chrome of a page. */
  given: ReadonlyMap<string, Scope>
  /** What was asked for by name is told to all of these. */
  asked?: readonly Set<string>[]
}

export const anything: Scope = { types: [], given: new Map() }

const nothing = ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Void | ts.TypeFlags.Never
const unknown = ts.TypeFlags.Any | ts.TypeFlags.Unknown

/** Finds names in types as Handlebars finds them in values: a name that one of several types has is there. */
export function scopesOf(checker: ts.TypeChecker) {
  /** Types that templates have asked for a name, and the declarations of the properties that they found. */
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

  /** Null where no type has the name. */
  function find(scope: Scope, name: string): Scope | null {
    for (const one of scope.asked ?? []) one.add(name)
    const given = scope.given.get(name)
    if (given) return given
    if (isAnything(scope)) return anything
    const found = scope.types.flatMap(type => typeOfProperty(type, name) ?? [])
    return found.length > 0 ? of(...found) : null
  }

  /** What `each` walks through: the items of lists and sets, the values of objects. */
  const itemsOf = ({ types }: Scope): Scope => of(...types.flatMap(itemsIn))

  function itemsIn(type: ts.Type): readonly ts.Type[] {
    const item = checker.getIndexTypeOfType(type, ts.IndexKind.Number)
    if (item) return [item]
    if (type.symbol.name.endsWith('Set')) return checker.getTypeArguments(type as ts.TypeReference)
    return checker.getPropertiesOfType(type).map(property => checker.getTypeOfSymbol(property))
  }

  /** Declarations of properties that the types asked have and that were never asked for, by their names. */
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
