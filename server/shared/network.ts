import { isIPv6 } from 'node:net'

/**
 * Returns the network for which an address counts. One household or server owns a whole /64 of IPv6, so that counts as one.
 */
export function networkOf(address: string): string {
  if (!isIPv6(address) || address.startsWith('::ffff:')) return address
  const { host } = new URL(`http://[${address.split('%', 1)[0] ?? ''}]`)
  return host.startsWith('[') ? expanded(host.slice(1, -1)).slice(0, 4).join(':') : host
}

function expanded(address: string): string[] {
  const [head = '', tail] = address.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail?.split(':').filter(Boolean) ?? []
  return tail === undefined ? left : [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right]
}

/**
 * Masks a network address: enough remains to recognise one's own, too little to identify anybody: `203.0.x.x`, `2001:db8:x`.
 */
export function maskedAddress(address: string): string {
  const plain = address.replace(/^::ffff:/, '')
  return isIPv6(plain) ? `${networkOf(plain).split(':').slice(0, 2).join(':')}:x` : plain.replace(/\.\d+\.\d+$/, '.x.x')
}
