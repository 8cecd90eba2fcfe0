import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Handlebars from 'handlebars'
import type { Models } from './template-models.ts'
import { anything, scopesOf, type Scope, type Scopes } from './template-scopes.ts'
import { unreadIn } from './template-unread.ts'

type Options = {
  /** Checks whether a key may be passed to `t`. */
  isMessage: (key: string) => boolean
  /** Paths that may be passed to `pathTo`. */
  paths: readonly string[]
  /** Returns the text of a template, by its path in `views`. */
  read?: (file: string) => string
}
type Reading = Omit<Options, 'read'> & {
  scopes: Scopes
  parse: (file: string) => hbs.AST.Program
  /** Names that no model has, as `file:line: what`. */
  faults: Set<string>
}
/** A position in a template: the innermost scope comes last. */
type Place = {
  file: string
  /** The template that includes the partial, in words. */
  from: string
  root: Scope
  stack: readonly Scope[]
  /** Names defined by `as |name|`. */
  named: ReadonlyMap<string, Scope>
  /** Optional names of the partial. */
  optional: ReadonlySet<string>
}

const treesByText = new Map<string, hbs.AST.Program>()

/** Parses a text once, however often it is read. */
function parseText(text: string): hbs.AST.Program {
  const tree = treesByText.get(text) ?? Handlebars.parse(text)
  treesByText.set(text, tree)
  return tree
}

const views = 'views'
const helpers = new Set(['t', 'quoted', 'style', 'pathTo', 'whole', 'fragment'])
/** Helpers without arguments. */
const signs = new Set(['dot'])

/**
 * Reads templates as Handlebars does, with the types of their models instead of values. `faults` are names that no model
 * has, `unread` are properties of page models that neither a template nor code of their slice reads, and `unrendered` are
 * templates that no page uses.
 */
export function readTemplateNames(
  { program, rendered, chrome, frame }: Models,
  { read = readView, ...known }: Options,
) {
  const scopes = scopesOf(program.getTypeChecker())
  const parsed = new Map<string, hbs.AST.Program>()
  const parse = (file: string): hbs.AST.Program => {
    const known = parsed.get(file) ?? parseText(read(file))
    parsed.set(file, known)
    return known
  }
  const reading: Reading = { scopes, ...known, parse, faults: new Set() }
  const page = (file: string, root: Scope) =>
    walk(reading, parse(file), {
      file,
      from: '',
      root,
      stack: [root],
      named: new Map<string, Scope>(),
      optional: mayHave(parse(file)),
    })

  const around: Scope['given'] = new Map([['chrome', scopes.of(chrome)]])
  page('layouts/main.hbs', { ...scopes.of(frame), given: new Map([...around, ['body', anything]]) })
  for (const { by, template, model } of rendered) {
    const scope = scopes.of(model)
    if (by === 'view') page(`${template}.hbs`, { ...scope, given: around })
    else page(by === 'compile' ? template : (partials.get(template) ?? template), scope)
  }
  return {
    faults: [...reading.faults].toSorted(),
    unread: unreadIn(program, scopes.unread(), frame),
    unrendered: templateFiles.filter(file => !parsed.has(file)),
  }
}

const readView = (file: string): string => readFileSync(path.join(views, file), 'utf8')

const templateFiles = readdirSync(views, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.hbs'))

/** Partials by name, as `readTemplates` finds them. */
const partials: ReadonlyMap<string, string> = new Map(
  templateFiles
    .filter(file => file.startsWith('partials/') || path.basename(file).startsWith('_'))
    .map(file => [path.basename(file, '.hbs').replace(/^_/, ''), file]),
)

/** Returns the optional names in the first comment of a partial: those written `hint?`, and those after "may have:". */
function mayHave({ body }: hbs.AST.Program): ReadonlySet<string> {
  const comment = body.find(({ type }) => type === 'CommentStatement') as hbs.AST.CommentStatement | undefined
  const said = comment?.value ?? ''
  const list = said.split(/may have:/i)[1]?.split('.')[0] ?? ''
  const explained = /\([^)]*\)|\[[^\]]*\]|\{[^}]*\}/g
  return new Set([
    ...(list.replaceAll(explained, '').match(/[a-z]\w*/gi) ?? []),
    ...[...said.matchAll(/(\w+)\?/g)].map(([, name = '']) => name),
  ])
}

const fault = ({ faults }: Reading, { file, from }: Place, { loc }: hbs.AST.Node, what: string) =>
  faults.add(`${file}:${String(loc.start.line)}: ${what}${from}`)

function walk(reading: Reading, program: hbs.AST.Program | undefined, place: Place): void {
  for (const statement of program?.body ?? []) {
    if (statement.type === 'MustacheStatement') say(reading, statement as hbs.AST.MustacheStatement, place)
    else if (statement.type === 'BlockStatement') block(reading, statement as hbs.AST.BlockStatement, place)
    else if (statement.type === 'PartialStatement') include(reading, statement as hbs.AST.PartialStatement, place)
    else if (!['ContentStatement', 'CommentStatement'].includes(statement.type))
      fault(reading, place, statement, `${statement.type} is not understood`)
  }
}

