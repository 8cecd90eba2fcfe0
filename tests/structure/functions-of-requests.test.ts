import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.join(import.meta.dirname, '../..')
/** A function that is assigned to a property where it is written, as in `res.end = function () {…}`. */
const assigned = /^ +[\w.]+\.(\w+) = (?:async )?(?:function\b|\(.*\)(?::.*)? =>|\w+ =>)/gm
const namesIn = (file: string): string[] =>
  [...readFileSync(path.join(root, file), 'utf8').matchAll(assigned)].map(([, name = '']) => name)

const sources = readdirSync(path.join(root, 'server'), { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.ts'))
  .map(file => `server/${file}`)

// V8 puts such a function among the objects that live long, and it holds what its request consisted of until all memory is
// collected (docs/adr/0143).
describe('what a request adds to its objects', () => {
  it('is written before it is assigned, in the program', () => {
    // Once for each opened engine.
    const once = new Set(['roundTrip'])
    const found = sources.flatMap(file => namesIn(file).map(name => `${file}: ${name}`))
    expect(found.filter(one => !once.has(one.split(': ')[1] ?? ''))).toEqual([])
  })

  it.each(['compression', 'express-session'])('is written before it is assigned, in %s', name => {
    // Once for each session store.
    const once = new Set(['generate'])
    expect(namesIn(`node_modules/${name}/index.js`).filter(one => !once.has(one))).toEqual([])
  })
})
