import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'

/**
 * Starts a stand-in for clamd on a port that finds every file clean. `leave` closes the port, `come` opens the same port
 * again.
 */
export async function scanner() {
  const open = new Set<Socket>()
  const server = createServer(socket => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.on('data', chunk => {
      // An empty chunk ends the file (clamd(8), INSTREAM).
      if (chunk.subarray(-4).equals(Buffer.alloc(4))) socket.end('stream: OK\0')
    })
  })
  const come = async (port = 0): Promise<number> => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    return typeof address === 'object' && address ? address.port : 0
  }
  const port = await come()
  const leave = async () => {
    if (!server.listening) return
    for (const socket of open) socket.destroy()
    server.close()
    await once(server, 'close')
  }
  return { address: `127.0.0.1:${port}`, leave, come: async () => void (await come(port)) }
}
