import { createServer, connect, type Socket } from 'node:net'

/** A TCP door in front of a database socket that a test can close, make mute, or point elsewhere. */
export async function switchableProxy(socketPath: string) {
  const sockets = new Set<Socket>()
  const state = { target: socketPath, mode: 'open' as 'open' | 'mute' | 'refuse' }
  const server = createServer(client => {
    if (state.mode === 'refuse') {
      client.destroy()
      return
    }
    const upstream = connect(state.target)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => sockets.delete(socket))
    }
    client.on('data', chunk => state.mode !== 'mute' && upstream.write(chunk))
    upstream.on('data', chunk => state.mode !== 'mute' && client.write(chunk))
    client.on('close', () => upstream.destroy())
    upstream.on('close', () => client.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    uri: `mongodb://127.0.0.1:${port}/street?directConnection=true`,
    /** Passes everything on again. */
    open: () => (state.mode = 'open'),
    /** Takes what it is sent and never answers. */
    mute: () => (state.mode = 'mute'),
    /** Breaks what is open and refuses what comes. */
    refuse: () => {
      state.mode = 'refuse'
      for (const socket of sockets) socket.destroy()
    },
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise(resolve => server.close(resolve))
    },
  }
}
