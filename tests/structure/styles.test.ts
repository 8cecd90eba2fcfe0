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
})
