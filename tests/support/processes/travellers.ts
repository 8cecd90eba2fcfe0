import supertest from 'supertest'
import { testPassword } from '#tests/factories/account.ts'

type Where = { url: string }
type Form = Record<string, string | number>
type File = { field: string; bytes: Buffer; name: string }
/** Longer than a person would wait. */
const patienceMs = 30_000
/**
 * How a request ended: status 0 when no complete response came, as when a process is killed; `late` when it was given up.
 */
export type Answer = {
  status: number
  text: string
  location: string
  headers: Record<string, string>
  late?: boolean
}

/** `from` is a client address, for a site that trusts one proxy. */
type Options = { from?: string; cookies?: Map<string, string> }

/** A browser whose requests go to any process of a site, as behind a load balancer, with the same cookies. */
export function traveller({ from = '127.0.0.1', cookies = new Map() }: Options = {}): Traveller {
  async function send(request: supertest.Test): Promise<Answer> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    let late = false
    const answer = await request
      .redirects(0)
      .timeout({ response: patienceMs })
      .set({ 'Sec-Fetch-Site': 'same-origin', 'X-Forwarded-For': from, ...(cookie ? { Cookie: cookie } : {}) })
      .ok(() => true)
      .catch((error: unknown) => {
        late = Boolean((error as { timeout?: number }).timeout)
        return null
      })
    if (!answer) return { status: 0, text: '', location: '', headers: {}, late }
    const headers = answer.headers as Record<string, string>
    for (const set of answer.get('Set-Cookie') ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value) cookies.set(name, value)
      else cookies.delete(name)
    }
    return { status: answer.status, text: answer.text, location: headers.location ?? '', headers }
  }

  const get = ({ url }: Where, path: string) => send(supertest(url).get(path))
  const post = ({ url }: Where, path: string, form: Form = {}) =>
    send(supertest(url).post(path).type('form').send(form))
  /** Uploads a file in a field of a form. */
  const upload = ({ url }: Where, path: string, { field, bytes, name }: File) =>
    send(supertest(url).post(path).attach(field, bytes, name))
  const signIn = (at: Where, { email }: { email: string }, password = testPassword) =>
    post(at, '/en/sign-in', { email, password })

  /** Returns a second client with a copy of the cookies. */
  const copy = (): Traveller => traveller({ from, cookies: new Map(cookies) })

  return { get, post, upload, signIn, copy }
}
export type Traveller = {
  get: (at: Where, path: string) => Promise<Answer>
  post: (at: Where, path: string, form?: Form) => Promise<Answer>
  upload: (at: Where, path: string, file: File) => Promise<Answer>
  signIn: (at: Where, who: { email: string }, password?: string) => Promise<Answer>
  copy: () => Traveller
}
