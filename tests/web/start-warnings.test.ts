import { describe, expect, it } from 'vitest'
import { warnOfUnnamedProxy } from '#server/bin/starting.ts'
import { readConfig } from '#server/config.ts'
import { testLog } from '../support/log.ts'

const secrets = { SESSION_SECRET: 's'.repeat(32), DOCUMENT_KEYS: 'k'.repeat(32) }

describe('the start of a site', () => {
  function warnings(env: Record<string, string>) {
    const log = testLog()
    const production = { NODE_ENV: 'production', PUBLIC_URL: 'https://street.example', ...secrets }
    warnOfUnnamedProxy({ config: readConfig({ ...production, ...env }), log })
    return log.lines()
  }

  it('warns once when the site has HTTPS and TRUST_PROXY does not say what is in front of it', () => {
    expect(warnings({})).toMatchObject([
      { level: 40, setting: 'TRUST_PROXY', msg: expect.stringContaining('all visitors count as one') as string },
    ])
  })

  it.each([
    ['it names the proxies', { TRUST_PROXY: '1' }],
    ['an operator wants none', { TRUST_PROXY: 'off' }],
    ['the site has no HTTPS', { PUBLIC_URL: 'http://street.example' }],
    ['a developer tries HTTPS', { NODE_ENV: 'development' }],
  ])('does not warn of TRUST_PROXY when %s', (_, env) => {
    expect(warnings(env)).toEqual([])
  })
})
