import type { z } from 'zod'
import { settingGroups } from '#server/settings.ts'

type SettingSchema = z.ZodType<string | number | undefined>
type Setting = { name: string; description: string; unset: string; example: string }

const groups: { title: string; settings: Setting[] }[] = settingGroups.map(([title, schemas]) => ({
  title,
  settings: Object.entries<SettingSchema>(schemas).map(([name, schema]) => settingOf(name, schema)),
}))

function settingOf(name: string, schema: SettingSchema): Setting {
  const about = schema.meta() ?? {}
  const { data } = schema.safeParse(undefined)
  const standard = String(data ?? '')
  const { description = '', unset = `\`${standard}\``, example = standard } = about as Partial<Setting>
  if (!description || (unset === '``' && !standard))
    throw new Error(`${name} does not say what it is, or what applies without it`)
  return { name, description, unset, example }
}

/** Returns `docs/settings.md`. */
export function settingsPage(): string {
  return [
    '# Settings',
    '',
    'Settings come from the environment or from a file `.env`; [`.env.example`](../.env.example) is one to copy. Every command reads this file: from the working directory, or else from beside `package.json`. The',
    'environment overrides the file. `ENV_FILE` names another file, or `off` for none. A setting without a value (`PORT=`) counts as not set. In development every setting has a default.',
    '',
    'Rules of the programme, the name of the site and the contacts of the office are not here: administrators change them on the page *Settings*.',
    '',
    ...groups.flatMap(({ title, settings }) => [
      `## ${title}`,
      '',
      '| Setting | Default | |',
      '|---|---|---|',
      ...settings.map(({ name, unset, description }) => `| \`${name}\` | ${unset} | ${description} |`),
      '',
    ]),
    'This page and `.env.example` are made by `npm run settings-page` from `server/settings.ts`.',
    '',
  ].join('\n')
}

const widthOfExample = 110

/** Returns `.env.example`: each setting with what it does, all of them commented out. */
export function exampleFile(): string {
  return [
    '# Copy to .env: every command reads it. What the environment sets wins over this file.',
    '# docs/settings.md lists the defaults. Production needs NODE_ENV, SESSION_SECRET, PUBLIC_URL and DOCUMENT_KEYS.',
    ...groups.flatMap(({ title, settings }) => [
      '',
      `# --- ${title}`,
      ...settings.flatMap(({ name, description, example }) => ['', ...commented(description), `# ${name}=${example}`]),
    ]),
    '',
  ].join('\n')
}

/** Returns a description as lines of a comment: without marks of Markdown, with links as paths from the root. */
function commented(description: string): string[] {
  const plain = description.replace(/\[[^\]]*\]\(([^)]+)\)/g, 'docs/$1').replaceAll('`', '')
  const lines: string[] = []
  for (const word of plain.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length + 1 > widthOfExample) lines.push(`# ${word}`)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}
