import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import colourFrom from '@img/colour'
import {
  parseColour,
  contrastsOf,
  backgrounds,
  isLegible,
  minContrast,
  shadesOf,
} from '#features/programme/brand/colours.ts'
import { accentStyle } from '#features/programme/brand/stylesheet.ts'
import { defaultColour } from '#shared/site-settings.ts'

const contrast = (one: string, other: string) => colourFrom(one).contrast(colourFrom(other))
const aColour = fc.integer({ min: 0, max: 0xff_ff_ff }).map(number => `#${number.toString(16).padStart(6, '0')}`)

describe('the colour of buttons and links', () => {
  it.each([
    ['#0F5F57', '#0f5f57'],
    ['0f5f57', '#0f5f57'],
    [' #abc ', '#aabbcc'],
    ['＃０f5f57', '#0f5f57'],
    ['teal', null],
    ['#0f5f5', null],
    ['#0f5f5788', null],
    ['rgb(0,0,0)', null],
    ['#0f5f57;}', null],
  ])('reads %s as %s', (typed, colour) => {
    expect(parseColour(typed)).toBe(colour)
  })

  it('is legible by the WCAG contrast on the palest and the most coloured background', () => {
    expect(isLegible(defaultColour)).toBe(true)
    // Contrast 4.54 with white, 4.35 with the paper colour.
    expect(isLegible('#767676')).toBe(false)
    expect(contrastsOf('#767676')).toMatchObject({ white: 4.54, paper: 4.35 })
    expect(contrastsOf('#767676').panels).toBeLessThan(4.35)
    expect(contrastsOf('#000000').white).toBe(21)
    expect(isLegible('#ffd700')).toBe(false)
  })

  it('has shades with legible text for every legible colour', () => {
    fc.assert(
      fc.property(aColour.filter(isLegible), chosen => {
        const { light, dark } = shadesOf(chosen)
        for (const { colour, strong, pale, on } of [light, dark]) {
          for (const ground of [colour, strong]) expect(contrast(on, ground)).toBeGreaterThanOrEqual(minContrast)
          for (const word of [colour, strong]) expect(contrast(word, pale)).toBeGreaterThanOrEqual(minContrast)
        }
        for (const ground of [backgrounds.dark.paper, backgrounds.dark.snow, ...backgrounds.dark.panels])
          expect(contrast(dark.colour, ground)).toBeGreaterThanOrEqual(minContrast)
      }),
    )
  })

  it('is checked against the backgrounds of the style sheet', () => {
    const css = readFileSync('public/css/site/tokens.css', 'utf8')
    const [, day = '', night = ''] = /:root \{([^}]*)\}[^]*?:root \{([^}]*)\}/.exec(css) ?? []
    const valueIn = (part: string, name: string) => new RegExp(`--${name}: (#\\w+);`).exec(part)?.[1]
    const panels = ['frost', 'amber-pale', 'brick-pale', 'sky-pale']
    const { light, dark } = backgrounds
    expect(light).toEqual({
      white: valueIn(day, 'snow'),
      paper: valueIn(day, 'paper'),
      panels: panels.map(name => valueIn(day, name)),
    })
    expect(dark).toEqual({
      paper: valueIn(night, 'paper'),
      snow: valueIn(night, 'snow'),
      panels: panels.map(name => valueIn(night, name)),
    })
    expect(valueIn(day, 'copper')).toBe(defaultColour)
  })

  it('does not change the status colours', () => {
    expect(accentStyle('#7a1f5c')).not.toMatch(/copper|held|available|--let/)
    for (const file of ['street/street-plan.css', 'site/components.css']) {
      const css = readFileSync(`public/css/${file}`, 'utf8')
      expect(css, file).toContain('var(--copper')
    }
    const components = readFileSync('public/css/site/components.css', 'utf8')
    expect(/\.status--available::before[^}]*\}/.exec(components)?.[0]).toContain('var(--copper)')
  })
})
