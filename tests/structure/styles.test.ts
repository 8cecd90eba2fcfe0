import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const folder = 'public/css'
const sheets = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.css'))
  .map(name => ({ name, css: readFileSync(path.join(folder, name), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '') }))

/** As the comment in the tokens sheet names them. */
const breakpoints = [480, 720, 900, 1180]
const edges = new Set(breakpoints.flatMap(width => [`min-width: ${width}px`, `max-width: ${width - 1}px`]))

/** Conditions of width in the media queries of a sheet, as they are written. */
const widthsIn = (css: string): string[] =>
  [...css.matchAll(/@media([^{]*)\{/g)].flatMap(([, query = '']) =>
    [...query.matchAll(/\(([^()]*(?:width|height)[^()]*)\)/g)].map(([, condition = '']) => condition.trim()),
  )

/** The palette, and that of each drawing. */
const isTokens = (name: string): boolean => /(^|\/|-)tokens\.css$/.test(name)
const named =
  'white|black|silver|gr[ae]y|red|maroon|purple|green|lime|olive|yellow|navy|blue|teal|aqua|orange|brown|gold|pink|violet|beige|ivory'
const colour = new RegExp(
  `#[0-9a-f]{3,8}\\b|\\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\\(|(?<![\\w-])(?:${named})(?![\\w-])`,
  'i',
)
/** Values of declarations, without addresses and quoted words. */
const valuesIn = (css: string): string[] =>
  [...css.replace(/url\([^)]*\)|'[^']*'|"[^"]*"/g, '').matchAll(/:\s([^;{}]*);/g)].map(([, value = '']) => value)

/** What stands at the top of a sheet; the inside of each block is left out. */
function outsideBlocks(css: string): string {
  let depth = 0
  let outside = ''
  for (const sign of css.replaceAll(/url\("[^"]*"\)/g, '')) {
    if (sign === '}') depth -= 1
    if (depth === 0) outside += sign
    if (sign === '{') depth += 1
  }
  return outside.trim()
}

describe('the style sheets', () => {
  it('ask for the width of the window at four breakpoints, and below them, alone', () => {
    expect(sheets.length).toBeGreaterThan(10)
    const others = sheets.flatMap(({ name, css }) =>
      widthsIn(css)
        .filter(condition => !edges.has(condition))
        .map(condition => `${name}: ${condition}`),
    )
    expect(others).toEqual([])
    expect(widthsIn('@media (pointer: coarse), (max-width: 700px) {}')).toEqual(['max-width: 700px'])
  })

  it('name every colour by a token', () => {
    const literals = sheets
      .filter(({ name }) => !isTokens(name))
      .flatMap(({ name, css }) =>
        valuesIn(css)
          .filter(value => colour.test(value))
          .map(value => `${name}: ${value}`),
      )
    expect(literals).toEqual([])
    for (const value of ['#fff', '1px solid #1c2430', 'rgb(0 0 0 / 10%)', 'white', 'hsl(1 2% 3%)'])
      expect(colour.test(value), value).toBe(true)
    for (const value of ['nowrap', 'var(--white)', 'pre-line', 'color-mix(in srgb, var(--ink) 5%, transparent)'])
      expect(colour.test(value), value).toBe(false)
  })

  it('keep tokens in sheets of their own, which hold nothing else', () => {
    const tokens = sheets.filter(({ name }) => isTokens(name))
    expect(tokens.map(({ name }) => name)).toContain('tokens.css')
    for (const { name, css } of tokens) {
      const declared = [...css.matchAll(/[{;]\s*([\w-]+):\s/g)].map(([, property = '']) => property)
      expect(
        declared.filter(property => !property.startsWith('--')),
        name,
      ).toEqual([])
    }
  })

  it('put every rule into one of the four layers, whose order one sheet declares', () => {
    const layers = ['tokens', 'base', 'components', 'pages']
    for (const { name, css } of sheets) {
      const outside = outsideBlocks(css)
      const declared = /^@layer ([\w, ]+);/.exec(outside)?.[1]
      expect(declared, name).toBe(name === 'site.css' ? layers.join(', ') : undefined)
      const rest = outside
        .replace(/^@layer [\w, ]+;/, '')
        .replaceAll(/@import '\.[^;]*';|@import '[^;]*' layer\(base(?:\.pico)?\);/g, '')
      expect(
        rest
          .split('{}')
          .map(start => start.trim())
          .filter(start => start && !layers.some(layer => start === `@layer ${layer}`)),
        name,
      ).toEqual([])
      if (isTokens(name)) expect(rest.trim(), name).toBe('@layer tokens {}')
    }
    expect(outsideBlocks('@layer pages { a { b: c } } p { d: e }')).toContain('p {}')
  })

  it('use no token that is declared nowhere', () => {
    const all = sheets.map(({ css }) => css).join('\n')
    const ofPico = readFileSync('node_modules/@picocss/pico/css/pico.css', 'utf8')
    const declared = new Set([...`${all}${ofPico}`.matchAll(/(--[\w-]+):/g)].map(([, token]) => token))
    const used = [...all.matchAll(/var\((--[\w-]+)\)/g)].map(([, token]) => token ?? '')
    expect(used.filter(token => !declared.has(token))).toEqual([])
  })
})
