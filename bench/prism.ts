import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'

/** The newest version that runs on Node 20. It is not a dependency, because it brings 180 other packages. */
const prism = '@stoplight/prism-cli@5.14.2'

/** A violation that prism reports in a request or response. */
export type Violation = { location: string[]; severity: string; code: string | number; message: string }
export type Proxy = { url: string; stop(): Promise<void> }

/** Starts a proxy before `upstream` that checks every request and response against the document in `file`. */
export async function startPrism(file: string, upstream: string): Promise<Proxy> {
  const port = await freePort()
  const url = `http://127.0.0.1:${String(port)}`
  const command = ['--yes', prism, 'proxy', file, upstream, '--port', String(port), '--host', '127.0.0.1']
  // Starts a process group, so that what npx starts ends with it.
  const child = spawn('npx', command, { detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said = (said + chunk.toString()).slice(-4_000)
      if (said.includes('listening on')) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', () => reject(new Error(`prism ended:\n${said}`)))
  })
  const stop = async () => {
    const ended = once(child, 'exit')
    process.kill(-(child.pid ?? 0), 'SIGTERM')
    await ended
  }
  return { url, stop }
}

/** Returns the violations that prism reports with a response that it passed on. */
export const violationsIn = (answer: Response): Violation[] =>
  JSON.parse(answer.headers.get('sl-violations') ?? '[]') as Violation[]

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