const nameOf = (expression: hbs.AST.Node): string => (expression as hbs.AST.PathExpression).original

function say(reading: Reading, statement: hbs.AST.MustacheStatement, place: Place): void {
  const { path: said, params } = statement
  if (signs.has(nameOf(said)) && params.length === 0) return
  if (!helpers.has(nameOf(said))) meaning(reading, said, place)
  else if (params.length === 0) fault(reading, place, said, `${nameOf(said)} is a helper`)
  else help(reading, statement, place)
}

function help(reading: Reading, call: hbs.AST.MustacheStatement | hbs.AST.SubExpression, place: Place): void {
  const name = nameOf(call.path)
  const { given } = argumentsOf(reading, call, place)
  if (name !== 't' && name !== 'pathTo') return
  if (!reading.scopes.find(place.root, 'chrome')) fault(reading, place, call, `${name} has no page around it`)
  const [first] = call.params
  const { value } = first?.type === 'StringLiteral' ? (first as hbs.AST.StringLiteral) : { value: null }
  if (name === 'pathTo' && !leads(reading, value, given)) fault(reading, place, call, `no path ${value ?? ''}`)
  if (name === 't' && value !== null && !reading.isMessage(value)) fault(reading, place, call, `no message ${value}`)
}

/** Checks whether this is the path of a route and exactly its parameters are given. */
function leads({ paths }: Reading, path: string | null, given: Scope['given']): boolean {
  const gaps = [...(path ?? '').matchAll(/:(\w+)/g)].map(([, name]) => name)
  return path !== null && paths.includes(path) && gaps.toSorted().join() === [...given.keys()].toSorted().join()
}

type Arguments = { params: hbs.AST.Expression[]; hash?: hbs.AST.Hash }

function argumentsOf(reading: Reading, { params, hash }: Arguments, place: Place) {
  const [first = anything] = params.map(param => meaning(reading, param, place))
  const given = (hash?.pairs ?? []).map(({ key, value }) => [key, meaning(reading, value, place)] as const)
  return { first, given: new Map(given) }
}

function block(reading: Reading, statement: hbs.AST.BlockStatement, place: Place): void {
  const { path: said, program, inverse } = statement
  const name = nameOf(said)
  const { first } = argumentsOf(reading, statement, place)
  walk(reading, inverse, place)
  if (name === 'if' || name === 'unless') walk(reading, program, place)
  else if (name === 'each' || name === 'with') {
    const inner = name === 'each' ? reading.scopes.itemsOf(first) : first
    const [as] = (program.blockParams as string[] | undefined) ?? []
    const named = as === undefined ? place.named : new Map([...place.named, [as, inner]])
    walk(reading, program, { ...place, named, stack: [...place.stack, inner] })
  } else fault(reading, place, statement, `#${name} is not understood`)
}

/** Reads a partial in the scope that it is given, and so once for each place that includes it. */
function include(reading: Reading, statement: hbs.AST.PartialStatement, place: Place): void {
  const file = partials.get(nameOf(statement.name))
  if (file === undefined) {
    fault(reading, place, statement, `no partial ${nameOf(statement.name)}`)
    return
  }
  const { first, given } = argumentsOf(reading, statement, place)
  const own = statement.params.length > 0 ? first : (place.stack.at(-1) ?? anything)
  const asked = new Set<string>()
  const scope = { ...own, given: new Map([...own.given, ...given]), asked: [...(own.asked ?? []), asked] }
  const program = reading.parse(file)
  walk(reading, program, {
    file,
    from: `, included at ${place.file}:${String(statement.loc.start.line)}`,
    root: place.root,
    stack: [...place.stack, scope],
    named: new Map<string, Scope>(),
    optional: mayHave(program),
  })
  for (const name of given.keys())
    if (!asked.has(name)) fault(reading, place, statement, `${nameOf(statement.name)} does not read ${name}`)
}

function meaning(reading: Reading, expression: hbs.AST.Expression, place: Place): Scope {
  if (expression.type === 'SubExpression') help(reading, expression as hbs.AST.SubExpression, place)
  if (expression.type !== 'PathExpression') return anything
  const { scope: start, names } = startOf(expression as hbs.AST.PathExpression, place)
  let scope = start
  for (const name of names) {
    const found = reading.scopes.find(scope, name)
    if (!found && !place.optional.has(name)) fault(reading, place, expression, nameOf(expression))
    scope = found ?? anything
  }
  return scope
}

/** Returns the scope in which a name is looked up first, and the names to look up from there. */
function startOf({ data, depth, parts, original }: hbs.AST.PathExpression, { root, stack, named }: Place) {
  const [first = '', ...rest] = parts
  // @index, @first and the like are no names of models.
  if (data) return first === 'root' ? { scope: root, names: rest } : { scope: anything, names: [] }
  const block = /^(this|\.)/.test(original) ? undefined : named.get(first)
  return block ? { scope: block, names: rest } : { scope: stack.at(-1 - depth) ?? anything, names: parts }
}
