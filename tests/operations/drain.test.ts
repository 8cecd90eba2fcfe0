import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, request, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { copyPrepared } from '../support/processes/prepared-folder.ts'
import { freePort, run, statusOf, until, type Running } from '../support/processes/processes.ts'

describe('a site that is shutting down', () => {
  let folder: string
  let port: number
  let site: Running
  const connections: { destroy(): unknown }[] = []

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'startup-street-drain-'))
    await copyPrepared(folder)
    port = await freePort()
    site = run('server/bin/web.ts', {
      env: {
        NODE_ENV: 'production',
        PUBLIC_URL: 'https://street.example',
        SESSION_SECRET: 's'.repeat(32),
        PORT: String(port),
        HOST: '127.0.0.1',
        DATA_DIR: folder,
        MONGODB_URI: `mongodb_embedded://${folder}/db`,
      },
    })
    await until(async () => (await statusOf(`http://127.0.0.1:${port}/readyz`)) === 200, site.output)
  })
  afterEach(async () => {
    for (const connection of connections.splice(0)) connection.destroy()
    site.process.kill('SIGKILL')
    await site.exited
    await rm(folder, { recursive: true, force: true })
  })

  /** Opens a keep-alive connection and returns a function that sends requests on it. */
  function keptConnection() {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    connections.push(agent)
    return async (
      at: string,
    ): Promise<{ status: number | undefined; connection: string | undefined; text: string }> => {
      const asked = request({ agent, port, path: at, host: '127.0.0.1' }).end()
      const [answer] = (await once(asked, 'response')) as [IncomingMessage]
      const text = (await answer.setEncoding('utf8').toArray()).join('')
      return { status: answer.statusCode, connection: answer.headers.connection, text }
    }
  }

  /** Sends half of a sign-in; the returned function sends the rest and resolves with the whole response. */
  function halfSent(): () => Promise<string> {
    const line = connect(port, '127.0.0.1')
    connections.push(line)
    const body = 'email=nobody%40street.example&password=whatever'
    const head = [
      ...['POST /en/sign-in HTTP/1.1', 'Host: street.example', 'Sec-Fetch-Site: same-origin'],
      ...['Content-Type: application/x-www-form-urlencoded', `Content-Length: ${body.length}`],
    ]
    line.write(`${head.join('\r\n')}\r\n\r\n${body.slice(0, 10)}`)
    return async () => {
      line.write(body.slice(10))
      return (await line.setEncoding('utf8').toArray()).join('')
    }
  }

  const tellToEnd = async () => {
    site.process.kill('SIGTERM')
    await until(() => site.output().includes('shutting down'), site.output)
    return performance.now()
  }

  it('answers running requests and new ones on open connections, and reports itself as not ready to the load balancer', async () => {
    const idle = keptConnection()
    const asking = keptConnection()
    const waiting = keptConnection()
    for (const ask of [idle, asking, waiting]) expect(await ask('/readyz')).toMatchObject({ status: 200 })
    const halfOpen = connect(port, '127.0.0.1').on('error', () => undefined)
    connections.push(halfOpen)
    halfOpen.write('POST /ru/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf')

    const finish = halfSent()
    // A response on another connection shows that the first half has been read.
    expect(await asking('/healthz')).toMatchObject({ status: 200 })

    const told = await tellToEnd()
    expect(await asking('/readyz')).toEqual({ status: 503, connection: 'close', text: 'shutting down' })
    expect(await asking('/en/sign-in'), 'over a new connection').toMatchObject({ status: 200, connection: 'close' })
    expect(await finish()).toMatch(/^HTTP\/1\.1 422 [^]*\r\nConnection: close\r\n[^]*<\/html>/)
    expect(await waiting('/en/sign-in')).toMatchObject({ status: 200, connection: 'close' })
    expect(await site.exited).toEqual({ code: 0, signal: null })
    expect(performance.now() - told).toBeLessThan(15_000)
  }, 60_000)
})
