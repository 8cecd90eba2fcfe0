import { describe, expect, it } from 'vitest'
import { consumeAttempt } from '#features/accounts/limits.ts'
import { maskedAddress, networkOf, unmappedAddress } from '#shared/network.ts'
import { useSite } from '../support/site.ts'

describe('the network of an address', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:201', '192.0.2.1'],
    ['0:0:0:0:0:ffff:192.0.2.1', '192.0.2.1'],
    ['::ffff:10.0.0.0', '10.0.0.0'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2'],
    ['2001:DB8:1:2::', '2001:db8:1:2'],
    ['::ffff:0:192.0.2.1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
    ['somebody@example.com', 'somebody@example.com'],
    ['unknown', 'unknown'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })

  it('is masked and written in one way for an IPv4 address that comes as IPv6', () => {
    for (const address of ['203.0.113.9', '::ffff:203.0.113.9', '::ffff:cb00:7109', '0:0:0:0:0:ffff:cb00:7109']) {
      expect(maskedAddress(address)).toBe('203.0.x.x')
      expect(unmappedAddress(address)).toBe('203.0.113.9')
    }
    expect(maskedAddress('2001:db8:1::9')).toBe('2001:db8:x')
    expect(unmappedAddress('2001:db8:1::9')).toBe('2001:db8:1::9')
  })
})

describe('the limits on attempts', () => {
  useSite()

  it('count an IPv4 address as one, however a proxy or a socket writes it', async () => {
    const forms = ['192.0.2.7', '::ffff:192.0.2.7', '::ffff:c000:207', '0:0:0:0:0:ffff:192.0.2.7', '192.0.2.7']
    for (const address of forms) expect(await consumeAttempt('objections-address', address)).toBe(true)
    for (const address of forms) expect(await consumeAttempt('objections-address', address)).toBe(false)
    expect(await consumeAttempt('objections-address', '192.0.2.8')).toBe(true)
  })
})
