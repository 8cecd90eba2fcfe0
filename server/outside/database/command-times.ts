import type mongoose from 'mongoose'
import { measured } from '../metrics.ts'

type Client = mongoose.mongo.MongoClient
/** Of commands that name none: `admin` for what is asked of the server itself. */
const noCollection = 'admin'

/** Measures each command of a client that was opened with `monitorCommands`. */
export function measureCommands(client: Client): void {
  /** What commands under way are about; a command that is never answered ends with its connection as failed. */
  const under = new Map<number, string>()
  client.on('commandStarted', ({ requestId, commandName, command }) => {
    const about: unknown = commandName === 'getMore' ? command.collection : command[commandName]
    under.set(requestId, typeof about === 'string' ? about : noCollection)
  })
  const ended =
    (result: 'done' | 'failed') =>
    ({ requestId, commandName, duration }: { requestId: number; commandName: string; duration: number }) => {
      const collection = under.get(requestId) ?? noCollection
      under.delete(requestId)
      measured.commands.observe({ command: commandName, collection, result }, duration / 1_000)
    }
  client.on('commandSucceeded', ended('done'))
  client.on('commandFailed', ended('failed'))
}
