import type { Server } from 'node:http'

type ListenOptions = {
  port: number
  host: string | undefined
  /** Name of the setting that holds the port. */
  setting: 'PORT' | 'WORKER_PORT'
}

/** Lets a server listen. Rejects with a sentence that names the setting when it cannot. */
export function listen(server: Server, { port, host, setting }: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Error(reasonFor(error), { cause: error })))
    server.listen(port, host, resolve)
  })

  function reasonFor({ code, message }: NodeJS.ErrnoException): string {
    if (code === 'EADDRINUSE') return `Port ${port} is in use. Set ${setting} to another one.`
    if (code === 'EACCES') return `Port ${port} is closed to this user. Set ${setting} to one above 1023.`
    return host === undefined ? message : `HOST names ${host}, where the program cannot listen (${code ?? message}).`
  }
}
