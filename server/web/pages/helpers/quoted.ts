import Handlebars from 'handlebars'

const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/**
 * An address as the value of an attribute in double quotes: `href="{{quoted href}}"`. Handlebars also writes each `=` as
 * six bytes, for values without quotes; on pages with many addresses of a search those are half a kilobyte.
 */
export const quoted = (value: unknown): Handlebars.SafeString =>
  new Handlebars.SafeString(typeof value === 'string' ? value.replaceAll(/[&<>"]/g, sign => names[sign] ?? '') : '')
