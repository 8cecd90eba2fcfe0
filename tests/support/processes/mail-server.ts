import { text } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

/**
 * `refuse`: rejects every recipient; `slow`: accepts a letter after `slowMs`; `drop`: closes the connection once the letter
 * was sent.
 */
export type MailMode = 'take' | 'refuse' | 'slow' | 'drop'

/** Starts a mail server for a test. `taken` holds the message ids of the accepted letters, in order. */
export async function mailServer({ slowMs = 2_000 } = {}) {
  const state = { mode: 'take' as MailMode }
  const taken: string[] = []
  const refusal = Object.assign(new Error('Try again later'), { responseCode: 451 })
  const options: SMTPServerOptions = {
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => (state.mode === 'refuse' ? done(refusal) : done()),
    onData: (stream, session, done) => {
      void text(stream).then(source => {
        const take = () => {
          taken.push(/^Message-ID: <?([^>\s]*)/im.exec(source)?.[1] ?? '')
          done()
        }
        if (state.mode === 'drop') drop(session.id)
        else if (state.mode === 'slow') setTimeout(take, slowMs)
        else take()
      })
    },
  }
  const server = new SMTPServer(options)
  server.on('error', () => undefined)
  const drop = (id: string) => {
    for (const connection of (server as unknown as { connections: Set<Connection> }).connections)
      if (connection.session.id === id) connection._socket.destroy()
  }
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.server.address()
  return {
    url: `smtp://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    taken: taken as readonly string[],
    become: (mode: MailMode) => void (state.mode = mode),
    close: () => new Promise<void>(resolve => server.close(() => resolve())),
  }
}
type Connection = { session: { id: string }; _socket: { destroy(): void } }
