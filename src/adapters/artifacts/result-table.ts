/** One column of a table of results. Times are epoch ms; NaN means absent and is written as nothing. */
export type ResultColumn =
  | { readonly name: string; readonly kind: 'time' | 'number'; readonly values: Float64Array }
  | { readonly name: string; readonly kind: 'text'; readonly values: readonly string[] }

/** A table on its way into a file; all columns of one length. */
export interface ResultTable {
  readonly name: string
  readonly rows: number
  readonly columns: readonly ResultColumn[]
}

type Field<Row> = readonly [name: string, kind: 'time' | 'number', of: (row: Row) => number]
type TextField<Row> = readonly [name: string, kind: 'text', of: (row: Row) => string]

/** A table from records: one field of each record a column. */
export function tableOf<Row>(
  name: string,
  rows: Iterable<Row>,
  fields: readonly (Field<Row> | TextField<Row>)[],
): ResultTable {
  const records = [...rows]
  const columns = fields.map((field): ResultColumn => {
    if (field[1] === 'text') return { name: field[0], kind: field[1], values: records.map(field[2]) }
    const of = field[2]
    return {
      name: field[0],
      kind: field[1],
      values: Float64Array.from({ length: records.length }, (_, row) => of(records[row]!)),
    }
  })
  return { name, rows: records.length, columns }
}
