import path from 'node:path'
import { describe, expect, it } from 'vitest'

const { enlarged, enlargedName } = (await import(path.resolve('scripts/enlarged-styles.js'))) as {
  enlarged: (css: string) => string
  enlargedName: (file: string) => string
}

describe('the style sheets of the enlarged display', () => {
  it('apply each breakpoint at a window one and a half times as wide', () => {
    expect(
      enlarged('@media(min-width:720px){a{min-width:720px}}@media(hover:none),(max-width: 719px){b{color:red}}'),
    ).toBe('@media(min-width:1080px){a{min-width:720px}}@media(hover:none),(max-width:1079px){b{color:red}}')
    expect(enlarged('@media(min-width:45em){a{min-width:45em}}@media(max-width: 44.99em){b{color:red}}')).toBe(
      '@media(min-width:67.5em){a{min-width:45em}}@media(max-width:67.49em){b{color:red}}',
    )
  })

  it('have the hash of their originals, and another name', () => {
    expect(enlargedName('/assets/site-ABC.css')).toBe('/assets/site-ABC-x150.css')
  })
})
