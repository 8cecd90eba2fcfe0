import { isIP } from 'node:net'
import { z } from 'zod'

type About = {
  /** What the setting does, in Markdown; links start at `docs`. */
  description: string
  /** What applies when it is not set, for settings without a default of their own. */
  unset?: string
  /** A value for `.env.example`, where the default or nothing would not show how one looks. */
  example?: string
}

/** Describes a setting for `docs/settings.md` and `.env.example`, which `npm run settings-page` writes. */
const setting = <Schema extends z.ZodType>(
  schema: Schema,
  description: string,
  about: Omit<About, 'description'> = {},
) => schema.meta({ description, ...about } satisfies About)

const onOff = z.enum(['on', 'off'])
const keys = () =>
  z
    .string()
    .regex(/^[^\s,]{32,}(,[^\s,]{32,})*$/, 'is 32 characters or more, older ones after commas')
    .optional()
const port = () => z.coerce.number().int().min(0).max(65_535)
const perMinute = () => z.coerce.number().int().min(1).max(1_000_000)
const webAddress = () => z.url({ protocol: /^https?$/ }).optional()

const site = {
  NODE_ENV: setting(
    z.enum(['development', 'test', 'production']).default('development'),
    '`production`: no demonstration unless `DEMO` asks for one, nothing is built at a start, and `SESSION_SECRET`, `PUBLIC_URL` and `DOCUMENT_KEYS` are required',
    { example: 'production' },
  ),
  PORT: setting(port().default(3000), 'the port where the site listens'),
  HOST: setting(z.string().optional(), 'the address where the site listens', { unset: 'all', example: '127.0.0.1' }),
  PUBLIC_URL: setting(
    webAddress(),
    'the origin in links and mails; `https:` makes cookies `Secure` and `__Host-`. Required in production',
    { unset: '`http://localhost:PORT`', example: 'https://street.example' },
  ),
  DATA_DIR: setting(
    z.string().min(1).default('./data'),
    'the folder of the database, mail files and generated secrets; only its owner can read it',
  ),
  MONGODB_URI: setting(
    z
      .string()
      .regex(/^mongodb(\+srv|_embedded)?:\/\/.+/, 'starts with mongodb://, mongodb+srv:// or mongodb_embedded://')
      .optional(),
    '`mongodb://…` or `mongodb+srv://…` for a server ([when and how](operations/moving-to-a-server.md)), `mongodb_embedded://…` for another folder',
    { unset: '`db` in `DATA_DIR`', example: 'mongodb://localhost:27017/street?replicaSet=rs0' },
  ),
  DEMO: setting(onOff.optional(), 'the demonstration street and its accounts', {
    unset: '`on`, in production `off`',
    example: 'on',
  }),
  TRUST_PROXY: setting(
    z
      .string()
      .refine(isProxySetting, 'is the number of proxies in front of the site, their addresses or networks, or off')
      .optional(),
    "how many proxies in front of the site are trusted to name the visitor's address ([In front](operations/in-front.md)); in production the start warns when it is missing behind HTTPS",
    { unset: 'none', example: '1' },
  ),
  JOBS: setting(
    z.enum(['here', 'elsewhere']).default('here'),
    '`elsewhere`: a `worker` process runs the jobs ([Many processes](operations/many-processes.md))',
  ),
}

const secrets = {
  SESSION_SECRET: setting(
    z.string().min(32, 'is 32 characters or more').optional(),
    'signs sessions and cookies; 32 characters or more. Required in production',
    { unset: 'generated once, stored in `DATA_DIR`' },
  ),
  TWO_FACTOR_KEY: setting(
    keys(),
    'seals the secrets of the second step at sign-in and makes the links in letters that a form asks for; 32 characters or more, older keys follow after commas. Without it a new `SESSION_SECRET` makes them unreadable',
    { unset: 'derived from `SESSION_SECRET`' },
  ),
  DOCUMENT_KEYS: setting(
    keys(),
    'seals the files of applicants and other secret data ([Keys](operations/keys.md)); 32 characters or more (`openssl rand -hex 32`), the newest first, older keys follow after commas. Required in production, outside `DATA_DIR`',
    { unset: 'generated once, stored in `DATA_DIR`' },
  ),
  DOCUMENT_KEYS_FILE: setting(
    z.string().min(1).optional(),
    'a file with these keys, one on each line, in place of `DOCUMENT_KEYS`',
    {
      unset: 'none',
      example: '/etc/startup-street/document-keys',
    },
  ),
  SEALING: setting(onOff.default('on'), '`off`: new data is not sealed; sealed data can still be read'),
  SECURITY_CONTACT: setting(
    z
      .string()
      .regex(/^(mailto:|tel:|https:\/\/)\S+$/, 'is an address that begins with mailto:, https:// or tel:')
      .optional(),
    'whom `/.well-known/security.txt` names for reports of vulnerabilities: `mailto:…`, `https://…` or `tel:…`',
    { unset: 'the page of contacts', example: 'mailto:security@street.example' },
  ),
  CLAMD_SOCKET: setting(
    z.string().startsWith('/', 'is a path that begins with /').optional(),
    'the socket of ClamAV (`clamd`), which scans documents before anybody can read them; its `clamd.conf` needs `StreamMaxLength` and `MaxFileSize` of 25M or more and `AlertExceedsMax yes`. Without a scanner staff see “not scanned”',
    { unset: 'none', example: '/run/clamav/clamd.ctl' },
  ),
  CLAMD_HOST: setting(
    z
      .string()
      .regex(/^[^:\s]+:\d{1,5}$/, 'is a host and a port, such as scanner.local:3310')
      .refine(isHost, 'has a port above 65535')
      .optional(),
    'the host and port of ClamAV, in place of `CLAMD_SOCKET`',
    { unset: 'none', example: 'scanner.local:3310' },
  ),
}

