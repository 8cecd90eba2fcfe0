import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'

const folder = 'public/css'
const sheets = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.css'))
  .map(name => ({ name, css: readFileSync(path.join(folder, name), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '') }))

/** Breakpoints as the comment in the tokens sheet names them. */
const breakpoints = [30, 45, 56.25, 73.75]
const edges = new Set(
  breakpoints.flatMap(width => [`min-width: ${width}em`, `max-width: ${(width - 0.01).toFixed(2)}em`]),
)

/** Returns the width conditions in the media queries of a sheet, as written. */
const widthsIn = (css: string): string[] =>
  [...css.matchAll(/@media([^{]*)\{/g)].flatMap(([, query = '']) =>
    [...query.matchAll(/\(([^()]*(?:width|height)[^()]*)\)/g)].map(([, condition = '']) => condition.trim()),
  )

/** Matches the palette, and that of each drawing. */
const isTokens = (name: string): boolean => /(^|\/|-)tokens\.css$/.test(name)
const named =
  'white|black|silver|gr[ae]y|red|maroon|purple|green|lime|olive|yellow|navy|blue|teal|aqua|orange|brown|gold|pink|violet|beige|ivory'
const colour = new RegExp(
  `#[0-9a-f]{3,8}\\b|\\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\\(|(?<![\\w-])(?:${named})(?![\\w-])`,
  'i',
)
/** Returns the values of declarations, without addresses and quoted strings. */
const valuesIn = (css: string): string[] =>
  [...css.replace(/url\([^)]*\)|'[^']*'|"[^"]*"/g, '').matchAll(/:\s([^;{}]*);/g)].map(([, value = '']) => value)

/** Maximum bytes of rules that a page may load, minified, without Pico's. */
const publicPages = {
  'home/home.hbs': 48_000,
  'catalogue/browse/list.hbs': 46_500,
  'catalogue/browse/premises.hbs': 48_500,
  'catalogue/plan.hbs': 29_500,
  'catalogue/elevation.hbs': 27_000,
  'catalogue/compare.hbs': 39_000,
  'incentives/browse/list.hbs': 28_500,
  'calculator/calculator.hbs': 27_000,
  'guides/list.hbs': 24_000,
  'enquiries/ask/form.hbs': 22_500,
  'accounts/sign-in/form.hbs': 24_500,
  'deciding/notice/list.hbs': 23_000,
}

/** Returns the top level of a sheet without the content of blocks. */
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

/** Returns the classes in the selectors of a sheet. */
const classesIn = (css: string): string[] =>
  css
    .replace(/\{[^{}]*\}/g, '{}')
    .replace(/@import[^;]*;/g, '')
    .match(/(?<=\.)[a-z][\w-]*/gi) ?? []

/** Returns everything that sets classes: templates without the names of partials, the program, and the scripts of pages. */
function markup(): string {
  const filesIn = (place: string, end: RegExp) =>
    readdirSync(place, { recursive: true, encoding: 'utf8' })
      .filter(name => end.test(name))
      .map(name => readFileSync(path.join(place, name), 'utf8'))
  const texts = [...filesIn('views', /\.hbs$/), ...filesIn('server', /\.ts$/), ...filesIn('public/js', /\.js$/)]
  return texts.join('\n').replace(/\{\{#?> *[\w-]+/g, '')
}
/** Classes set by libraries. */
const foreign = /^(?:pnlm|htmx)-/

describe('the style sheets', () => {
  it('style only classes that a template or script sets, whole or composed', () => {
    const set = markup()
    const words = new Set(set.match(/[\w-]+/g))
    const begun = new Set(
      Array.from(set.matchAll(/([\w-]*-|\bf[xy]|\b[arw])(?:\{\{|\$\{)/g), ([, beginning]) => beginning),
    )
    const isSet = (name: string): boolean =>
      words.has(name) ||
      Array.from(name, (_, at) => name.slice(0, at)).some(one => begun.has(one)) ||
      foreign.test(name)
    expect(isSet('staff-bar__links')).toBe(true)
    expect(isSet('status--available')).toBe(true)
    expect(isSet('case-drawers')).toBe(false)
    const unset = sheets.flatMap(({ name, css }) =>
      [...new Set(classesIn(css))].filter(one => !isSet(one)).map(one => `${name}: .${one}`),
    )
    expect(unset).toEqual([])
  })

  it('define every variant of a class that a template names', () => {
    const known = new Set(sheets.flatMap(({ css }) => classesIn(css)))
    const templatesOfAll = readdirSync('views', { recursive: true, encoding: 'utf8' }).filter(name =>
      name.endsWith('.hbs'),
    )
    const named = templatesOfAll.flatMap(name =>
      Array.from(
        readFileSync(path.join('views', name), 'utf8').matchAll(/\bclass="([^"]*)"/g),
        ([, value = '']) => value,
      )
        .flatMap(value => value.match(/[\w-]+--[a-z-]*[a-z](?![\w-]|\{\{)/g) ?? [])
        .map(one => `${name}: ${one}`),
    )
    expect(named).toContain('transfer/import.hbs: notice--warn')
    expect(named.filter(one => !known.has(one.split(': ')[1] ?? ''))).toEqual([])
  })

  it('use four breakpoints for the window width, and the widths just below them', () => {
    expect(sheets.length).toBeGreaterThan(10)
    const others = sheets.flatMap(({ name, css }) =>
      widthsIn(css)
        .filter(condition => !edges.has(condition))
        .map(condition => `${name}: ${condition}`),
    )
    expect(others).toEqual([])
    expect(widthsIn('@media (pointer: coarse), (max-width: 700px) {}')).toEqual(['max-width: 700px'])
  })

  it('use a token for every colour', () => {
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

  it('keep tokens in sheets that contain nothing else', () => {
    const tokens = sheets.filter(({ name }) => isTokens(name))
    expect(tokens.map(({ name }) => name)).toContain('site/tokens.css')
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
        .replaceAll(/@import '\.[^;]*';|@import '[^;]*' layer\(base\.pico\);/g, '')
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

  it('cover the letters of the font as its package does, except the rouble sign', () => {
    const ofPackage = readFileSync('node_modules/@fontsource-variable/golos-text/index.css', 'utf8')
    const own = sheets.find(({ name }) => name === 'site/fonts.css')?.css ?? ''
    const lettersIn = (css: string) =>
      [...css.matchAll(/files\/([\w-]+\.woff2)\)[^;]*;\s*unicode-range:([^;]+);/g)].map(
        ([, file, letters = '']) => `${file} ${letters.replaceAll(/\s/g, '')}`,
      )
    expect(lettersIn(own)).toEqual(lettersIn(ofPackage.replace('U+20AD-20C0', 'U+20AD-20BC,U+20BE-20C0')))
    expect(lettersIn(own)).toHaveLength(4)
  })

  it('use only declared tokens', () => {
    const all = sheets.map(({ css }) => css).join('\n')
    const ofPico = readFileSync('node_modules/@picocss/pico/css/pico.css', 'utf8')
    const declared = new Set([...`${all}${ofPico}`.matchAll(/(--[\w-]+):/g)].map(([, token]) => token))
    const used = [...all.matchAll(/var\((--[\w-]+)\)/g)].map(([, token]) => token ?? '')
    expect(used.filter(token => !declared.has(token))).toEqual([])
  })
})

/** Templates of pages, and the sheets that each names. */
const templates = readdirSync('views', { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.hbs'))
  .map(name => ({
    name,
    styles: [...readFileSync(path.join('views', name), 'utf8').matchAll(/\{\{style ([^}]*)\}\}/g)]
      .flatMap(([, names = '']) => names.split(' '))
      .map(quoted => quoted.replaceAll("'", '')),
  }))
/** Returns the sheets that a sheet imports, by their paths in the folder. */
const importsOf = (sheet: string): string[] =>
  [...readFileSync(path.join(folder, sheet), 'utf8').matchAll(/@import '(\.[^']*)';/g)].map(([, part = '']) =>
    path.join(path.dirname(sheet), part),
  )
const kinds = JSON.parse(readFileSync('scripts/style-sheets.json', 'utf8')) as Record<string, string>
/** Returns the parts of a kind: the imports of its sheet, or the sheet itself. */
const partsOf = (sheet: string): string[] => (sheet.startsWith('sheets/') ? importsOf(sheet) : [sheet])

describe('the style sheets of a page', () => {
  it('are built exactly when a template names them', () => {
    const named = new Set(templates.flatMap(({ styles }) => styles))
    expect([...named].toSorted()).toEqual(Object.keys(kinds).toSorted())
    const lists = sheets.map(({ name }) => name).filter(name => name.startsWith('sheets/'))
    expect(lists.toSorted()).toEqual(
      Object.values(kinds)
        .filter(sheet => sheet.startsWith('sheets/'))
        .toSorted(),
    )
  })

  it('contain each rule once, and no staff styles on a public page', () => {
    const ofAll = importsOf('site.css')
    const ofKinds = Object.values(kinds).flatMap(partsOf)
    expect(new Set([...ofAll, ...ofKinds]).size).toBe(ofAll.length + ofKinds.length)
    const ofStaff = new Set(importsOf('staff-pages.css'))
    // Applicants see a case and a tenancy in blocks that the staff's page of a case has too.
    expect([...ofAll, ...ofKinds].filter(part => ofStaff.has(part))).toEqual(['cases.css'])
    const withCases = templates.filter(({ styles }) => styles.includes('cases')).map(({ name }) => name)
    expect(withCases.filter(name => name !== 'components/all.hbs').toSorted()).toEqual([
      'applying/case/case.hbs',
      'tenancies/tenant/show.hbs',
    ])
  })

  it('stay small on the most visited pages', { timeout: 60_000 }, async () => {
    const { outputFiles } = await build({
      entryPoints: ['site.css', ...Object.values(kinds)].map(sheet => path.join(folder, sheet)),
      bundle: true,
      minify: true,
      write: false,
      outdir: 'dist/public',
      entryNames: '[name]',
      loader: { '.woff2': 'file', '.svg': 'file' },
      // Pico is the same on every page, and is loaded once.
      plugins: [
        {
          name: 'without-pico',
          setup: it => it.onLoad({ filter: /pico\.css$/ }, () => ({ contents: '', loader: 'css' })),
        },
      ],
    })
    const bytes = new Map(outputFiles.map(file => [path.basename(file.path), file.contents.length]))
    for (const [page, most] of Object.entries(publicPages)) {
      const styles = templates.find(({ name }) => name === page)?.styles ?? []
      const loaded = ['site.css', ...styles.map(style => kinds[style] ?? '')]
        .map(sheet => path.basename(sheet))
        .reduce((sum, sheet) => sum + (bytes.get(sheet) ?? Number.NaN), 0)
      expect(loaded, page).toBeLessThan(most)
    }
  })
})
