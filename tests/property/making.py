"""Random schemas of our own.

Everything is drawn from one random generator, so a seed always gives the same schema. Not every one is valid:
the caller asks `dunlin validate` and throws the others away.
"""
from schemas import DEFAULTS, Enum, Field, Index, Join, Model, Relation, Schema

LISTS = {"String": ['["a", "it\'s"]', "[]"], "Int": ["[1, -2]", "[]"], "Boolean": ["[true]"], "Float": ["[1.5]"], "Decimal": ["[]"], "BigInt": ["[1]"],
         "DateTime": ['["2020-01-01T00:00:00Z"]'], "Json": ['["{}"]'], "Bytes": ['["aGk="]']}
NATIVE = {
    "String": ["Text", "VarChar(20)", "VarChar(191)", "VarChar", "Char(6)", "Uuid", "Inet", "Bit(6)", "VarBit", "Xml"], "Int": ["SmallInt", "Integer", "Oid"],
    "BigInt": ["BigInt"], "Float": ["Real", "DoublePrecision"], "Decimal": ["Decimal(10, 2)", "Decimal(20, 0)", "Money"],
    "DateTime": ["Timestamp(0)", "Timestamptz(6)", "Timestamptz", "Date", "Time(3)", "Timetz(6)"], "Json": ["Json", "JsonB"], "Boolean": ["Boolean"], "Bytes": ["ByteA"],
}
STRANGE = ["order", "user name", "é€", 'we"ird', "select", "a.b", "it's", "UPPER"]
LONG = "a_table_with_a_name_that_leaves_little_room_for_the_rest"
ACTIONS = ["Cascade", "Restrict", "NoAction", "SetNull", "SetDefault"]
KEYS = [("Int", "autoincrement()"), ("Int", "autoincrement()"), ("BigInt", "autoincrement()"), ("String", "uuid()"), ("String", None), ("Int", None)]


def some(rng, chance):
    return rng.random() < chance


def strange_name(rng, schema):
    """A name for the database that needs quoting, or none."""
    return f"{rng.choice(STRANGE)}{schema.number()}" if some(rng, 0.15) else None


def random_type(rng, schema):
    types = list(DEFAULTS) + [e.name for e in schema.enums] * 2
    return rng.choice(types + (['Unsupported("circle")'] if schema.provider == "postgresql" and some(rng, 0.1) else []))


def random_default(rng, schema, field):
    if field.type.startswith("Unsupported"):
        return None
    enum = schema.enum(field.type)
    if field.arity == "[]":
        return f"[{rng.choice(enum.values)[0]}]" if enum else rng.choice(LISTS[field.type])
    if enum:
        return rng.choice(enum.values)[0]
    if field.type == "Json" and schema.provider == "sqlite" and not some(rng, 0.05):
        return None  # Prisma's script cannot run: a few are enough
    if field.type in ("Int", "BigInt") and schema.provider == "postgresql" and some(rng, 0.15):
        return "autoincrement()"
    return rng.choice(DEFAULTS[field.type])[0]


def random_native(rng, schema, field):
    return rng.choice(NATIVE[field.type]) if schema.provider == "postgresql" and field.type in NATIVE else None


def random_field(rng, schema):
    field = Field(f"f{schema.number()}", random_type(rng, schema))
    field.arity = rng.choice(["", "", "?", "?"] + (["[]"] if schema.provider == "postgresql" else []))
    if field.type.startswith("Unsupported"):
        field.arity = "?"
    elif some(rng, 0.35):
        field.default = random_default(rng, schema, field)
    elif some(rng, 0.25):
        field.native = random_native(rng, schema, field)
    field.updated = field.type == "DateTime" and field.arity == "" and field.default is None and some(rng, 0.3)
    field.unique = field.arity != "[]" and field.default is None and field.type not in ("Json", "Bytes") and not field.type.startswith("Uns") and some(rng, 0.12)
    field.column = strange_name(rng, schema)
    return field


def random_index(rng, schema, model):
    fields = [f for f in model.fields if f.arity != "[]" and f.type != "Json" and f.native not in ("Json", "Xml") and not f.type.startswith("Unsupported")]
    chosen = rng.sample(fields, min(len(fields), rng.choice([1, 1, 2, 3])))
    index = Index(some(rng, 0.3), [(f.name, rng.choice(["", "", "Desc", "Asc"])) for f in chosen])
    if schema.provider == "postgresql" and some(rng, 0.2):
        return typed_index(rng, model) or index
    if some(rng, 0.2):
        index.name = f"{rng.choice(STRANGE)}_idx{schema.number()}"
    return index if chosen else None


def typed_index(rng, model):
    """An index that is no tree, if a field fits."""
    fits = [(f, "Gin") for f in model.fields if f.arity == "[]" and f.type in ("Int", "String") and f.native is None]
    fits += [(f, "Gin") for f in model.fields if f.arity != "[]" and f.type == "Json" and f.native != "Json"]
    fits += [(f, kind) for f in model.fields if f.arity != "[]" and f.type in ("Int", "BigInt", "DateTime") and not f.native for kind in ("Hash", "Brin")]
    fits += [(f, "Hash") for f in model.fields if f.arity != "[]" and f.type == "String" and f.native is None]
    if not fits:
        return None
    field, kind = rng.choice(fits)
    return Index(False, [(field.name, "")], None, kind)


