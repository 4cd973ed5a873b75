// What changed between two looks at the database. A row is known by its first column where that tells rows apart,
// otherwise by all it holds. Pure.

/** Changes of one table: {name, columns, added: [row], changed: [{row, columns: Set<index>}], gone: count}. */
export function differences(before, after) {
  const old = new Map(before.map((table) => [table.name, table]));
  const found = after.map((table) => compare(old.get(table.name) ?? { rows: [] }, table));
  return found.filter(({ added, changed, gone }) => added.length + changed.length + gone > 0);
}

function compare(old, { name, columns, rows }) {
  const keyOf = tellApart(old.rows) && tellApart(rows) ? (row) => JSON.stringify(row[0]) : JSON.stringify;
  const was = new Map(old.rows.map((row) => [keyOf(row), row]));
  const is = new Set(rows.map(keyOf));
  const added = rows.filter((row) => !was.has(keyOf(row)));
  const changed = rows.flatMap((row) => {
    const then = was.get(keyOf(row));
    const moved = then ? columns.map((_, index) => index).filter((index) => !same(then[index], row[index])) : [];
    return moved.length ? [{ row, columns: new Set(moved) }] : [];
  });
  return { name, columns, added, changed, gone: [...was.keys()].filter((key) => !is.has(key)).length };
}

const tellApart = (rows) => new Set(rows.map((row) => JSON.stringify(row[0]))).size === rows.length;
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** "2 new, 1 changed, 3 gone" */
export function inWords({ added, changed, gone }) {
  const words = [[added.length, "new"], [changed.length, "changed"], [gone, "gone"]];
  return words.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`).join(", ");
}
