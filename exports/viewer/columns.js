// Reads tables that exports/columns.py wrote column by column.

/** @typedef {{ids: string[], columns: Record<string, {of: any[], at?: number[]}>}} Columns */

/**
 * @param {Columns} table
 * @returns {Record<string, any>} records by id, in the order of the ids
 */
function fromColumns({ ids, columns }) {
  const fields = Object.entries(columns);
  return Object.fromEntries(
    ids.map((id, row) => [
      id,
      Object.fromEntries(fields.map(([field, { of, at }]) => [field, of[at ? /** @type {number} */ (at[row]) : row]])),
    ]),
  );
}
