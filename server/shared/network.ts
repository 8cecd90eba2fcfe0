import { isIPv6 } from 'node:net'

/**
 * Returns the network for which an address counts. One household or server owns a whole /64 of IPv6, so that counts as one.
 * An IPv4 address counts as the same one when it is written as IPv6: `::ffff:192.0.2.1`.
 */
export function networkOf(address: string): string {
  const groups = groupsOf(address)
  return groups ? (mappedIn(groups) ?? groups.slice(0, 4).join(':')) : address
}

/** Returns an IPv4 address that is written as IPv6 in its usual form, and any other address as it is. */
export function unmappedAddress(address: string): string {
  const groups = groupsOf(address)
  return (groups && mappedIn(groups)) ?? address
}

/** Returns the eight groups of an IPv6 address, without leading zeros; null for anything else. */
function groupsOf(address: string): string[] | null {
  if (!isIPv6(address)) return null
  const { hostname } = new URL(`http://[${address.split('%', 1)[0] ?? ''}]`)
  return expandAddress(hostname.slice(1, -1))
}

/** Returns the IPv4 address in an IPv4-mapped one (RFC 4291, 2.5.5.2); null in any other. */
function mappedIn(groups: readonly string[]): string | null {
  const [high = '', low = ''] = groups.slice(6)
  if (groups.slice(0, 6).join(':') !== '0:0:0:0:0:ffff') return null
  return [high, low]
    .map(group => parseInt(group, 16))
    .flatMap(group => [group >> 8, group & 255])
    .join('.')
}

function expandAddress(address: string): string[] {
  const [head = '', tail] = address.split('::')
  const left = head.split(':').filter(Boolean)
  const right = tail?.split(':').filter(Boolean) ?? []
  return tail === undefined ? left : [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right]
}

/**
 * Masks a network address: enough remains to recognise one's own, too little to identify anybody: `203.0.x.x`, `2001:db8:x`.
 */
export function maskedAddress(address: string): string {
  const plain = unmappedAddress(address)
  return isIPv6(plain) ? `${networkOf(plain).split(':').slice(0, 2).join(':')}:x` : plain.replace(/\.\d+\.\d+$/, '.x.x')
}