const mail = {
  SMTP_URL: setting(
    z.url({ protocol: /^smtps?$/ }).optional(),
    'the mail server; in production the start warns when it is missing',
    { unset: 'mail becomes files in `mail` in `DATA_DIR`', example: 'smtps://user:password@mail.example:465' },
  ),
  MAIL_FROM: setting(
    z
      .string()
      .regex(/^([^<>]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/, 'is an address, or a name and an <address>')
      .default('Startup Street <no-reply@startup-street.example>'),
    'name and address of the sender, until administrators set others in the settings of the site',
  ),
  OFFICE_EMAIL: setting(
    z.email().default('office@startup-street.example'),
    'receives enquiries and appeals, until administrators set an address in the settings of the site',
  ),
  ENQUIRY_REPLY_TO: setting(
    z.email().optional(),
    'the mailbox for answers to enquiries, delivered with any `+…` ([Incoming mail](incoming-mail.md))',
    { unset: 'answers go to the office', example: 'enquiries@street.example' },
  ),
  INBOUND_MAIL_SECRET: setting(
    z.string().min(32, 'is 32 characters or more').optional(),
    'with this secret the mail server hands the answers over; 32 characters or more. `ENQUIRY_REPLY_TO` has no effect without it',
    { unset: 'off' },
  ),
}

const backups = {
  BACKUP_KEY: setting(
    keys(),
    'seals back-ups ([Back-ups](operations/backup.md)); 32 characters or more, older keys follow after commas. Keep a copy elsewhere',
    { unset: 'none' },
  ),
  BACKUP_TO: setting(z.string().optional(), 'a folder, or `s3://bucket/folder`, for a back-up a day', {
    unset: 'none',
    example: '/mnt/backups/startup-street',
  }),
  BACKUP_AT: setting(
    z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'is a time of day, such as 03:30')
      .default('03:30'),
    'the time of day of the back-up, in Suifenhe',
  ),
  BACKUP_KEEP_DAILY: setting(
    z.coerce.number().int().min(1).max(3_650).default(7),
    'for how many days one back-up a day is kept',
  ),
  BACKUP_KEEP_WEEKLY: setting(
    z.coerce.number().int().min(0).max(520).default(5),
    'for how many weeks one back-up a week is kept',
  ),
  AWS_ACCESS_KEY_ID: setting(z.string().optional(), 'access to the store of back-ups at `s3://`', { unset: 'none' }),
  AWS_SECRET_ACCESS_KEY: setting(z.string().optional(), 'belongs to `AWS_ACCESS_KEY_ID`', { unset: 'none' }),
  AWS_REGION: setting(z.string().default('us-east-1'), 'the region of the store'),
  AWS_ENDPOINT_URL_S3: setting(webAddress(), "the address of a store that is not Amazon's", {
    unset: 'Amazon',
    example: 'https://store.example',
  }),
}

