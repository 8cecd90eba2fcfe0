import { describe, expect, it } from 'vitest'
import { readConfig } from '#server/config.ts'

const secrets = { SESSION_SECRET: 's'.repeat(32), DOCUMENT_KEYS: 'k'.repeat(32) }
const production = { NODE_ENV: 'production', PUBLIC_URL: 'https://street.example/', ...secrets }

describe('settings', () => {
  it('are optional in development', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      mongoUri: 'mongodb_embedded://./data/db',
      demonstration: true,
      publicUrl: 'http://localhost:3000',
    })
  })

  it('place the database in the data folder unless they name another database', () => {
    expect(readConfig({ DATA_DIR: '/srv/50% of #1' }).mongoUri).toBe('mongodb_embedded:///srv/50%25 of %231/db')
    expect(readConfig({ DATA_DIR: '/srv/a', MONGODB_URI: 'mongodb://b' }).mongoUri).toBe('mongodb://b')
  })

  it('are reported by name when missing in production, without any value', () => {
    const all = 'SESSION_SECRET, PUBLIC_URL and DOCUMENT_KEYS must be set'
    expect(() => readConfig({ NODE_ENV: 'production' })).toThrow(all)
    expect(() => readConfig({ ...production, SESSION_SECRET: 'short-secret' })).toThrow(/SESSION_SECRET/)
    expect(() => readConfig({ ...production, SESSION_SECRET: 'short-secret' })).not.toThrow(/short-secret/)
  })

  it('require in production either keys for documents or SEALING=off', () => {
    const without = { ...production, DOCUMENT_KEYS: '' }
    expect(() => readConfig(without)).toThrow(/DOCUMENT_KEYS must be set.*docs\/operations\/keys\.md.*SEALING=off/)
    expect(readConfig({ ...without, SEALING: 'off' }).sealing).toMatchObject({ on: false, keys: null })
    expect(readConfig({ ...without, DOCUMENT_KEYS_FILE: '/etc/keys' }).sealing).toMatchObject({ file: '/etc/keys' })
    expect(() => readConfig({ ...production, DOCUMENT_KEYS_FILE: '/etc/keys' })).toThrow(/DOCUMENT_KEYS_FILE, not both/)
    expect(() => readConfig({ ...production, DOCUMENT_KEYS: 'too-short-a-key' })).toThrow(/DOCUMENT_KEYS/)
    expect(() => readConfig({ ...production, DOCUMENT_KEYS: 'too-short-a-key' })).not.toThrow(/too-short/)
  })

  it('can advance the clock in development and tests, never in production', () => {
    expect(readConfig({}).clockAheadDays).toBe(0)
    expect(readConfig({ CLOCK_AHEAD: '1100' }).clockAheadDays).toBe(1_100)
    expect(() => readConfig({ CLOCK_AHEAD: '-1' })).toThrow(/CLOCK_AHEAD/)
    expect(() => readConfig({ ...production, CLOCK_AHEAD: '1' })).toThrow(/CLOCK_AHEAD/)
  })

  it('create no demonstration in production unless asked to', () => {
    expect(readConfig(production).demonstration).toBe(false)
    expect(readConfig({ ...production, DEMO: 'on' }).demonstration).toBe(true)
  })

  it('trust no proxy by default', () => {
    expect(readConfig({}).trustProxy).toBe(false)
    expect(readConfig({ TRUST_PROXY: '1' }).trustProxy).toBe(1)
    expect(readConfig({ TRUST_PROXY: 'off' }).trustProxy).toBe(false)
    const networks = 'loopback, 10.0.0.0/8,fd00::/8,192.0.2.7'
    expect(readConfig({ TRUST_PROXY: networks }).trustProxy).toBe(networks)
  })

  it.each(['yes', 'true', '-1', '10.0.0.0/33', 'loopback,', 'proxy.example'])(
    'are refused with TRUST_PROXY named when it is %s, which Express would not understand',
    value => {
      expect(() => readConfig({ TRUST_PROXY: value })).toThrow(/TRUST_PROXY/)
      expect(() => readConfig({ TRUST_PROXY: value })).toThrow(/the number of proxies in front of the site/)
    },
  )

  it('count as not set when they contain only spaces', () => {
    const blank = { PORT: ' ', BACKUP_KEEP_WEEKLY: '\t', HOST: ' ', DATA_DIR: ' ', WORKER_PORT: ' ' }
    expect(readConfig(blank)).toEqual(readConfig({}))
  })

  it.each([
    { PORT: 'many' },
    { MONGODB_URI: 'postgres://x' },
    { PUBLIC_URL: 'street' },
    { LOG_LEVEL: 'loud' },
    { MAIL_FROM: 'Startup Street' },
    { MAIL_FROM: 'Startup Street <office>' },
    { CLAMD_HOST: 'scanner.local:99999' },
    { PUSH_SERVICES: 'push.example.org,push.example.net:99999' },
  ])('are refused: %o', env => {
    expect(() => readConfig(env)).toThrow(new RegExp(Object.keys(env)[0] ?? ''))
  })

  it.each([
    'office@street.example',
    'Startup Street <no-reply@street.example>',
    '"Улица, 1" <no-reply@street.example>',
  ])('accept %s as the sender of mail', from => {
    expect(readConfig({ MAIL_FROM: from }).mail.from).toBe(from)
  })
})
