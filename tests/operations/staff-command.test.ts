import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { staffCommand } from '#features/accounts/people/staff-command.ts'
import { messageOf } from '#outside/database/database-away.ts'
import { run } from '../support/processes/processes.ts'
import { useSite } from '../support/site.ts'

describe('npm run staff', () => {
  const site = useSite()

  const staff = (...args: string[]) => {
    const office = {
      accounts: site.services.accounts,
      hands: site.services.hands,
      tenancies: site.services.tenancies,
      deciding: site.services.deciding,
      publicUrl: 'https://street.test',
    }
    return staffCommand(args, office, () => Promise.resolve())
  }
  const refusal = (...args: string[]) => staff(...args).then(said => `did not refuse: ${said}`, messageOf)

  it('adds the first administrator, lists accounts, renews an invitation link and never removes the last administrator', async () => {
    const made = await staff('add', 'Olga@Example.com', '--role', 'administrator', '--name', 'Ольга')
    expect(made).toMatch(/^olga@example\.com can choose .*\nhttps:\/\/street\.test\/zh\/reset-password\/[\w-]{43}$/)
    const again = await staff('add', 'olga@example.com', '--role', 'administrator')
    expect(again).toContain('/zh/reset-password/')
    expect(again).not.toBe(made)

    await staff('add', 'li@example.com', '--role', 'decider', '--locale', 'zh')
    expect(await staff('list')).toBe(
      'olga@example.com  Ольга  administrator, invited\nli@example.com  li  decider, invited',
    )
    expect(await staff('role', 'li@example.com', '--role', 'reviewer')).toContain('li@example.com is now reviewer')
    expect(await refusal('role', 'olga@example.com', '--role', 'decider')).toContain('last administrator')
    expect(await refusal('reset-two-factor', 'li@example.com')).not.toContain('did not refuse')
    expect(await staff('deactivate', 'li@example.com')).toContain('can no longer sign in')
    expect(await staff('list')).toContain('li@example.com  li  reviewer, deactivated')
    expect(await refusal('add', 'li@example.com', '--role', 'decider')).toBe(
      'li@example.com has an account already: reviewer, deactivated.',
    )
    expect(await refusal('deactivate', 'olga@example.com')).toBe(
      'This is the last administrator. Appoint another one first.',
    )
  })

  it.each([
    [[], 'Usage:'],
    [['remove', 'a@example.com'], 'Usage:'],
    [['add', 'a@example.com', '--role', 'applicant'], 'Give a role with --role'],
    [['add', 'nobody', '--role', 'decider'], 'Give an e-mail address'],
    [['add', 'a@example.com', '--role', 'decider', '--locale', 'fr'], '--locale is one of'],
    [['deactivate', 'a@example.com'], 'Nobody has the address'],
    [['list', '--all'], 'Usage:'],
  ])('explains %j', async (args, complaint) => {
    const said = await refusal(...args)
    expect(said).toContain(complaint)
    expect(said).not.toContain('did not refuse')
  })
})

describe('npm run staff in its own process', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'startup-street-staff-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  async function staff(...args: string[]): Promise<{ code: number | null; output: string }> {
    const env = {
      NODE_ENV: 'test',
      DATA_DIR: folder,
      MONGODB_URI: `mongodb_embedded://${folder}/db`,
      PUBLIC_URL: 'https://street.test',
      LOG_LEVEL: 'silent',
    }
    const command = run('server/bin/staff.ts', { args, env })
    const { code } = await command.exited
    return { code, output: command.output() }
  }

  it('prepares an empty folder, prints its result, and exits with status 1 and one sentence when it fails', async () => {
    const made = await staff('add', 'olga@example.com', '--role', 'administrator')
    expect(made).toMatchObject({ code: 0 })
    expect(made.output).toMatch(
      /^olga@example\.com can choose .*\nhttps:\/\/street\.test\/zh\/reset-password\/[\w-]{43}\n$/,
    )
    expect(await staff('list')).toEqual({
      code: 0,
      output: 'olga@example.com  olga  administrator, invited\n',
    })
    expect(await staff('deactivate', 'olga@example.com')).toEqual({
      code: 1,
      output: 'This is the last administrator. Appoint another one first.\n',
    })
    const unknown = await staff('list', '--all')
    expect(unknown.code).toBe(1)
    expect(unknown.output).toContain('Usage:')
    expect(unknown.output).not.toMatch(/^\s+at /m)
  }, 60_000)
})
