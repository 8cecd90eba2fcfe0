import type { Response } from 'supertest'

/** For `.buffer(true).parse(binary)`: the body of an answer as the bytes that came, in a Buffer. */
export function binary(response: Response, done: (error: Error | null, body: Buffer) => void): void {
  const chunks: Buffer[] = []
  response.on('data', (chunk: Buffer) => chunks.push(chunk))
  response.on('end', () => done(null, Buffer.concat(chunks)))
}
