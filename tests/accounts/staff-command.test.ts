import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { run } from '../support/processes.ts'

describe('npm run staff', () => {
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

  it('makes the first administrator, lists, renews a link and never removes the last one', async () => {
    const made = await staff('add', 'Olga@Example.com', '--role', 'administrator', '--name', 'Ольга')
    expect(made).toMatchObject({ code: 0 })
    expect(made.output).toMatch(
      /olga@example\.com can choose .*\nhttps:\/\/street\.test\/zh\/reset-password\/[\w-]{43}\n$/,
    )
    const again = await staff('add', 'olga@example.com', '--role', 'administrator')
    expect(again.code).toBe(0)
    expect(again.output).not.toBe(made.output)

    await staff('add', 'li@example.com', '--role', 'decider', '--locale', 'zh')
    expect((await staff('list')).output).toBe(
      'olga@example.com  Ольга  administrator, invited\nli@example.com  li  decider, invited\n',
    )
    expect((await staff('role', 'li@example.com', '--role', 'reviewer')).output).toContain(
      'li@example.com is now reviewer',
    )
    expect(await staff('role', 'olga@example.com', '--role', 'decider')).toMatchObject({ code: 1 })
    expect(await staff('reset-two-factor', 'li@example.com')).toMatchObject({ code: 1 })
    expect(await staff('deactivate', 'li@example.com')).toMatchObject({ code: 0 })
    expect((await staff('list')).output).toContain('li@example.com  li  reviewer, deactivated')
    expect(await staff('add', 'li@example.com', '--role', 'decider')).toEqual({
      code: 1,
      output: 'li@example.com has an account already: reviewer, deactivated.\n',
    })
    expect(await staff('deactivate', 'olga@example.com')).toEqual({
      code: 1,
      output: 'This is the last administrator. Appoint another one first.\n',
    })
  }, 120_000)

  it.each([
    [[], 'Usage:'],
    [['remove', 'a@example.com'], 'Usage:'],
    [['add', 'a@example.com', '--role', 'applicant'], 'Give a role with --role'],
    [['add', 'nobody', '--role', 'decider'], 'Give an e-mail address'],
    [['add', 'a@example.com', '--role', 'decider', '--locale', 'fr'], '--locale is one of'],
    [['deactivate', 'a@example.com'], 'Nobody has the address'],
    [['list', '--all'], 'Usage:'],
  ])(
    'explains %j',
    async (args, complaint) => {
      const { code, output } = await staff(...args)
      expect(code).toBe(1)
      expect(output).toContain(complaint)
      expect(output).not.toMatch(/^\s+at /m)
    },
    30_000,
  )
})
