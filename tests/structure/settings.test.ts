import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { readConfig } from '#server/config.ts'
import { environment } from '#server/settings.ts'
import { exampleFile, settingsPage } from '../support/texts/settings-page.ts'

const names = Object.keys(environment.shape)

describe('the settings', () => {
  it('are documented on their page and in .env.example exactly as the schema defines them', () => {
    const advice = 'run npm run settings-page'
    expect(readFileSync('docs/settings.md', 'utf8'), advice).toBe(settingsPage())
    expect(readFileSync('.env.example', 'utf8'), advice).toBe(exampleFile())
  })

  it('each have one row on the page, with an explanation', () => {
    const rows = [...settingsPage().matchAll(/^\| `(\w+)` \| .+ \| .{5,} \|$/gm)].map(([, name]) => name)
    expect(rows.toSorted()).toEqual(names.toSorted())
  })

  it('each have a valid example', () => {
    const uncommented = exampleFile().replaceAll(/^# (?=[A-Z][A-Z0-9_]+=)/gm, '')
    const examples = parseEnv(uncommented) as Record<string, string>
    expect(Object.keys(examples).toSorted()).toEqual(names.toSorted())
    for (const [name, example] of Object.entries(examples).filter(([, value]) => value !== '')) {
      expect(() => environment.parse({ [name]: example }), `${name}=${example}`).not.toThrow()
    }
  })

  it('have their defaults when .env.example is copied unchanged', () => {
    expect(readConfig(parseEnv(exampleFile()))).toEqual(readConfig({}))
  })
})