const devices = {
  SERVICE_WORKER: setting(
    onOff.default('on'),
    '`off`: browsers remove the service worker and its stored copies ([The installed site](operations/installed.md))',
  ),
  VAPID_PUBLIC_KEY: setting(
    z
      .string()
      .regex(/^B[\w-]{86}$/, 'is a key of 87 characters, as npm run push-keys makes it')
      .optional(),
    "with the next two, enables messages on people's devices ([Push](operations/push.md)); `npm run push-keys` generates the keys",
    { unset: 'off' },
  ),
  VAPID_PRIVATE_KEY: setting(
    z
      .string()
      .regex(/^[\w-]{43}$/, 'is a key of 43 characters, as npm run push-keys makes it')
      .optional(),
    'belongs to `VAPID_PUBLIC_KEY`',
    { unset: 'off' },
  ),
  VAPID_SUBJECT: setting(
    z
      .string()
      .regex(/^(mailto:|https:\/\/)\S+$/, 'is an address that begins with mailto: or https://')
      .refine(address => URL.canParse(address), 'is no address')
      .optional(),
    'an address of the operator, for the services that pass the messages on: `mailto:…` or `https://…`',
    { unset: 'off', example: 'mailto:web@street.example' },
  ),
  PUSH_SERVICES: setting(
    z
      .string()
      .regex(
        /^[a-z0-9.-]+(:\d{1,5})?(,[a-z0-9.-]+(:\d{1,5})?)*$/,
        'is hosts with commas between, such as push.example.org',
      )
      .refine(hosts => hosts.split(',').every(isHost), 'has a port above 65535')
      .optional(),
    'comma-separated hosts that may receive messages, besides those of Google, Mozilla, Apple and Microsoft',
    { unset: 'none', example: 'push.example.org' },
  ),
}

const limitsAndMonitoring = {
  API_REQUESTS_PER_MINUTE: setting(
    perMinute().default(120),
    'the limit of open-data requests for one network address, all processes together',
  ),
  STAFF_API_REQUESTS_PER_MINUTE: setting(
    perMinute().default(60),
    'the limit of staff API requests for one access token, all processes together',
  ),
  LOG_LEVEL: setting(
    z.enum(['silent', 'debug', 'info', 'warn', 'error']).default('info'),
    '`silent`, `debug`, `info`, `warn` or `error`. The log is lines of JSON on standard output ([Logs](operations/logs.md)); at a terminal, outside production, short lines, and what jobs did only with `debug`',
  ),
  METRICS_TOKEN: setting(
    z.string().min(16).optional(),
    'allows other machines to read `/metrics` ([Metrics](operations/metrics.md)); 16 characters or more',
    { unset: 'this machine only' },
  ),
  WORKER_PORT: setting(port().optional(), 'the port where a worker serves `/healthz`, `/readyz` and `/metrics`', {
    unset: 'none',
    example: '3001',
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: setting(
    webAddress(),
    'a collector that receives traces by OTLP over HTTP ([Traces](operations/traces.md), also for the other variables of OpenTelemetry)',
    { unset: 'off', example: 'http://127.0.0.1:4318' },
  ),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: setting(
    webAddress(),
    'the full address for traces, where it is not `/v1/traces` at the endpoint',
    {
      unset: 'off',
    },
  ),
  OTEL_EXPORTER_OTLP_PROTOCOL: setting(z.string().optional(), 'any protocol of OTLP but `grpc`', {
    unset: '`http/json`',
  }),
  OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: setting(z.string().optional(), 'the same, for traces alone', {
    unset: '`http/json`',
  }),
  OTEL_TRACES_EXPORTER: setting(z.string().optional(), '`otlp` or `none`', {
    unset: '`otlp` when there is an endpoint',
  }),
  OTEL_SDK_DISABLED: setting(z.string().optional(), '`true`: no traces', { unset: '`false`' }),
}

const development = {
  CLOCK_AHEAD: setting(
    z.coerce.number().int().min(0).max(36_500).default(0),
    "days by which the product's clock is ahead, to simulate the passing of years; refused in production",
  ),
  PAGE_MEMORY: setting(
    onOff.default('on'),
    '`off`: public pages are rendered on every request; `npm run dev` sets it, so that a changed template shows at once',
  ),
}

/** The settings of the environment, in groups as people look for them. */
export const settingGroups = [
  ['The site', site],
  ['Secrets and safety', secrets],
  ['Mail', mail],
  ['Back-ups', backups],
  ['Devices', devices],
  ['Limits and monitoring', limitsAndMonitoring],
  ['Development', development],
] as const

/** What the environment may contain. */
export const environment = z.object({
  ...site,
  ...secrets,
  ...mail,
  ...backups,
  ...devices,
  ...limitsAndMonitoring,
  ...development,
})

/** Checks a host with or without a port, whose number has a limit. */
function isHost(value: string): boolean {
  return URL.canParse(`http://${value}`)
}

/** Checks for what Express accepts: it ends the process for anything else, without naming the setting. */
function isProxySetting(value: string): boolean {
  if (value === 'off' || /^\d+$/.test(value)) return true
  return value.split(',').every(one => {
    const [address = '', bits] = one.trim().split('/')
    if (['loopback', 'linklocal', 'uniquelocal'].includes(one.trim())) return true
    const most = { 4: 32, 6: 128 }[isIP(address)]
    return most !== undefined && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= most))
  })
}
