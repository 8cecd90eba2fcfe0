import { readdir, rm, stat } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

const settleMs = 60_000

/**
 * Removes the socket folders that killed engines left in the temporary folder. Keeps those that answer or are too recent to
 * tell. Returns how many were removed.
 */
export async function sweepStaleSockets(folder = tmpdir()): Promise<number> {
  const names = (await readdir(folder)).filter(name => name.startsWith('embedded-mongodb-'))
  const swept = await Promise.all(names.map(name => sweepOne(path.join(folder, name))))
  return swept.filter(Boolean).length
}

async function sweepOne(folder: string): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(folder)
    // Compares with the machine's clock, not the site's clock, which tests set.
    if (Date.now() - mtimeMs < settleMs || (await isAnswering(path.join(folder, 'mongodb.sock')))) return false
    await rm(folder, { recursive: true, force: true })
    return true
  } catch {
    // Another process removed it, or it is not ours.
    return false
  }
}

function isAnswering(socketPath: string): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(socketPath)
    const done = (answer: boolean) => {
      socket.destroy()
      resolve(answer)
    }
    socket.once('connect', () => done(true))
    socket.once('error', () => done(false))
  })
}
