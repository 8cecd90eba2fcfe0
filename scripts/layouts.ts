/** Texts of new files by their paths, as `new.ts` writes them: each as small as possible, to be changed at once. */
export type Files = Record<string, string>

/** Converts `kiosks-browse` to camel case: `kiosksBrowse`. */
export const camel = (name: string): string => name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())
const pascal = (name: string): string => camel(`-${name}`)

const titles = {
  slice: { ru: 'Новый раздел', en: 'New section', zh: '新栏目' },
  page: { ru: 'Новая страница', en: 'New page', zh: '新页面' },
}

export const sliceFiles = (name: string): Files => ({
  [`server/features/${name}/index.ts`]: `import type { Slice } from '#server/slice.ts'

/** What ${name} is for, in one sentence. */
export const ${camel(name)}Slice = (): Slice => ({
  name: '${name}',
  doors: () => ({
    pages: [],
  }),
})
`,
  [`server/features/${name}/README.md`]: `# ${pascal(name)}

What it is for, in one sentence. What it owns, and what it asks of other slices.

| Where | What |
|---|---|
| \`rules.ts\` | what is decided without a clock and a database |
| \`service.ts\` | what it does; the only one that knows its collections |
`,
  [`server/features/${name}/rules.ts`]: `/** Characters. */
const longestName = 80

/** Whether something may be called so. */
export const mayBeCalled = (name: string): boolean => name.trim() !== '' && name.length <= longestName
`,
  [`server/features/${name}/service.ts`]: `import type { Clock } from '#outside/clock.ts'
import { AppError } from '#shared/errors.ts'
import { mayBeCalled } from './rules.ts'

/** Takes plain values and gives plain objects; throws an \`AppError\` where a rule says no. */
export function ${camel(name)}Service({ clock }: { clock: Pick<Clock, 'now'> }) {
  return {
    make(name: string): { name: string; at: Date } {
      if (!mayBeCalled(name)) throw new AppError('invalid', 'form.required')
      return { name: name.trim(), at: clock.now() }
    },
  }
}
`,
  ...textFiles(`${name}.ts`, camel(name), { title: titles.slice }, name),
  [`tests/${name}/service.test.ts`]: `import { expect, it } from 'vitest'
import { ${camel(name)}Service } from '#features/${name}/service.ts'
import { mayBeCalled } from '#features/${name}/rules.ts'
import { AppError } from '#shared/errors.ts'

const now = new Date('2026-11-25T04:00:00Z')
const service = ${camel(name)}Service({ clock: { now: () => now } })

it('makes what may be called so, and nothing else', () => {
  expect(service.make(' Чай ')).toEqual({ name: 'Чай', at: now })
  expect(['', ' ', 'x'.repeat(81)].filter(mayBeCalled)).toEqual([])
  expect(() => service.make('')).toThrow(AppError)
})
`,
})

type NewPage = {
  slice: string
  name: string
  /** The file of its texts, below \`server/locales/<language>\`. */ texts: string
}

