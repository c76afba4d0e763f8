"""What a schema means in SQLite, worked out from its structure alone: the facts that Sqlite.catalog() must find."""
import schemas

TYPES = {"String": "TEXT", "Int": "INTEGER", "BigInt": "BIGINT", "Float": "REAL", "Decimal": "DECIMAL", "Boolean": "BOOLEAN", "DateTime": "DATETIME",
         "Json": "JSONB", "Bytes": "BLOB"}
ACTIONS = {"Cascade": "CASCADE", "Restrict": "RESTRICT", "NoAction": "NO ACTION", "SetNull": "SET NULL", "SetDefault": "SET DEFAULT"}


def default(schema, field):
    """What the database fills in, as SQLite gives it back."""
    if field.default is None or field.default == "autoincrement()":
        return None
    enum = schema.enum(field.type)
    if enum:
        value = next(value or name for name, value in enum.values if name == field.default)
        return "'" + value.replace("'", "''") + "'"
    return dict(schemas.DEFAULTS[field.type])[field.default]


def columns(schema, model):
    for field in model.fields:
        kind = TYPES.get(field.type, "TEXT")
        place = model.key.index(field.name) + 1 if field.name in model.key else 0
        yield "column", model.db(), field.db(), kind, int(field.arity == ""), default(schema, field), place, 0


def index(model, fields, name, unique):
    """The fact of one index; fields are names of fields, and whether they descend."""
    of = [(model.field(f).db(), int(down)) for f, down in fields]
    name = name or "_".join([model.db(), *(c for c, _ in of)]) + ("_key" if unique else "_idx")
    return "index", model.db(), name, int(unique), 0, tuple((c, down, "BINARY") for c, down in of)


def indexes(model):
    for field in model.fields:
        if field.unique:
            yield index(model, [(field.name, False)], None, True)
    for each in model.indexes:
        yield index(model, [(name, sort == "Desc") for name, sort in each.fields], each.name, each.unique)


def foreign_key(schema, relation):
    model, target = schema.model(relation.model), schema.model(relation.target)
    optional = all(model.field(f).arity == "?" for f in relation.fields)
    return ("foreign key", model.db(), target.db(), tuple(model.field(f).db() for f in relation.fields), tuple(target.field(f).db() for f in relation.references),
            ACTIONS[relation.on_update or "Cascade"], ACTIONS[relation.on_delete or ("SetNull" if optional else "Restrict")])


def join(schema, each):
    """The table behind an implicit relation of many to many."""
    name = f"_J{each.number}"
    yield "table", name, False
    for column, side in (("A", each.left), ("B", each.right)):
        model = schema.model(side)
        key = model.field(model.key[0])
        yield "column", name, column, TYPES.get(key.type, "TEXT"), 1, None, 0, 0
        if schema.relation_mode != "prisma":
            yield "foreign key", name, model.db(), (column,), (key.db(),), "CASCADE", "CASCADE"
    yield "index", name, f"{name}_AB_unique", 1, 0, (("A", 0, "BINARY"), ("B", 0, "BINARY"))
    yield "index", name, f"{name}_B_index", 0, 0, (("B", 0, "BINARY"),)


def catalog(schema):
    facts = set()
    for model in schema.models:
        counts = len(model.key) == 1 and model.field(model.key[0]).type == "Int"  # with or without autoincrement()
        facts |= {("table", model.db(), counts), *columns(schema, model), *indexes(model)}
    if schema.relation_mode != "prisma":
        facts |= {foreign_key(schema, r) for r in schema.relations}
    for each in schema.joins:
        facts |= set(join(schema, each))
    return facts
