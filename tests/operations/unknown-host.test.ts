import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { retryUntilReady, type Progress } from '#server/bin/starting.ts'
import { trackConnections } from '#server/bin/draining.ts'
import { isDatabaseAway } from '#outside/database/database-away.ts'
import { testLog } from '../support/log.ts'

const unknown = () => {
  const cause = Object.assign(new Error('getaddrinfo ENOTFOUND database'), { name: 'MongoServerSelectionError' })
  return new Error('MONGODB_URI does not lead to a database (getaddrinfo ENOTFOUND database).', { cause })
}

describe('a start with a database host that cannot be resolved', () => {
  const startAfter = async (failures: number, patience: { nowhereMs?: number }) => {
    const progress: Progress = { notReady: 'opening the database' }
    let tries = 0
    const start = () => ((tries += 1) > failures ? Promise.resolve() : Promise.reject(unknown()))
    await retryUntilReady(start, { log: testLog() }, progress, { retryMs: 1, ...patience })
    return { tries, ...progress }
  }

  it('continues when the name resolves, as in a network of containers', async () => {
    expect(await startAfter(3, {})).toEqual({ tries: 4, notReady: null, database: undefined })
  })

  it('fails when the name does not resolve in time', async () => {
    await expect(startAfter(Infinity, { nowhereMs: 20 })).rejects.toThrow('MONGODB_URI does not lead to a database')
  })

  it('treats a mongodb+srv name that cannot be looked up at the moment as an unavailable database', () => {
    const lookUp = (code: string) => Object.assign(new Error(`querySrv ${code} x`), { code, syscall: 'querySrv' })
    expect(['ETIMEOUT', 'ESERVFAIL', 'ECONNREFUSED'].map(code => isDatabaseAway(lookUp(code)))).toEqual([
      true,
      true,
      true,
    ])
  })
})

describe('a server that is closing', () => {
  it('answers the requests on an open connection and then closes it', async () => {
    let finish = () => {}
    const server = createServer((req, res) => {
      if (req.url === '/quick') res.end(req.url)
      else finish = () => void res.end(req.url)
    })
    const { drain } = trackConnections(server)
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const line = connect((server.address() as AddressInfo).port, '127.0.0.1')
    let answer = ''
    line.on('data', data => (answer += String(data)))
    const hungUp = once(line, 'close')
    const ask = (place: string) => line.write(`GET ${place} HTTP/1.1\r\nHost: x\r\n\r\n`)
    ask('/slow')
    await once(server, 'request')
    const drained = drain({ announceMs: 0 })
    ask('/quick')
    await once(server, 'request')
    finish()
    // The client receives later what the server has sent.
    await Promise.all([drained, hungUp])
    expect(answer).toMatch(/\/slow[^]*Connection: close[^]*\/quick/)
  })
})
