import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { AccountModel } from '#models/accounts/account.ts'
import { keyIdOf } from '#outside/sealing/sealing.ts'
import { rememberTwoFactorKey, requireTwoFactorKey } from '#outside/sealing/two-factor-key.ts'
import { aColleague } from '../factories/account.ts'
import { withDatabaseIn } from '../support/database.ts'
import { run } from '../support/processes/processes.ts'

const first = 'a-first-key-of-the-second-step-of-nobody'
const second = 'a-second-key-of-the-second-step-of-nobody'

describe('the key of two-step sign-in', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'startup-street-two-factor-'))
    await withDatabaseIn(folder, async () => {
      await rememberTwoFactorKey([first])
      const { email } = await aColleague('decider')
      const secondFactor = { sealed: 'of an app', since: new Date(), lastStep: 0, recovery: [] }
      await AccountModel.updateOne({ email }, { $set: { secondFactor } })
    })
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const command = async (name: string, args: string[], env: Record<string, string>) => {
    const started = run(`server/bin/${name}.ts`, { args, env: { DATA_DIR: folder, LOG_LEVEL: 'error', ...env } })
    return { ...(await started.exited), said: started.output() }
  }

  it('is required at the start, with one sentence that explains how to continue, until it is marked as lost', async () => {
    const lost = await command('migrate', [], { TWO_FACTOR_KEY: second })
    expect(lost.code).toBe(1)
    expect(lost.said.trim().split('\n')).toHaveLength(1)
    expect(lost.said).toContain(`TWO_FACTOR_KEY lacks the key ${keyIdOf(first)}`)
    expect(lost.said).toContain(`npm run seal -- forget ${keyIdOf(first)}`)
    expect(lost.said).toContain('reset-two-factor')
    expect(await command('migrate', [], { TWO_FACTOR_KEY: `${second},${first}` })).toMatchObject({ code: 0 })
    expect(await command('seal', ['forget', keyIdOf(first)], { TWO_FACTOR_KEY: second })).toMatchObject({ code: 0 })
    expect(await command('migrate', [], { TWO_FACTOR_KEY: second })).toMatchObject({ code: 0 })
  }, 120_000)

  it('may be replaced as long as no account has a second step', async () => {
    await withDatabaseIn(folder, async () => {
      await AccountModel.collection.updateMany({}, { $unset: { secondFactor: 1 } })
      await requireTwoFactorKey(() => Promise.resolve([second]))
      await rememberTwoFactorKey([second])
      await requireTwoFactorKey(() => Promise.resolve([second]))
    })
  })
})
