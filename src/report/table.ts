import { type Html, html } from './html.ts'

export interface TableColumn<Row> {
  readonly title: string
  readonly cell: (row: Row) => string
  /** Colours the cell by the sign of this value. */
  readonly sign?: (row: Row) => number | null
  /** Texts stand left, numbers (the default) right. */
  readonly isText?: boolean
}

/**
 * A table that scrolls inside its own box when the page is narrow; the first column heads the row.
 * Tables below one another with the same columns line up with the layout `even`.
 */
export function tableHtml<Row>(
  caption: string,
  columns: readonly TableColumn<Row>[],
  rows: readonly Row[],
  layout: 'fitted' | 'even' = 'fitted',
): Html {
  const heads = columns.map((column) => html`<th scope="col"${textClass(column)}>${column.title}</th>`)
  return html`<div class="scroll" role="region" aria-label="${caption}" tabindex="0"><table${layout === 'even' ? html` class="even"` : undefined}>
<caption>${caption}</caption>
<thead><tr>${heads}</tr></thead>
<tbody>
${rows.map(
  (row) => html`<tr>${columns.map((column, index) => cellHtml(column, row, index === 0))}</tr>
`,
)}</tbody></table></div>
`
}

function cellHtml<Row>(column: TableColumn<Row>, row: Row, isHead: boolean): Html {
  if (isHead) return html`<th scope="row"${textClass(column)}>${column.cell(row)}</th>`
  const value = column.sign?.(row) ?? 0
  const tone = value > 0 ? html` class="gain"` : value < 0 ? html` class="loss"` : textClass(column)
  return html`<td${tone}>${column.cell(row)}</td>`
}

function textClass(column: { readonly isText?: boolean }): Html | undefined {
  return column.isText ? html` class="text"` : undefined
}
