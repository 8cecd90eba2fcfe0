import { isIP } from 'node:net'
import { connect } from 'node:tls'

/**
 * Returns the end of the certificate that an https origin shows, also of one that has ended or that nobody trusts. Throws
 * when there is no answer within `timeoutMs`.
 */
export function readCertificateEnd(origin: string, timeoutMs = 10_000): Promise<Date> {
  const { hostname, port } = new URL(origin)
  const host = hostname.replace(/^\[|\]$/g, '')
  const servername = isIP(host) ? {} : { servername: host }
  return new Promise((resolve, reject) => {
    // Nothing is sent on this connection, so nobody has to be trusted.
    const socket = connect({ host, port: Number(port || 443), rejectUnauthorized: false, ...servername })
    const timer = setTimeout(() => socket.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs)
    socket.once('error', reject)
    socket.once('secureConnect', () => {
      resolve(new Date(socket.getPeerCertificate().valid_to))
      socket.end()
    })
    socket.once('close', () => {
      clearTimeout(timer)
      reject(new Error('the connection was closed'))
    })
  })
}
