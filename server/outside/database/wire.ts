import mongoose from 'mongoose'

const { BSON } = mongoose.mongo
const opMsg = 2013
const headerLength = 16
/** Offset of the document: the header is followed by four bytes of flags and the kind of the first section. */
const bodyAt = headerLength + 5

export type Command = Record<string, unknown> & { $db?: string }

/**
 * Returns the name of the command in a message of MongoDB's protocol; null when it contains none, such as an old handshake.
 */
export function commandName(message: Buffer): string | null {
  if (message.length < bodyAt + 7 || message.readInt32LE(12) !== opMsg || message[bodyAt - 1] !== 0) return null
  const nameAt = bodyAt + 5
  return message.toString('utf8', nameAt, message.indexOf(0, nameAt))
}

/** Returns the command with the documents in its further sections, as `insert` may have them. */
export function commandOf(message: Buffer): Command {
  const end = message.readInt32LE(bodyAt) + bodyAt
  const command = BSON.deserialize(message.subarray(bodyAt, end)) as Command
  let at = end
  while (at < message.length && message[at] === 1) {
    const sectionEnd = at + 1 + message.readInt32LE(at + 1)
    const nameEnd = message.indexOf(0, at + 5)
    command[message.toString('utf8', at + 5, nameEnd)] = documentsIn(message.subarray(nameEnd + 1, sectionEnd))
    at = sectionEnd
  }
  return command
}

function documentsIn(bytes: Buffer): unknown[] {
  const documents: unknown[] = []
  for (let at = 0; at < bytes.length;) {
    const end = at + bytes.readInt32LE(at)
    documents.push(BSON.deserialize(bytes.subarray(at, end)))
    at = end
  }
  return documents
}

/** Returns a command as a message that only the engine reads. */
export function messageOf(command: Command): Buffer {
  const body = BSON.serialize(command)
  const message = Buffer.alloc(bodyAt + body.length)
  message.writeInt32LE(message.length, 0)
  message.writeInt32LE(opMsg, 12)
  message.set(body, bodyAt)
  return message
}

export const replyOf = (response: Buffer): Record<string, unknown> => BSON.deserialize(response)

export const requestIdOf = (message: Buffer): number => message.readInt32LE(4)
export const responseOf = (reply: Record<string, unknown>): Buffer => Buffer.from(BSON.serialize(reply))
