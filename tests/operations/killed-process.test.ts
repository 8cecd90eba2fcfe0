import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MailModel } from '#models/mail.ts'
import { withDatabaseIn } from '../support/database.ts'
import { run, until } from '../support/processes/processes.ts'

const kills = 20

describe('a process that is killed', () => {
  let folder: string
  let uri: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'startup-street-kill-'))
    uri = `mongodb_embedded://${folder}/db`
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it(`loses and duplicates nothing that it acknowledged, over ${kills} kills`, async () => {
    const acknowledged: string[] = []
    for (let round = 0; round < kills; round += 1) acknowledged.push(...(await writeUntilKilled(round)))

    const mails = await withDatabaseIn(folder, () => MailModel.find({}, { cause: 1 }).lean())
    const kept = mails.map(({ cause }) => cause)
    expect(acknowledged.length).toBeGreaterThan(kills * 5)
    expect(acknowledged.filter(cause => !kept.includes(cause))).toEqual([])
    expect(new Set(kept).size).toBe(kept.length)
  }, 180_000)

  /** Lets a writer acknowledge a few dozen writes, kills it while it is writing, and returns what it acknowledged. */
  async function writeUntilKilled(round: number): Promise<string[]> {
    const writer = run('tests/operations/writer.ts', { args: [uri, String(round)] })
    const lines = () => writer.output().split('\n').slice(0, -1)
    await until(() => lines().length > 10 + ((round * 7) % 40), writer.output)
    writer.process.kill('SIGKILL')
    await writer.exited
    return lines()
  }
})
