import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { copyPrepared } from '../support/processes/prepared-folder.ts'
import { freePort, run, statusOf, until } from '../support/processes/processes.ts'
import { leftIn, sendersIn, uploadStorm } from '../support/processes/upload-storm.ts'

/** Short form of `bench/uploads.ts`, which sends 200 files of 5 MB and measures memory. */
const storm = { uploads: 60, aborted: 15, bytes: 1_000_000 }

it('keeps every complete file and no part of an aborted one when many uploads arrive together', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'startup-street-storm-'))
  await copyPrepared(folder)
  const senders = await sendersIn(folder, storm.uploads)
  const port = await freePort()
  const site = run('server/bin/web.ts', {
    env: {
      NODE_ENV: 'development',
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: folder,
      MONGODB_URI: `mongodb_embedded://${folder}/db`,
      DEMO: 'off',
    },
  })
  try {
    const url = `http://127.0.0.1:${port}`
    await until(async () => (await statusOf(`${url}/readyz`)) === 200, site.output)
    const { hashes } = await uploadStorm({ url, pid: site.process.pid ?? 0 }, senders, storm)
    expect(hashes).toHaveLength(storm.uploads - storm.aborted)

    site.process.kill('SIGTERM')
    expect(await site.exited).toEqual({ code: 0, signal: null })
    const left = await leftIn(folder, senders)
    expect(left).toEqual({ hashes: expect.any(Array), orphanFiles: 0, orphanChunks: 0, pending: 0 })
    expect(left.hashes.toSorted()).toEqual(hashes.toSorted())
  } finally {
    site.process.kill('SIGKILL')
    await site.exited
    await rm(folder, { recursive: true, force: true })
  }
}, 90_000)
