import { createECDH } from 'node:crypto'
import { z } from 'zod'
import type { ScannerAddress } from './outside/files/malware-scanner.ts'
import { environment } from './settings.ts'

/**
 * Reads the settings once, at start. In production there are no fallbacks for secrets: a program that is set up wrongly
 * must not start. The error names the settings, never their values.
 */
export function readConfig(env: NodeJS.ProcessEnv) {
  const parsed = environment.safeParse(withoutBlanks(env))
  if (!parsed.success) throw new Error(`Settings are not usable:\n${z.prettifyError(parsed.error)}`)
  const settings = parsed.data
  const production = settings.NODE_ENV === 'production'
  if (production) requireForProduction(settings)
  const demonstration = settings.DEMO ? settings.DEMO === 'on' : !production
  return Object.freeze({
    production,
    /** Only in development templates and assets are read again for each page. */
    development: settings.NODE_ENV === 'development',
    port: settings.PORT,
    host: settings.HOST,
    publicUrl: new URL(settings.PUBLIC_URL ?? `http://localhost:${settings.PORT}`).origin,
    mongoUri: settings.MONGODB_URI ?? embeddedUri(settings.DATA_DIR),
    databaseInDataFolder: !settings.MONGODB_URI,
    dataFolder: settings.DATA_DIR,
    sessionSecret: settings.SESSION_SECRET,
    twoFactor: {
      /** Whether deciders and administrators need a second factor. In a demonstration people sign in with one step. */
      required: production && !demonstration,
      /** Keys that seal the secrets of authenticator apps, newest first; null: a key is derived from the session secret. */
      keys: settings.TWO_FACTOR_KEY?.split(',') ?? null,
    },
    sealing: sealingSettings(settings),
    mail: mailSettings(settings),
    inboundMailSecret: settings.INBOUND_MAIL_SECRET,
    /** Contact that `security.txt` names, as a URI; undefined: the office's page of contacts. */
    securityContact: settings.SECURITY_CONTACT,
    /** Address of the scanner that checks uploaded documents for malware; null when there is none. */
    scanner: scannerAddress(settings),
    backups: backupSettings(settings),
    demonstration,
    jobsHere: settings.JOBS === 'here',
    trustProxy: proxySetting(settings.TRUST_PROXY),
    /** Whether nobody has said if a proxy is in front of the site; `off` says that none is trusted. */
    proxyUnnamed: settings.TRUST_PROXY === undefined,
    apiRequestsPerMinute: settings.API_REQUESTS_PER_MINUTE,
    staffApiRequestsPerMinute: settings.STAFF_API_REQUESTS_PER_MINUTE,
    metricsToken: settings.METRICS_TOKEN,
    /** Port at which a worker answers health checks, as the site does at its own port; undefined: it does not listen. */
    workerPort: settings.WORKER_PORT,
    /** Days by which the product's clock is ahead of the machine's, for trying out later years; 0 in production. */
    clockAheadDays: settings.CLOCK_AHEAD,
    /**
     * Whether public pages are cached until their content changes (ADR 22). Off while somebody works on templates.
     */
    pageMemory: settings.PAGE_MEMORY === 'on',
    /** Off: browsers are told to remove the service worker and whatever it has stored (docs/operations/installed.md). */
    serviceWorker: settings.SERVICE_WORKER === 'on',
    /** Settings of messages to people's devices; null: none are sent. */
    push: pushSettings(settings),
    logLevel: settings.LOG_LEVEL,
    /** Whether spans are sent. The OpenTelemetry packages read the endpoint and the protocol from the same variables. */
    tracing: isTracingEnabled(settings),
  })
}
type Settings = z.output<typeof environment>
export type Config = ReturnType<typeof readConfig>
export type PushSettings = NonNullable<Config['push']>

/** Returns the address of the embedded database. The engine decodes the folder in it and takes no query. */
const embeddedUri = (dataFolder: string): string =>
  `mongodb_embedded://${dataFolder.replace(/[%?#]/g, encodeURIComponent)}/db`

/** Whether new data is sealed, and its keys, newest first; null: the keys come from the file, or one is generated. */
function sealingSettings({ SEALING, DOCUMENT_KEYS: keys, DOCUMENT_KEYS_FILE: file }: Settings) {
  if (keys && file) throw new Error('Settings contradict: set DOCUMENT_KEYS or DOCUMENT_KEYS_FILE, not both.')
  return { on: SEALING === 'on', keys: keys?.split(',') ?? null, file }
}

function mailSettings(settings: Settings) {
  const { SMTP_URL: smtpUrl, MAIL_FROM: from, OFFICE_EMAIL: office, ENQUIRY_REPLY_TO, INBOUND_MAIL_SECRET } = settings
  /** Mailbox that receives answers to enquiries: only set where its mail is passed on to us. */
  const answers = INBOUND_MAIL_SECRET ? ENQUIRY_REPLY_TO : undefined
  return { smtpUrl, from, office, answers }
}

/** Joins names as in a sentence: `A, B and C`. */
const inWords = new Intl.ListFormat('en-GB')

