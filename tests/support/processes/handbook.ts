import MarkdownIt, { type Token } from 'markdown-it'

/** A command that a page of the handbook names, in its order, below its heading. */
export type Line = { page: string; section: string; command: string }

/** Code within a sentence is a command when it begins as one; settings, files and outputs are not. */
const beginsAsCommand =
  /^(?:\w+=[^\s<]\S* )*(?:(?:street|npm|npx|node|exec|export|openssl|mkdir|mv|du|df|chmod|cp|install|rm|cat|tr|ln|tar|sha256sum|chown|useradd|systemctl|journalctl|apt-get|nginx|certbot|curl|docker|promtool|git|ssh|rsync|mongosh) \S|(?:rs|sh)\.\w+\()/
/** What a command is called in a sentence about it. */
const isName = (code: string): boolean =>
  code.endsWith('…') || /^(?:npm run|street) (?:backup|restore|verify-backup|staff)$/.test(code)
/** What a program says, shortened. */
const isOutput = (line: string): boolean => line.includes('…') && !beginsAsCommand.test(line)
const isSetting = (line: string): boolean => /^[A-Z][A-Z0-9_]*=/.test(line) && !beginsAsCommand.test(line)
/** Languages of code that nobody types. */
const notTyped = ['yaml', 'ini', 'json', 'nginx', 'text', 'js']

const tokensOf = (text: string): Token[] => new MarkdownIt().parse(text, {})

/** Returns the commands of a page: lines of its code blocks, and code within its sentences that begins as a command. */
export function commandsOf(page: string, text: string): Line[] {
  let section = ''
  const tokens = tokensOf(text)
  return tokens.flatMap((token, index) => {
    if (token.type === 'heading_open') section = tokens[index + 1]?.content ?? ''
    return codeOf(token).map(command => ({ page, section, command }))
  })
}

function codeOf(token: Token): string[] {
  if (isBlock(token)) return linesOf(token).filter(line => !isSetting(line) && !isOutput(line))
  return (token.children ?? [])
    .filter(({ type, content }) => type === 'code_inline' && beginsAsCommand.test(content) && !isName(content))
    .map(({ content }) => content)
}

const isBlock = ({ type, info }: Token): boolean =>
  type === 'code_block' || (type === 'fence' && !notTyped.includes(info))

const linesOf = ({ content }: Token): string[] =>
  content
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .map(line => line.trim().replace(/\s+# .*$/, ''))
    .filter(line => line !== '' && !line.startsWith('#'))

/** Returns the commands that a line joins, without the settings before them. */
export const partsOf = (line: string): string[] =>
  line.split(/ && | \| |; /).map(part => part.replace(/^(?:exec |\w+=\S+ )+/, ''))

/** Returns the names of settings to which a page gives a value; those of glibc are compared by start-options.test.ts. */
export const namedSettings = (text: string): string[] =>
  [...text.matchAll(/(?<![\w-])(?!MALLOC_)([A-Z][A-Z0-9]*_[A-Z0-9_]+)=/g)].map(([, name = '']) => name)

/** Returns the lines of the blocks of settings of a page. */
export const settingBlocks = (text: string): string[] =>
  tokensOf(text)
    .filter(isBlock)
    .flatMap(token => linesOf(token).filter(isSetting))

/** Returns the first block of a page in a language that nobody types. */
export const blockIn = (language: string, text: string): string =>
  tokensOf(text).find(({ type, info }) => type === 'fence' && info === language)?.content ?? ''

/** Returns the script of package.json, or the command of the program, that a line runs. */
export const nameOfScript = (line: string): string | undefined =>
  /^(?:npm run (?:--silent )?|street )([\w:-]+)/.exec(line)?.[1]
