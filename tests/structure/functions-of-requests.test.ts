import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.join(import.meta.dirname, '../..')
const parameters = String.raw`\((?:[^()]|\([^()]*\))*\)(?:: [^=;]+?)?`
/** Within a function, a function that is assigned to a property where it is written: `res.end = function () {…}`. */
const assignments = new RegExp(
  String.raw`^ (?! *(?:const|let|var) ).*?[\w.!#\])]+(?:\.#?(\w+)|\[['"](\w+)['"]\]) (?:\?\?|\|\|)?=\s+(?:async )?(?:function\b|${parameters} =>|\w+ =>)`,
  'gm',
)
const namesIn = (source: string): string[] =>
  [...source.matchAll(assignments)].map(([, name, quoted]) => name ?? quoted ?? '')
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')

const sources = readdirSync(path.join(root, 'server'), { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .map(file => `server/${file}`)

// V8 puts such a function among the objects that live long, and it holds what its request consisted of until all memory is
// collected (ADR 143).
describe('a function that is set on an object of a request', () => {
  it.each([
    'res.end = function end(chunk) {',
    'res.send = async (body, { more }) => {',
    'res.locals.saved ??= () => 1',
    "if (on) res['end'] = body =>",
    '(res as Sent).end =\n    (one: string): string => one',
    'req.session!.save = (\n    one,\n    other,\n  ) => one',
  ])('is found: %s', line => {
    expect(namesIn(`  ${line}`)).toHaveLength(1)
  })

  it('is written first and set then, in our program', () => {
    const found = sources.flatMap(file => namesIn(read(file)).map(name => `${file}: ${name}`))
    // Once for each opened engine.
    expect(found).toEqual(['server/outside/database/engine-gate.ts: roundTrip'])
  })

  it('is written first and set then, in the packages that do it on each request', () => {
    expect(namesIn(read('node_modules/compression/index.js'))).toEqual([])
    // Once for each store.
    expect(namesIn(read('node_modules/express-session/index.js'))).toEqual(['generate'])
  })
})
