import type mongoose from 'mongoose'
import { measured } from '../metrics.ts'
import { beginChild, type Span, type SpanOptions } from '../tracing/tracing.ts'

type Client = mongoose.mongo.MongoClient
/** Label for commands that name no collection: `admin` for those about the server itself. */
const noCollection = 'admin'

/** Measures each command of a client that was opened with `monitorCommands`. */
export function measureCommands(client: Client): void {
  /** Commands under way, by request id. A command that is never answered ends as failed when its connection ends. */
  const under = new Map<number, { about: string; span: Span | null }>()
  client.on('commandStarted', ({ requestId, commandName, command }) => {
    const about: unknown = commandName === 'getMore' ? command.collection : command[commandName]
    const collection = typeof about === 'string' ? about : noCollection
    under.set(requestId, {
      about: collection,
      span: beginChild(`${commandName} ${collection}`, asked(commandName, collection)),
    })
  })
  const ended =
    (result: 'done' | 'failed') =>
    ({ requestId, commandName, duration }: { requestId: number; commandName: string; duration: number }) => {
      const { about: collection, span } = under.get(requestId) ?? { about: noCollection, span: null }
      under.delete(requestId)
      span?.end(result === 'failed' ? { error: result } : {})
      measured.commands.observe({ command: commandName, collection, result }, duration / 1_000)
    }
  client.on('commandSucceeded', ended('done'))
  client.on('commandFailed', ended('failed'))
}

/** Returns the options of a span. The filter of the command is left out: it may contain somebody's name. */
const asked = (command: string, collection: string): SpanOptions => ({
  kind: 'client',
  facts: { 'db.system.name': 'mongodb', 'db.operation.name': command, 'db.collection.name': collection },
})
