/** Undoes the folding of an iCalendar file: its lines as they were meant (RFC 5545, 3.1). */
export const unfolded = (calendar: string): string[] => calendar.replace(/\r\n[ \t]/g, '').split('\r\n')

/** The value of the first line of a name, with the escapes of texts undone. */
export function valueOf(calendar: string, name: string): string | undefined {
  const line = unfolded(calendar).find(candidate => new RegExp(`^${name}[;:]`).test(candidate))
  return line
    ?.slice(line.indexOf(':') + 1)
    .replace(/\\n/gi, '\n')
    .replace(/\\([\\;,])/g, '$1')
}
