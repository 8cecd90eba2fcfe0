import { toDialablePhone } from '#shared/texts/phones.ts'

/** Messengers by which people can write to the office. Stored by these names, which are never renamed. */
export const messengerKinds = ['Telegram', 'Whatsapp', 'Wechat', 'Vk', 'Max'] as const
export type MessengerKind = (typeof messengerKinds)[number]

const phoneShape = /^\+[\d\s()-]+$/

/**
 * Returns a telephone number with its country code; null when it is invalid (ITU-T E.164: 15 digits at
 * most).
 */
export function readPhone(input: string): string | null {
  const phone = toDialablePhone(input.replaceAll(/\s+/g, ' ').replaceAll(/[–—‐‑]/g, '-'))
  const digits = digitsOf(phone)
  return phoneShape.test(phone) && digits.length >= 8 && digits.length <= 15 ? phone : null
}

const digitsOf = (phone: string): string => phone.replaceAll(/\D/g, '')

/** Returns a `tel:` link (RFC 3966). */
export const telHref = (phone: string): string => `tel:+${digitsOf(phone)}`

type Messenger = {
  /** Returns the account name from a typed name or a link to it; null when it is neither. */
  read: (input: string) => string | null
  /** Returns the address that opens the conversation in the app; undefined for apps without one. */
  href?: (name: string) => string
}

/** Returns a reader of a name alone, after `@`, or at the end of one of these addresses. */
const createNameReader =
  (shape: RegExp, hosts: readonly string[] = []) =>
  (input: string): string | null => {
    const name = hosts.reduce(
      (rest, host) => (rest.startsWith(`${host}/`) ? rest.slice(host.length + 1) : rest),
      input.replace(/^https?:\/\/(www\.)?/i, ''),
    )
    const bare = name.replace(/^@/, '').replace(/\/$/, '')
    return shape.test(bare) ? bare : null
  }

/**
 * Telegram: https://core.telegram.org/api/links#public-username-links; WhatsApp: https://faq.whatsapp.com/5913398998672934;
 * VK: https://vk.me opens the conversation with a page. WeChat has no address that opens a person by their id.
 */
export const messengers: Record<MessengerKind, Messenger> = {
  Telegram: {
    read: createNameReader(/^[A-Za-z]\w{4,31}$/, ['t.me', 'telegram.me']),
    href: name => `https://t.me/${name}`,
  },
  Whatsapp: { read: readPhone, href: phone => `https://wa.me/${digitsOf(phone)}` },
  Wechat: { read: createNameReader(/^[A-Za-z][\w-]{5,19}$/) },
  Vk: {
    read: createNameReader(/^[A-Za-z][\w.]{3,31}$/, ['vk.com', 'vk.ru', 'vk.me', 'm.vk.com']),
    href: name => `https://vk.me/${name}`,
  },
  Max: { read: createNameReader(/^(u\/)?[\w-]{4,80}$/, ['max.ru']), href: name => `https://max.ru/${name}` },
}
