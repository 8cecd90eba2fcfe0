import type { Response } from 'supertest'

/** Parser for `.buffer(true).parse(binary)`: returns the body of a response as a Buffer. */
export function binary(response: Response, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = []
  response.on('data', (chunk: Buffer) => chunks.push(chunk))
  response.on('end', () => done(null, Buffer.concat(chunks)))
}
