import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { crashTest } from '../support/crash/run.ts'

/** Short form of `npm run crash-test`, which kills fifty times. */
const kills = 3

describe('a site that is killed while twenty applicants and five officers work', () => {
  it('loses nothing that it acknowledged, carries out every effect once, and breaks no rule of the data check', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'startup-street-crash-'))
    const template = inject('databaseTemplate')
    if (template) await cp(template, `${folder}/db`, { recursive: true })
    // With this seed the worker finishes a round in the second life, and the third ends while drafts are being deleted.
    const result = await crashTest({ folder, kills, seed: 20_264_698 })
    await rm(folder, { recursive: true, force: true })
    expect(result).toMatchObject({ lost: [], effects: [], broken: [], failures: [] })
    expect(result.acknowledged).toBeGreaterThan(100)
    expect(result.draftsDeleted).toBeGreaterThan(0)
  }, 120_000)
})