def random_key(rng, schema):
    """Fields of an id, and their names."""
    if some(rng, 0.2):
        types = rng.sample(["Int", "String", "BigInt", "DateTime"], 2)
        fields = [Field(f"k{schema.number()}", t) for t in types]
    else:
        kind, default = rng.choice(KEYS)
        fields = [Field(rng.choice(["id", f"k{schema.number()}"]), kind, default=default)]
        if kind == "BigInt" and schema.provider == "sqlite":
            fields[0].default = None
        if kind == "String" and default and some(rng, 0.3):
            fields[0].native = "Uuid" if schema.provider == "postgresql" else None
    for field in fields:
        field.column = strange_name(rng, schema)
    return fields, [f.name for f in fields]


def random_model(rng, schema):
    number = schema.number()
    fields, key = random_key(rng, schema)
    table = rng.choice([f"t{number}", f"{rng.choice(STRANGE)}{number}", f"{LONG}{number}"]) if some(rng, 0.3) else None
    model = Model(f"M{number}", table, rng.choice(schema.namespaces) if schema.namespaces else None, fields, key)
    if schema.provider == "postgresql" and some(rng, 0.1):
        model.key_name = f"key{number}"
    model.fields += [random_field(rng, schema) for _ in range(rng.randint(1, 5))]
    model.indexes = [i for i in (random_index(rng, schema, model) for _ in range(rng.choice([0, 0, 1, 2]))) if i]
    return model


def random_enum(rng, schema):
    number = schema.number()
    values = [(f"V{schema.number()}", rng.choice([None, None, f"v {number} {i}", f"it's {i}"])) for i in range(rng.randint(1, 4))]
    type_name = f"{rng.choice(STRANGE)}{number}" if some(rng, 0.2) else None
    return Enum(f"E{number}", type_name, rng.choice(schema.namespaces) if schema.namespaces else None, values)


def random_relation(rng, schema):
    model, target = rng.choice(schema.models), rng.choice(schema.models)
    unique = [f for f in target.fields if f.unique and f.arity == ""]
    references = [rng.choice(unique).name] if unique and some(rng, 0.3) else list(target.key)
    optional = rng.choice(["", "?"])
    relation = Relation(schema.number(), model.name, [], target.name, references, some(rng, 0.3))
    for name in references:
        field = Field(f"r{schema.number()}", target.field(name).type, optional, column=strange_name(rng, schema))
        model.fields.append(field)
        relation.fields.append(field.name)
    if some(rng, 0.4):
        relation.on_delete = rng.choice(ACTIONS)
    if some(rng, 0.3):
        relation.on_update = rng.choice(ACTIONS)
    if schema.provider == "postgresql" and some(rng, 0.15):
        relation.name = f"fk{relation.number}"
    return relation


def random_join(rng, schema):
    models = [m for m in schema.models if len(m.key) == 1]
    if len(models) < 1:
        return None
    left, right = rng.choice(models), rng.choice(models)
    return Join(schema.number(), *sorted((left.name, right.name)))


def repair(schema):
    """Takes away what refers to nothing, and gives the fields of relations the types that they refer to."""
    names = {m.name for m in schema.models}
    schema.joins = [j for j in schema.joins if {j.left, j.right} <= names and all(len(schema.model(n).key) == 1 for n in (j.left, j.right))]
    for model in schema.models:
        model.key = [k for k in model.key if model.field(k)] or [model.fields[0].name]
        for name in model.key:
            model.field(name).arity = ""
        model.fields = [f for f in model.fields if f.type in DEFAULTS or f.type.startswith("Unsupported") or schema.enum(f.type)]
        for field in model.fields:
            enum = schema.enum(field.type)
            if enum and field.default and field.default.strip("[]") not in [v for v, _ in enum.values]:
                field.default = None
        model.indexes = [i for i in model.indexes if all(model.field(n) and (model.field(n).arity == "[]") == (i.type == "Gin" and model.field(n).type != "Json")
                                                         for n, _ in i.fields)]
    schema.relations = [r for r in schema.relations if r.model in names and r.target in names and
                        all(schema.model(r.model).field(f) for f in r.fields) and refers_to_key(schema, r)]
    for relation in schema.relations * 3:  # chains of keys that are references themselves
        align(schema, relation)


def refers_to_key(schema, relation):
    target = schema.model(relation.target)
    found = [target.field(f) for f in relation.references]
    return None not in found and (relation.references == target.key or len(found) == 1 and found[0].unique and found[0].arity == "")


def align(schema, relation):
    model, target = schema.model(relation.model), schema.model(relation.target)
    for name, reference in zip(relation.fields, relation.references):
        field, other = model.field(name), target.field(reference)
        field.arity = field.arity.replace("[]", "?")
        if field is not other and (field.type, field.native) != (other.type, other.native):
            field.type, field.native, field.default, field.updated = other.type, other.native, None, False
    if relation.one and len(relation.fields) == 1 and model.key != relation.fields:
        model.field(relation.fields[0]).unique = True
    elif relation.one and len(relation.fields) > 1 and not any(i.unique and [n for n, _ in i.fields] == relation.fields for i in model.indexes):
        model.indexes.append(Index(True, [(f, "") for f in relation.fields]))


def random_schema(rng, provider):
    schema = Schema(provider)
    if provider == "postgresql" and some(rng, 0.15):
        schema.namespaces = ["public", rng.choice(["other", "sha\"red"])]
    if some(rng, 0.08):
        schema.relation_mode = rng.choice(["prisma", "foreignKeys"])
    schema.enums = [random_enum(rng, schema) for _ in range(rng.choice([0, 1, 2]))]
    for _ in range(rng.randint(1, 4)):
        schema.models.append(random_model(rng, schema))
    for _ in range(rng.choice([0, 1, 2, 3])):
        schema.relations.append(random_relation(rng, schema))
    if some(rng, 0.3):
        schema.joins += [j for j in [random_join(rng, schema)] if j]
    repair(schema)
    return schema
