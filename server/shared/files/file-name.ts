const maxNameLength = 150

/**
 * Returns a name under which people may see and save a file: no path, no control, bidirectional or invisible characters
 * (they hide the real extension), no broken surrogates. Cyrillic and Chinese stay as they are.
 */
export function cleanFileName(raw: string): string {
  const base = raw.split(/[\\/]/).at(-1) ?? ''
  const visible = base
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .normalize('NFC')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
  return shorten(visible || 'file')
}

function shorten(name: string): string {
  const characters = Array.from(name)
  if (characters.length <= maxNameLength) return name
  const extension = /\.[^.]{1,10}$/.exec(name)?.[0] ?? ''
  return characters.slice(0, maxNameLength - extension.length).join('') + extension
}

/**
 * Returns a `Content-Disposition` header (RFC 6266): a plain ASCII name for old readers and the real one (RFC 5987). Cleans
 * the name again, so that nothing stored earlier can split the header.
 */
export function contentDisposition(kind: 'attachment' | 'inline', name: string): string {
  const clean = cleanFileName(name)
  const plain = clean.replace(/[^\x20-\x7e]|[%\\]/g, '_').replace(/^_+(?=\.|$)/, 'file')
  const encoded = encodeURIComponent(clean).replace(
    /['()*!]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`
}
