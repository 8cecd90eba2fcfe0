import type { Server } from 'node:http'

type ListenOptions = {
  port: number
  host: string | undefined
  /** Name of the setting that holds the port. */
  setting: 'PORT' | 'WORKER_PORT'
}

/** Lets a server listen. Rejects with a sentence that names the setting when the port is in use. */
export function listen(server: Server, { port, host, setting }: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE'
      reject(isTaken ? new Error(`Port ${port} is in use. Set ${setting} to another one.`) : error)
    })
    server.listen(port, host, resolve)
  })
}