export function pageFiles({ slice, name, texts }: NewPage): Files {
  const full = `${slice}-${name}`
  return {
    [`server/features/${slice}/${name}/routes.ts`]: `import { Router } from 'express'
import { z } from 'zod'
import type { Reader } from '#shared/texts/i18n.ts'
import { anyone } from '#web/access/access.ts'
import { searchText } from '#web/forms/forms.ts'
import { dropInvalid } from '#web/forms/search-input.ts'
import { view } from '#web/pages/view.ts'

/** What the address asks for; what makes no sense is dropped. */
const asked = z.object({ q: dropInvalid(searchText) })
type Asked = z.output<typeof asked>

export function ${camel(full)}Routes(): Router {
  const router = Router({ caseSensitive: true })

  router.get('/${slice}/${name}', anyone, (req, res) => {
    render${pascal(full)}(res, ${camel(full)}Page(res.locals, asked.parse(req.query)))
  })

  return router
}

type ${pascal(full)}Page = {
  title: string
  /** What was looked for; empty where nothing was. */
  lookedFor: string
}
const render${pascal(full)} = view<${pascal(full)}Page>('${slice}/${name}/show')

function ${camel(full)}Page({ t }: Reader, { q }: Asked): ${pascal(full)}Page {
  return { title: t('${full}.title'), lookedFor: q ?? '' }
}
`,
    [`views/${slice}/${name}/show.hbs`]: `{{!-- What it shows, in one sentence. Needs a ${pascal(full)}Page. --}}
<h1>{{title}}</h1>
{{#if lookedFor}}<p data-test="looked-for">{{lookedFor}}</p>{{/if}}
`,
    ...textFiles(texts, camel(full), { title: titles.page }, full),
    [`tests/${slice}/${name}.test.ts`]: `import { describe, expect, it } from 'vitest'
import { locales, translatorFor } from '#shared/texts/i18n.ts'
import { renderedPage } from '../support/rendered-page.ts'
import { useSite } from '../support/site.ts'

describe('the page ${slice}/${name}', () => {
  const site = useSite()

  it.each(locales)('has its heading in %s', async locale => {
    const page = renderedPage(await site.visit.get(\`/\${locale}/${slice}/${name}\`).expect(200))
    expect([page.language, page.heading]).toEqual([locale, translatorFor(locale)('${full}.title')])
  })

  it('takes what was looked for, and drops what makes no sense', async () => {
    const asked = async (query: string) =>
      renderedPage(await site.visit.get(\`/en/${slice}/${name}?\${query}\`).expect(200)).text('looked-for')
    expect(await asked('q=%20tea%20')).toBe('tea')
    expect(await asked(\`q=\${'x'.repeat(200)}&z=1\`)).toBe('')
  })
})
`,
  }
}

export const migrationFiles = (dated: string, name: string): Files => ({
  [`server/migrations/${dated}.ts`]: `import type { Migration } from '../outside/database/migrations.ts'

/**
 * What was stored so far, what it becomes, and why the version before can still read it. Run twice it changes nothing more;
 * what is written meanwhile stays.
 */
export const migration: Migration = {
  async up({ db, log }) {
    const { modifiedCount } = await db
      .collection('premises')
      .updateMany({ formerField: { $exists: true } }, { $unset: { formerField: '' } })
    log.info({ premises: modifiedCount }, '${name.replaceAll('-', ' ')}')
  },
}
`,
  [`tests/operations/${name}-migration.test.ts`]: `import mongoose from 'mongoose'
import { expect, it } from 'vitest'
import { migration } from '#server/migrations/${dated}.ts'
import { restoreDump } from '../support/database/stored-dump.ts'
import { useSite } from '../support/site.ts'

const site = useSite()
const premises = () => mongoose.connection.collection('premises')
const stored = () => premises().find().sort({ _id: 1 }).toArray()

it('changes what the version before had stored once, and nothing else', async () => {
  await restoreDump('2ffb327')
  const before = await stored()
  expect(before).not.toEqual([])
  await premises().updateMany({}, { $set: { formerField: 'as it was' } })

  for (let run = 0; run < 2; run += 1) {
    await migration.up({ db: mongoose.connection.db!, log: site.log })
    expect(await stored()).toEqual(before)
  }
})
`,
})

type Titles = Record<string, { ru: string; en: string; zh: string }>

function textFiles(file: string, name: string, texts: Titles, prefix: string): Files {
  const up = file.includes('/') ? '#server/locales' : '..'
  const lines = (locale: 'ru' | 'en' | 'zh') =>
    Object.entries(texts)
      .map(([key, said]) => `  '${prefix}.${key}': '${said[locale]}',\n`)
      .join('')
  const translated = (locale: 'en' | 'zh') =>
    `import type { ${name} as ru } from '${up}/ru/${file}'\n\nexport const ${name}: Record<keyof typeof ru, string> = {\n${lines(locale)}}\n`
  return {
    [`server/locales/ru/${file}`]: `export const ${name} = {\n${lines('ru')}} as const\n`,
    [`server/locales/en/${file}`]: translated('en'),
    [`server/locales/zh/${file}`]: translated('zh'),
  }
}
