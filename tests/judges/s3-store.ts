import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort, statusOf, until } from '../support/processes/processes.ts'

const command = createRequire(import.meta.url).resolve('s3rver/bin/s3rver.js')

/**
 * Starts an S3-compatible store in its own process, with a bucket `box`; `env` holds the settings a site needs to use it.
 */
export async function s3Store() {
  const folder = await mkdtemp(path.join(tmpdir(), 'startup-street-s3-'))
  const port = await freePort()
  const args = [command, '-d', folder, '-a', '127.0.0.1', '-p', String(port), '--configure-bucket', 'box', '-s']
  const child = spawn(process.execPath, args, { stdio: 'ignore' })
  await until(
    async () => (await statusOf(`http://127.0.0.1:${port}/`)) !== 0,
    () => 'the store does not answer',
  )
  return {
    folder,
    env: {
      AWS_ENDPOINT_URL_S3: `http://127.0.0.1:${port}`,
      AWS_ACCESS_KEY_ID: 'S3RVER',
      AWS_SECRET_ACCESS_KEY: 'S3RVER',
    },
    async end(): Promise<void> {
      child.kill('SIGTERM')
      if (child.exitCode === null) await once(child, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}
