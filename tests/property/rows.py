"""Rows that fit a database: foreign keys and uniques are respected, whatever the schema."""

ROWS = 3


def ordered(tables):
    """Tables that others refer to first; circles at the end, as they come."""
    waiting, done, result = list(tables), set(), []
    while waiting:
        free = [t for t in waiting if all(k.target in done or k.target == t.name for k in t.keys)] or waiting[:1]
        for table in free:
            waiting.remove(table)
            done.add(table.name)
            result.append(table)
    return result


def reference(database, table, key, filled, values, number, required):
    """Gives the columns of a foreign key values that exist there; false when there are none."""
    found = database.few(filled[key.target], key.references) if key.target in filled else []
    if found and "NULL" not in found[number % len(found)]:
        values.update(zip(key.columns, found[number % len(found)]))
        return True
    free = [c for c in key.columns if c not in required]
    if free:
        values.update({c: "NULL" for c in free})
        return True
    if key.target == table.name:
        values.update({c: values[r] for c, r in zip(key.columns, key.references) if values.get(r)})
        return True
    return False


def row(database, rng, table, filled, number):
    """Column names and values as SQL, or None when the row cannot exist."""
    required = {name for name, _, must, _, _ in table.columns if must}
    values = {}
    for name, kind, must, default, labels in table.columns:
        if default and rng.random() < 0.5:
            continue
        values[name] = "NULL" if not must and rng.random() < 0.3 else database.value(kind, number, labels)
    for key in table.keys:
        if not reference(database, table, key, filled, values, number, required):
            return None
    return values


def fill(database, rng, chosen=None, first=0):
    """A few rows a table, or only for those of which `chosen` says so; values begin with the number `first`. Rows that
    the database refuses are left out; says how many there are."""
    filled = {}
    count = 0
    for table in ordered(database.tables()):
        if chosen and not chosen(table):
            filled[table.name] = table
            continue
        for number in range(first, first + ROWS):
            values = row(database, rng, table, filled, number)
            if values is None:
                break
            names = ", ".join('"' + n.replace('"', '""') + '"' for n in values)
            rest = f"({names}) VALUES ({', '.join(values.values())})" if values else "DEFAULT VALUES"
            if database.run(f"INSERT INTO {table.sql} {rest}") is None:
                filled[table.name] = table
                count += 1
    return count
