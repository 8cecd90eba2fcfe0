import { load } from 'cheerio'
import { describe, expect, it } from 'vitest'
import { aColleague } from '../factories/account.ts'
import { aPremises } from '../factories/premises.ts'
import { useSite } from '../support/site.ts'

/** Names with a meaning for objects, Express or Handlebars (IN3, IN4). */
const names = [
  ...[
    '__proto__[x]=y',
    '__proto__=y',
    'constructor=1',
    'constructor[prototype][x]=y',
    'toString=x',
    'hasOwnProperty=1',
  ],
  ...[
    'layout=x',
    'settings[view]=x',
    'q[__proto__]=1',
    'q[$ne]=1',
    '__proto__[q]=secret',
    '%5F%5Fproto%5F%5F%5Bx%5D=y',
  ],
]

describe('a staff search with the name of an object property in its address', () => {
  const site = useSite()

  it.each(['administrator', 'listing_manager', 'decider'] as const)(
    'gives the %s the same result as without it',
    async role => {
      const { code } = await aPremises()
      const person = await site.as(await aColleague(role))
      for (const q of ['SFH', code, 'nothing', '']) {
        const address = `/en/staff/search?q=${q}`
        const plain = await person.get(address)
        expect(plain.status).toBe(q === code ? 303 : 200)
        for (const name of names) {
          const odd = await person.get(`${address}&${name}`)
          expect([odd.status, odd.headers['location']], name).toEqual([plain.status, plain.headers['location']])
          // The only difference: the links to other languages contain the whole address.
          expect(languagesOf(odd.text), name).toEqual(
            q === code ? [] : ['ru', 'en', 'zh'].map(language => `/${language}/staff/search?q=${q}&${name}`),
          )
          expect(withoutLanguages(odd.text), name).toBe(withoutLanguages(plain.text))
        }
      }
      expect(({} as Record<string, unknown>)['x']).toBeUndefined()
    },
  )
})

const languages = 'a[hreflang]:not([rel])'
const languagesOf = (page: string) =>
  load(page)(languages)
    .toArray()
    .map(link => link.attribs['href'])

function withoutLanguages(page: string): string {
  const $ = load(page)
  $(languages).removeAttr('href')
  return $.html()
}
