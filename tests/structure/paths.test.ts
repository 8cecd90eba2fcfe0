import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { pagePaths } from '#server/page-paths.ts'
import { localisePath, pathTo } from '#server/paths.ts'
import { routesOf } from '../support/routes/routes.ts'
import { useSite } from '../support/site.ts'

const site = useSite()

/** Paths without a language: files, machine interfaces and health checks. */
const withoutLanguage =
  /^\/(\.well-known|api|brand|embed|healthz|inbound|media|metrics|og|readyz|robots\.txt|sitemap\.xml|sw\.js)(\/|$)/

describe('the addresses of pages', () => {
  it('are listed exactly as the routes define them', () => {
    const routes = new Set(routesOf(site.app).map(route => route.path))
    const pages = [...routes].filter(at => !withoutLanguage.test(at))
    expect([...pagePaths]).toEqual(pages.toSorted())
  })

  it('are built from their pattern, with encoded parameters', () => {
    expect(pathTo('ru', '/')).toBe('/ru')
    expect(pathTo('zh', '/premises/:code', { code: 'SFH-A-0101' })).toBe('/zh/premises/SFH-A-0101')
    expect(pathTo('en', '/staff/texts/:item', { item: 'a/b?c' })).toBe('/en/staff/texts/a%2Fb%3Fc')
    expect(pathTo('en', '/guides/:slug/:edition.pdf', { slug: 'x', edition: 3 })).toBe('/en/guides/x/3.pdf')
    expect(localisePath('ru', '/staff?page=2')).toBe('/ru/staff?page=2')
  })

  it('are written as text nowhere else in the program', () => {
    const typedOut = /`\/\$\{[\w.]*(locale|language|lang)\}|"\/\{\{[\w@./]*(locale|language|lang)\}\}/
    // A migration must not follow later addresses; a sentence of the catalogue contains its link as people read it.
    const excused = /^server\/(migrations|locales)\/|^server\/paths\.ts$/
    const files = ['server', 'views']
      .flatMap(folder =>
        readdirSync(folder, { recursive: true, encoding: 'utf8' }).map(file => path.join(folder, file)),
      )
      .filter(file => /\.(ts|hbs)$/.test(file) && !excused.test(file))
    expect(files.length).toBeGreaterThan(500)
    expect(files.filter(file => typedOut.test(readFileSync(file, 'utf8')))).toEqual([])
  })
})
