export const schemes = ['light', 'dark'] as const
export type Scheme = (typeof schemes)[number]

/**
 * A style sheet that looks in every browser as it would where the system prefers the scheme. It may lie in another folder
 * than the sheet as it was built, so what that names beside itself is named by its whole path.
 */
export const inScheme = (scheme: Scheme, css: string): string =>
  css
    .replace(/\(prefers-color-scheme: *(light|dark)\)/g, (_, preferred) =>
      preferred === scheme ? '(min-width:0)' : '(max-width:0)',
    )
    .replace(/url\((["']?)\.\//g, 'url($1/assets/')
