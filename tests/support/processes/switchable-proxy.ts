import { createServer, connect, type Socket } from 'node:net'

/**
 * Starts a TCP proxy in front of a database, a socket or a port of this machine that a test can close, mute or slow down.
 */
export async function switchableProxy(target: string | number) {
  const sockets = new Set<Socket>()
  const state = { mode: 'open' as 'open' | 'mute' | 'refuse', delayMs: 0 }
  const server = createServer(client => {
    if (state.mode === 'refuse') {
      client.destroy()
      return
    }
    const upstream = typeof target === 'number' ? connect(target, '127.0.0.1') : connect(target)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => sockets.delete(socket))
    }
    const answer = (chunk: Buffer) => state.mode !== 'mute' && client.writable && client.write(chunk)
    client.on('data', chunk => state.mode !== 'mute' && upstream.write(chunk))
    upstream.on('data', chunk => {
      if (state.delayMs > 0) setTimeout(answer, state.delayMs, chunk)
      else answer(chunk)
    })
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  const become = (mode: typeof state.mode, delayMs = 0) => void Object.assign(state, { mode, delayMs })
  return {
    port,
    uri: `mongodb://127.0.0.1:${port}/startup-street?directConnection=true`,
    /** Forwards everything again. */
    open: () => become('open'),
    /** Forwards each response after this many milliseconds. */
    slow: (delayMs: number) => become('open', delayMs),
    /** Reads what is sent and never answers. */
    mute: () => become('mute'),
    /** Closes the open connections; new ones are accepted. */
    reset: cut,
    /** Closes the open connections and refuses new ones. */
    refuse: () => {
      become('refuse')
      cut()
    },
    close: () => {
      cut()
      return new Promise(resolve => server.close(resolve))
    },
  }
}
