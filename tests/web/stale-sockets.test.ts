import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { sweepStaleSockets } from '#outside/database/stale-sockets.ts'

let folder: string
const servers: Server[] = []

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'sockets-'))
})
afterEach(async () => {
  for (const server of servers.splice(0)) server.close()
  await rm(folder, { recursive: true, force: true })
})

async function aSocketFolder(name: string, { live = false, old = true } = {}): Promise<string> {
  const place = path.join(folder, name)
  await mkdir(place)
  const socket = path.join(place, 'mongodb.sock')
  if (live) {
    const server = createServer()
    servers.push(server)
    await new Promise<void>(resolve => server.listen(socket, resolve))
  } else await writeFile(socket, '')
  if (old) await utimes(place, new Date(0), new Date(0))
  return place
}

it('removes only the sockets that a killed engine left behind', async () => {
  const dead = await aSocketFolder('embedded-mongodb-dead')
  const live = await aSocketFolder('embedded-mongodb-live', { live: true })
  const young = await aSocketFolder('embedded-mongodb-young', { old: false })
  const foreign = await aSocketFolder('something-else')

  expect(await sweepStaleSockets(folder)).toBe(1)
  expect([dead, live, young, foreign].map(place => existsSync(place))).toEqual([false, true, true, true])
})
