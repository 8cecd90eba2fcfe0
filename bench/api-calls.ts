import fc from 'fast-check'

/** The part of JSON Schema that the documents of our APIs use. */
type Schema = {
  $ref?: string
  type?: string | string[]
  enum?: (string | number)[]
  const?: unknown
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  pattern?: string
  format?: string
  minimum?: number
  exclusiveMinimum?: number
  maximum?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
}
type Parameter = { name: string; in: 'query' | 'path' | 'header'; required?: boolean; schema: Schema }
type Operation = {
  operationId: string
  parameters?: Parameter[]
  requestBody?: { content: Record<string, { schema: Schema }> }
}
export type ApiDocument = {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

export type Call = {
  operation: string
  method: string
  /** Path and query. */
  address: string
  headers: Record<string, string>
  body?: unknown
  /** Whether the call deliberately violates the document. It must be refused as the document says. */
  odd: boolean
}

/** Values that only the API itself can give: codes of existing units. */
export type Given = { codes: readonly string[] }

/** Programs take these values from an earlier response. Invented ones are refused, which prism cannot know. */
const fromAnswers = ['cursor', 'after']

/** Generates calls of every operation with any allowed parameters; one in six has a value that is not allowed. */
export function callsOf(document: ApiDocument, given: Given): fc.Arbitrary<Call> {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => callOf(document, { path, method, operation, given })),
  )
  return fc.oneof(...operations)
}

type Place = { path: string; method: string; operation: Operation; given: Given }

function callOf(document: ApiDocument, { path, method, operation, given }: Place): fc.Arbitrary<Call> {
  const known = (operation.parameters ?? []).filter(({ name }) => !fromAnswers.includes(name))
  const named = (place: Parameter['in']) => known.filter(parameter => parameter.in === place)
  const body = operation.requestBody?.content['application/json']?.schema
  return fc
    .record({
      query: valuesOf(named('query')),
      paths: valuesOf(named('path'), given),
      headers: valuesOf(named('header')),
      language: fc.constantFrom('ru', 'en', 'zh', 'de', '*'),
      odd: fc.oneof({ weight: 5, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: oddOf(named('query')) }),
      body: body ? jsonOf(document, body) : fc.constant(undefined),
    })
    .map(({ query, paths, headers, language, odd, body: sent }) => ({
      operation: operation.operationId,
      method: method.toUpperCase(),
      address: addressOf(path, paths, [...query, ...(odd ? [odd] : [])]),
      headers: { 'accept-language': language, ...Object.fromEntries(headers) },
      // A dry run writes nothing, however often this runs.
      ...(sent ? { body: { ...sent, dryRun: true } } : {}),
      odd: odd !== null,
    }))
}

type Value = [name: string, value: string]

function addressOf(path: string, paths: readonly Value[], query: readonly Value[]): string {
  const filled = paths.reduce((at, [name, value]) => at.replace(`{${name}}`, encodeURIComponent(value)), path)
  const asked = new URLSearchParams(query).toString()
  return asked ? `${filled}?${asked}` : filled
}

/** Generates each parameter or leaves it out; several values of a list share one name. */
function valuesOf(parameters: readonly Parameter[], given: Given = { codes: [] }): fc.Arbitrary<Value[]> {
  const each = parameters.map(({ name, required, schema }) => {
    const known = name === 'code' && given.codes.length > 0 ? fc.constantFrom(...given.codes) : null
    const typed = known ? fc.oneof({ weight: 3, arbitrary: known }, wordsOf(schema)) : wordsOf(schema)
    const values = schema.type === 'array' ? listOf(schema) : typed.map(value => [value])
    const there = values.map(some => some.map((value): Value => [name, value]))
    return required ? there : fc.oneof({ weight: 3, arbitrary: fc.constant<Value[]>([]) }, there)
  })
  return fc.tuple(...each).map(some => some.flat())
}

const listOf = ({ items = {}, maxItems = 5 }: Schema): fc.Arbitrary<string[]> =>
  fc.uniqueArray(wordsOf(items), { maxLength: Math.min(maxItems, 5) })

/** Generates a value of a simple schema as it stands in an address. */
function wordsOf(schema: Schema): fc.Arbitrary<string> {
  if (schema.type === 'integer' || schema.type === 'number') return numberOf(schema).map(String)
  return textOf(schema)
}

function textOf(schema: Schema): fc.Arbitrary<string> {
  if (schema.enum) return fc.constantFrom(...schema.enum.map(String))
  if (schema.pattern) return fc.stringMatching(new RegExp(schema.pattern))
  if (schema.format === 'date') {
    const days = { min: new Date('2020-01-01'), max: new Date('2040-12-31'), noInvalidDate: true }
    return fc.date(days).map(day => day.toISOString().slice(0, 10))
  }
  // Length is counted in UTF-16 units, as in the document. A segment of dots in a path means another path.
  const { maxLength = 40 } = schema
  const free = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  return free.filter(text => text.length <= maxLength && !/^\.+$/.test(text))
}

/** Generates numbers with at most two decimals, as people write them. */
function numberOf({ type, minimum, exclusiveMinimum, maximum = 10_000 }: Schema): fc.Arbitrary<number> {
  const digits = type === 'integer' ? 1 : 100
  const least = exclusiveMinimum === undefined ? (minimum ?? 0) * digits : exclusiveMinimum * digits + 1
  return fc.integer({ min: Math.ceil(least), max: Math.floor(maximum * digits) }).map(count => count / digits)
}

const oddValues: readonly string[] = [
  '',
  ' ',
  'moon',
  '-1',
  '1e3',
  '0x10',
  '99999999',
  "'; --",
  '2026-02-30',
  'ё'.repeat(200),
]

/** Generates a value that no parameter of the kind may have, or an unknown parameter. */
function oddOf(parameters: readonly Parameter[]): fc.Arbitrary<Value> {
  const strict = parameters.filter(
    ({ schema }) => (schema.type !== 'string' || schema.enum) ?? schema.pattern ?? schema.format,
  )
  const names = strict.map(({ name }) => name)
  return fc.oneof(
    fc.constantFrom<Value>(['colour', 'red']),
    ...(names.length > 0 ? [fc.tuple(fc.constantFrom(...names), fc.constantFrom(...oddValues))] : []),
  )
}

/** Generates a body by its schema; optional fields are there half of the time. */
function jsonOf(document: ApiDocument, schema: Schema): fc.Arbitrary<Record<string, unknown>> {
  return valueOf(document, schema) as fc.Arbitrary<Record<string, unknown>>
}

function valueOf(document: ApiDocument, schema: Schema): fc.Arbitrary<unknown> {
  const named = schema.$ref?.split('/').at(-1)
  if (named) return valueOf(document, document.components.schemas[named] ?? {})
  const [type] = [schema.type ?? 'string'].flat()
  if (type === 'object') return objectOf(document, schema)
  if (type === 'array') {
    return fc.array(valueOf(document, schema.items ?? {}), { minLength: schema.minItems ?? 0, maxLength: 3 })
  }
  if (type === 'boolean') return fc.boolean()
  return type === 'number' || type === 'integer' ? numberOf(schema) : textOf(schema)
}

function objectOf(document: ApiDocument, { properties = {}, required = [] }: Schema): fc.Arbitrary<object> {
  const each = Object.entries(properties).map(([name, one]) => [name, valueOf(document, one)] as const)
  return fc.record(Object.fromEntries(each), { requiredKeys: required })
}
