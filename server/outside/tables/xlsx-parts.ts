/** The pieces of a workbook that do not depend on its rows (ECMA-376 part 1, chapters 12 and 18). */

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const content = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export const xlsxMediaType = `${content}.sheet`
export const noStyle = 0
export const headStyle = 1
/** Style of text cells: Excel keeps what is typed into them unchanged, so no day becomes a number and no code a formula. */
export const textStyle = 2
/** Style of the first line above a head; the other lines have none, so that they run over the columns beside. */
export const titleStyle = 3

/** Formats in which numbers can be shown, as Excel writes them. */
const numberFormats = ['#,##0', '#,##0.0', '#,##0.00', '0.0"%"', '+0"%";-0"%"'] as const
export type NumberFormat = (typeof numberFormats)[number]
export const formatStyle = (format: NumberFormat): number => titleStyle + 1 + numberFormats.indexOf(format)

export function fixedParts(sheets: readonly string[]): Record<string, string> {
  const numbered = sheets.map((name, index) => ({ name: escaped(name), number: index + 1 }))
  return {
    '[Content_Types].xml': `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${content}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${content}.styles+xml"/>${numbered
      .map(
        ({ number }) =>
          `<Override PartName="/xl/worksheets/sheet${number}.xml" ContentType="${content}.worksheet+xml"/>`,
      )
      .join('')}</Types>`,
    '_rels/.rels': `${declaration}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${numbered
      .map(({ name, number }) => `<sheet name="${name}" sheetId="${number}" r:id="rId${number}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${declaration}<Relationships xmlns="${relations}">${numbered
      .map(
        ({ number }) =>
          `<Relationship Id="rId${number}" Type="${office}/worksheet" Target="worksheets/sheet${number}.xml"/>`,
      )
      .join('')}<Relationship Id="rIdStyles" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': stylesXml(),
  }
}

/** Excel has formats of its own below this number. */
const firstFormatId = 164

function stylesXml(): string {
  const numbered = numberFormats.map((code, index) => ({ code: escaped(code), id: firstFormatId + index }))
  const formats = numbered.map(({ code, id }) => `<numFmt numFmtId="${id}" formatCode="${code}"/>`)
  const cells = [
    '<xf/>',
    '<xf fontId="1" fillId="2" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
    '<xf numFmtId="49" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
    '<xf fontId="1" applyFont="1"/>',
    ...numbered.map(
      ({ id }) => `<xf numFmtId="${id}" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top"/></xf>`,
    ),
  ]
  return `${declaration}<styleSheet xmlns="${main}"><numFmts count="${formats.length}">${formats.join('')}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEEF2F4"/></patternFill></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="${cells.length}">${cells.join('')}</cellXfs></styleSheet>`
}

/**
 * Returns the beginning of a sheet up to its first row. Where people fill in rows, the head is frozen when scrolling, and
 * empty cells have the style of texts.
 */
export const sheetBegin = (widths: readonly number[], { filledIn }: { filledIn: boolean }): string =>
  `${declaration}<worksheet xmlns="${main}">${filledIn ? frozenHead : ''}<cols>${widths
    .map(
      (width, index) =>
        `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"${filledIn ? ` style="${textStyle}"` : ''}/>`,
    )
    .join('')}</cols><sheetData>`

const frozenHead =
  '<sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews>'

const lastRow = 1_048_576
/** Excel accepts a list of choices only up to this length, and no choice with a comma. */
const maxChoicesLength = 255

export function choicesXml(columns: readonly { choices?: readonly string[] }[]): string {
  const offered = columns.flatMap(({ choices = [] }, index) => {
    const list = choices.join(',')
    const fits = choices.length > 0 && list.length <= maxChoicesLength && !choices.some(choice => choice.includes(','))
    if (!fits) return []
    const column = columnName(index)
    // Only offers the choices without enforcing them: a cell may contain several uses.
    return `<dataValidation type="list" allowBlank="1" showErrorMessage="0" sqref="${column}2:${column}${lastRow}"><formula1>"${escaped(list)}"</formula1></dataValidation>`
  })
  return offered.length === 0 ? '' : `<dataValidations count="${offered.length}">${offered.join('')}</dataValidations>`
}

/** Returns the name of a column: 0 is `A`, 27 is `AB`. */
export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Matches characters that have to be escaped or removed; most cells have none. */
const special = /[&<>"_\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/

/**
 * Escapes text for XML. Characters that XML does not allow are removed, and what Excel would read as its own escape is
 * escaped.
 */
export const escaped = (text: string): string => (special.test(text) ? escapedFully(text) : text)

const escapedFully = (text: string): string =>
  text
    .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g,
      '',
    )
    .replace(/[&<>"]/g, character => entities[character] ?? '')
    .replace(/\r/g, '&#13;')