function requireForProduction(settings: Settings): void {
  const missing: string[] = (['SESSION_SECRET', 'PUBLIC_URL'] as const).filter(name => !settings[name])
  const unsealed = settings.SEALING === 'on' && !settings.DOCUMENT_KEYS && !settings.DOCUMENT_KEYS_FILE
  if (unsealed) missing.push('DOCUMENT_KEYS')
  if (missing.length > 0) {
    const about = unsealed
      ? ' DOCUMENT_KEYS seals the files of applicants (openssl rand -hex 32 makes one; docs/operations/keys.md); SEALING=off for as long as there is none.'
      : ''
    throw new Error(
      `Settings are missing: in production ${inWords.format(missing)} must be set (see docs/settings.md).${about}`,
    )
  }
  if (settings.CLOCK_AHEAD !== 0) {
    throw new Error('Settings contradict: CLOCK_AHEAD is for development and tests; in production it must not be set.')
  }
}

function scannerAddress({ CLAMD_SOCKET, CLAMD_HOST }: Settings): ScannerAddress | null {
  if (CLAMD_SOCKET && CLAMD_HOST) throw new Error('Settings contradict: set CLAMD_SOCKET or CLAMD_HOST, not both.')
  if (CLAMD_SOCKET) return { path: CLAMD_SOCKET }
  if (!CLAMD_HOST) return null
  const [host = '', port] = CLAMD_HOST.split(':')
  return { host, port: Number(port) }
}

/**
 * VAPID keys for push services (RFC 8292), the contact that the services may write to, and further services besides the
 * known ones; null when none is set. Throws when settings are missing or contradict each other.
 */
function pushSettings(settings: Settings) {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT: subject } = settings
  if (!publicKey && !privateKey && !subject) return null
  if (!publicKey || !privateKey || !subject)
    throw new Error(
      'Settings are missing: VAPID_PUBLIC_KEY, VAPID_PRIVATE_KEY and VAPID_SUBJECT are set together (npm run push-keys makes the keys).',
    )
  if (publicKey !== publicKeyOf(privateKey))
    throw new Error('Settings contradict: VAPID_PUBLIC_KEY does not belong to VAPID_PRIVATE_KEY.')
  return {
    publicKey,
    privateKey,
    subject,
    services: (settings.PUSH_SERVICES?.split(',') ?? []).map(host => host.replace(/:443$/, '')),
  }
}

function publicKeyOf(privateKey: string): string | null {
  const pair = createECDH('prime256v1')
  try {
    pair.setPrivateKey(privateKey, 'base64url')
  } catch {
    // Not every number of this length is a key.
    return null
  }
  return pair.getPublicKey('base64url')
}

/** Where back-ups go, when they are made and which keys seal them. Reading a back-up needs only the keys. */
function backupSettings(settings: Settings) {
  const { BACKUP_KEY, BACKUP_TO: to = null, BACKUP_AT: at, BACKUP_KEEP_DAILY: daily } = settings
  const s3 = s3Settings(settings)
  if (to !== null && !BACKUP_KEY)
    throw new Error(
      'Settings are missing: BACKUP_TO needs BACKUP_KEY, since no back-up is written without being sealed.',
    )
  if (to?.startsWith('s3://') && !s3)
    throw new Error('Settings are missing: BACKUP_TO at s3:// needs AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.')
  if (to !== null && !/^(s3:\/\/[^/]+|(?![a-z0-9+]+:\/\/).+)/i.test(to))
    throw new Error('Settings are not usable: BACKUP_TO is a folder or an address such as s3://bucket/folder.')
  const schedule = { at, daily, weekly: settings.BACKUP_KEEP_WEEKLY }
  return { keys: BACKUP_KEY?.split(',') ?? null, to, schedule, s3 }
}

function s3Settings(settings: Settings) {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_REGION: region } = settings
  if (!accessKeyId || !secretAccessKey) return null
  const endpoint = settings.AWS_ENDPOINT_URL_S3 ?? `https://s3.${region}.amazonaws.com`
  return { endpoint, region, accessKeyId, secretAccessKey }
}

/**
 * Checks the variables of OpenTelemetry: traces are sent when an endpoint or the exporter `otlp` is set and nothing disables
 * them. Throws for other exporters and for gRPC.
 */
function isTracingEnabled(settings: Settings): boolean {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: ofTraces } = settings
  const exporter = settings.OTEL_TRACES_EXPORTER ?? (endpoint || ofTraces ? 'otlp' : 'none')
  if (settings.OTEL_SDK_DISABLED?.toLowerCase() === 'true' || exporter === 'none') return false
  if (exporter !== 'otlp')
    throw new Error('Settings are not usable: OTEL_TRACES_EXPORTER is otlp or none; the site knows no other.')
  const protocol = settings.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL ?? settings.OTEL_EXPORTER_OTLP_PROTOCOL
  if (protocol === 'grpc')
    throw new Error(
      'Settings are not usable: OTEL_EXPORTER_OTLP_PROTOCOL is http/json; set it, and an endpoint for HTTP (port 4318).',
    )
  return true
}

/** Treats `FOO=` in a settings file as not set, also with spaces behind it, which would be the number 0. */
function withoutBlanks(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ''))
}

/** Returns the value of Express's `trust proxy`: a number of hops, or addresses. Unset: forwarded headers are ignored. */
function proxySetting(value: string | undefined): number | string | false {
  if (value === undefined || value === 'off') return false
  return /^\d+$/.test(value) ? Number(value) : value
}
