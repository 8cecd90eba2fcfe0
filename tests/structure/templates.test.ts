import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { pagePaths as paths } from '#server/page-paths.ts'
import { isMessageKey as isMessage } from '#shared/texts/i18n.ts'
import { readModels, type Models } from '../support/templates/template-models.ts'
import { readTemplateNames } from '../support/templates/template-names.ts'

/** The compiler reads the whole program. */
const patience = 120_000
let models: Models
beforeAll(() => {
  models = readModels()
}, patience)

const read = (file: string): string => readFileSync(path.join('views', file), 'utf8')
type Change = [file: string, before: string, after: string]
/** Returns the faults of the layout and one page after a part of a template was replaced. */
function faultsWith(page: string, [file, before, after]: Change): string[] {
  expect(read(file)).toContain(before)
  const rendered = models.rendered.filter(({ template }) => template === page)
  expect(rendered).toHaveLength(1)
  const changed = (asked: string) => (asked === file ? read(file).replace(before, after) : read(asked))
  return readTemplateNames({ ...models, rendered }, { isMessage, paths, read: changed }).faults
}

describe('the templates', () => {
  it('use only names of their models, use every name, and are all rendered', { timeout: patience }, () => {
    const { faults, unread, unrendered } = readTemplateNames(models, { isMessage, paths })
    expect(models.rendered.length).toBeGreaterThan(120)
    expect(faults).toEqual([])
    expect(unread, 'neither a template nor the code of its slice reads it').toEqual([])
    expect(unrendered).toEqual([])
  })

  it.each<[what: string, page: string, change: Change, fault: string]>([
    [
      'of its model',
      'outbox/list',
      ['outbox/list.hbs', '<h1>{{title}}', '<h1>{{heading}}'],
      'outbox/list.hbs:2: heading',
    ],
    [
      'of an item in a list',
      'outbox/list',
      ['outbox/list.hbs', '{{about.label}}</a>', '{{about.name}}</a>'],
      'outbox/list.hbs:11: about.name',
    ],
    [
      'of the scope around a list',
      'outbox/list',
      ['outbox/list.hbs', '{{../repeat}}', '{{repeat}}'],
      'outbox/list.hbs:14: repeat',
    ],
    [
      'that a partial needs',
      'accounts/sessions',
      ['accounts/_session-list.hbs', '{{facts}}', '{{place}}'],
      'accounts/_session-list.hbs:6: place, included at accounts/sessions.hbs:6',
    ],
    [
      'that a partial does not read',
      'accounts/sessions',
      ['accounts/sessions.hbs', 'sessions=sessions', 'sessions=sessions title=title'],
      'accounts/sessions.hbs:6: session-list does not read title',
    ],
    [
      'of a message',
      'accounts/sessions',
      ['accounts/sessions.hbs', "'sessions.lead'", "'sessions.intro'"],
      'accounts/sessions.hbs:5: no message sessions.intro',
    ],
    [
      'of a path',
      'saved/own',
      ['saved/own.hbs', "pathTo '/saved/premises'", "pathTo '/saved/searches/:key'"],
      'saved/own.hbs:13: no path /saved/searches/:key',
    ],
    [
      'that is a helper',
      'embed',
      ['open-data/_embed.hbs', '{{sheet}}', '{{style}}'],
      'open-data/_embed.hbs:10: style is a helper',
    ],
  ])('are refused for a name %s that does not exist', (_what, page, change, fault) => {
    expect(faultsWith(page, change)).toContain(fault)
  })
})
