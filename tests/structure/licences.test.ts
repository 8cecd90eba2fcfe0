import { describe, expect, it } from 'vitest'
import { exceptions, isTaken, notices, packagesOfRelease } from '#scripts/licences.ts'

describe('the licences of packages', () => {
  const packages = packagesOfRelease()

  it('allow the packages to be distributed with the program', () => {
    expect(packages.length).toBeGreaterThan(200)
    expect(packages.filter(one => !isTaken(one))).toEqual([])
  })

  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['(MIT AND GPL-3.0-only)', false],
    ['AGPL-3.0-only', false],
    ['SSPL-1.0', false],
    ['UNLICENSED', false],
    ['none', false],
  ])('are accepted or refused by name: %s', (licence, answer) => {
    expect(isTaken({ name: 'some-package', licence })).toBe(answer)
  })

  it('have only exceptions that are needed', () => {
    const needed = ({ packages: of, licence }: (typeof exceptions)[number]) =>
      packages.some(one => of.test(one.name) && one.licence.includes(licence))
    expect(exceptions.filter(exception => !needed(exception))).toEqual([])
  })

  it('are distributed with their notices, also for packages that only browsers load', () => {
    const text = notices()
    for (const name of [
      'express',
      'htmx.org',
      '@picocss/pico',
      '@fontsource-variable/golos-text',
      'pannellum',
      'pdfjs-dist',
      'sharp',
    ]) {
      expect(text).toMatch(new RegExp(`\n${name} \\d+\\.\\d+\\.\\d+\n\nLicence: `))
    }
    expect(text).toContain('SIL OPEN FONT LICENSE')
    expect(text).not.toMatch(/\nvitest \d/)
  })
})
