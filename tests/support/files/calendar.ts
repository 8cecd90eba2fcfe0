/** Returns the unfolded lines of an iCalendar file (RFC 5545, 3.1). */
export const unfolded = (calendar: string): string[] => calendar.replace(/\r\n[ \t]/g, '').split('\r\n')

/** Returns the value of the first property with this name, with the escapes of TEXT undone. */
export function valueOf(calendar: string, name: string): string | undefined {
  const line = unfolded(calendar).find(candidate => new RegExp(`^${name}[;:]`).test(candidate))
  return line
    ?.slice(line.indexOf(':') + 1)
    .replace(/\\n/gi, '\n')
    .replace(/\\([\\;,])/g, '$1')
}
