/** Rows of cells as aligned text; columns of numbers to the right. The first row is the heading. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const isNumeric = widths.map((_, column) => rows.slice(1).every((row) => /^[-\d.,]*$/.test(row[column]!)))
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          isNumeric[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

export function grouped(value: number): string {
  return value.toLocaleString('en-US')
}
