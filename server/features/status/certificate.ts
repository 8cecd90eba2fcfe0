import { CertificateModel, type Certificate } from '#models/status/certificate.ts'
import { pathTo } from '#server/paths.ts'
import { readCertificateEnd } from '#outside/certificate.ts'
import type { Clock } from '#outside/clock.ts'
import { reasonOf } from '#outside/database/database-away.ts'
import type { MailRequest } from '#outside/mail/mail-message.ts'
import { formatInstant } from '#shared/texts/format.ts'
import type { Locale } from '#shared/texts/i18n.ts'
import { certificateWarningOf } from './rules.ts'

type Deps = {
  clock: Clock
  publicUrl: string
  mail: { queue(mail: MailRequest): Promise<void> }
  /** Returns the administrators who can sign in. */
  administrators: () => Promise<readonly { _id: { toHexString(): string }; email: string; locale: Locale }[]>
}

/** The certificate of the public address, as the site's visitors get it. */
export function certificateWatch({ clock, publicUrl, mail, administrators }: Deps) {
  /** Reads the certificate and mails administrators when it is about to end. Does nothing for a site without https. */
  async function check(): Promise<void> {
    if (!publicUrl.startsWith('https:')) return
    const found = await readCertificateEnd(publicUrl).then(
      endsAt => ({ endsAt, error: null }),
      (error: unknown) => ({ error: reasonOf(error) }),
    )
    const now = clock.machineNow()
    await CertificateModel.updateOne({ _id: publicUrl }, { $set: { ...found, readAt: now } }, { upsert: true })
    if ('endsAt' in found) await mailEnd(found.endsAt, now)
  }

  async function mailEnd(endsAt: Date, now: Date): Promise<void> {
    const warning = certificateWarningOf(endsAt, now)
    if (warning === null) return
    for (const { _id, email, locale } of await administrators())
      await mail.queue({
        cause: `certificate-ending:${endsAt.toISOString()}:${warning}:${_id.toHexString()}`,
        to: email,
        locale,
        template: 'certificate-ending',
        facts: { site: publicUrl, at: formatInstant(locale, endsAt), link: pathTo(locale, '/staff/status') },
      })
  }

  const last = () => CertificateModel.findById(publicUrl).lean<Certificate | null>()

  return { check, last }
}
