import { describe, expect, it } from 'vitest'
import { readConfig } from '#server/config.ts'

const production = { NODE_ENV: 'production', SESSION_SECRET: 's'.repeat(32), PUBLIC_URL: 'https://street.example/' }

describe('settings', () => {
  it('need nothing in development', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      mongoUri: 'mongodb_embedded://./data/db',
      demonstration: true,
      publicUrl: 'http://localhost:3000',
    })
  })

  it('move the database with the data folder, unless they say where it is', () => {
    expect(readConfig({ DATA_DIR: '/srv/50% of #1' }).mongoUri).toBe('mongodb_embedded:///srv/50%25 of %231/db')
    expect(readConfig({ DATA_DIR: '/srv/a', MONGODB_URI: 'mongodb://b' }).mongoUri).toBe('mongodb://b')
  })

  it('name what is missing in production, and show no value', () => {
    expect(() => readConfig({ NODE_ENV: 'production' })).toThrow(/SESSION_SECRET and PUBLIC_URL/)
    expect(() => readConfig({ ...production, SESSION_SECRET: 'short-secret' })).toThrow(/SESSION_SECRET/)
    expect(() => readConfig({ ...production, SESSION_SECRET: 'short-secret' })).not.toThrow(/short-secret/)
  })

  it('let years pass in development and tests, never in production', () => {
    expect(readConfig({}).clockAheadDays).toBe(0)
    expect(readConfig({ CLOCK_AHEAD: '1100' }).clockAheadDays).toBe(1_100)
    expect(() => readConfig({ CLOCK_AHEAD: '-1' })).toThrow(/CLOCK_AHEAD/)
    expect(() => readConfig({ ...production, CLOCK_AHEAD: '1' })).toThrow(/CLOCK_AHEAD/)
  })

  it('bring no demonstration into production unless asked', () => {
    expect(readConfig(production).demonstration).toBe(false)
    expect(readConfig({ ...production, DEMO: 'on' }).demonstration).toBe(true)
  })

  it('believe no proxy unless told', () => {
    expect(readConfig({}).trustProxy).toBe(false)
    expect(readConfig({ TRUST_PROXY: '1' }).trustProxy).toBe(1)
  })

  it.each([{ PORT: 'many' }, { MONGODB_URI: 'postgres://x' }, { PUBLIC_URL: 'street' }, { LOG_LEVEL: 'loud' }])(
    'refuse %o',
    env => {
      expect(() => readConfig(env)).toThrow(new RegExp(Object.keys(env)[0] ?? ''))
    },
  )
})
