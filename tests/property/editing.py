"""What a developer changes in a schema between two migrations, drawn at random."""
import copy

from making import ACTIONS, STRANGE, random_default, random_enum, random_field, random_index, random_join, random_key, random_model, random_native
from making import random_relation, repair, some
from schemas import DEFAULTS


def plain_field(rng, schema):
    """A model and one of its fields that is not in the id."""
    model = rng.choice(schema.models)
    fields = [f for f in model.fields if f.name not in model.key]
    return (model, rng.choice(fields)) if fields else (None, None)


def rename(schema, model, old, new):
    """A field takes another name everywhere."""
    model.field(old).name = new
    model.key = [new if k == old else k for k in model.key]
    for index in model.indexes:
        index.fields = [(new if n == old else n, s) for n, s in index.fields]
    for relation in schema.relations:
        if relation.model == model.name:
            relation.fields = [new if f == old else f for f in relation.fields]
        if relation.target == model.name:
            relation.references = [new if f == old else f for f in relation.references]


def edit_add_field(rng, schema):
    model = rng.choice(schema.models)
    model.fields.insert(rng.randint(0, len(model.fields)), random_field(rng, schema))


def edit_drop_field(rng, schema):
    model, field = plain_field(rng, schema)
    if field:
        model.fields.remove(field)


def edit_rename_field(rng, schema):
    model = rng.choice(schema.models)
    rename(schema, model, rng.choice(model.fields).name, f"n{schema.number()}")


def edit_arity(rng, schema):
    _, field = plain_field(rng, schema)
    if field and not field.type.startswith("Unsupported"):
        field.arity = rng.choice(["", "?"] + (["[]"] if schema.provider == "postgresql" else []))
        if field.arity == "[]":
            field.default, field.updated, field.unique = None, False, False
        elif field.default and field.default.startswith("["):
            field.default = None


def edit_type(rng, schema):
    model = rng.choice(schema.models)
    field = rng.choice(model.fields)
    field.type = rng.choice(["Int", "String", "BigInt"]) if field.name in model.key else rng.choice(list(DEFAULTS) + [e.name for e in schema.enums])
    field.default, field.native, field.updated = None, None, False
    if field.name not in model.key and some(rng, 0.3):
        field.default = random_default(rng, schema, field)


def edit_native(rng, schema):
    _, field = plain_field(rng, schema)
    if field and field.default is None:
        field.native = None if field.native and some(rng, 0.3) else random_native(rng, schema, field)


def edit_default(rng, schema):
    _, field = plain_field(rng, schema)
    if field and not field.updated and field.native is None:
        field.default = None if field.default and some(rng, 0.5) else random_default(rng, schema, field)


def edit_column(rng, schema):
    field = rng.choice(rng.choice(schema.models).fields)
    field.column = None if field.column else f"{rng.choice(STRANGE)}{schema.number()}"


def edit_table(rng, schema):
    model = rng.choice(schema.models)
    model.table = None if model.table else f"t{schema.number()}"


def edit_unique(rng, schema):
    _, field = plain_field(rng, schema)
    if field and field.arity != "[]" and field.type in DEFAULTS and field.type not in ("Json", "Bytes") and field.native != "Xml":
        field.unique = not field.unique


def edit_index(rng, schema):
    model = rng.choice(schema.models)
    if model.indexes and some(rng, 0.5):
        model.indexes.remove(rng.choice(model.indexes))
    else:
        model.indexes += [i for i in [random_index(rng, schema, model)] if i]


def edit_index_kind(rng, schema):
    indexes = [i for m in schema.models for i in m.indexes]
    if indexes:
        index = rng.choice(indexes)
        what = rng.choice(["sort", "name", "unique"])
        if what == "sort" and not index.type:
            index.fields = [(n, rng.choice(["", "Desc"])) for n, _ in index.fields]
        elif what == "name":
            index.name = None if index.name else f"renamed_idx{schema.number()}"
        elif not index.type:
            index.unique = not index.unique


def edit_key(rng, schema):
    model = rng.choice(schema.models)
    what = rng.choice(["name", "default", "more", "other"])
    if what == "name" and schema.provider == "postgresql":
        model.key_name = None if model.key_name else f"key{schema.number()}"
    elif what == "default" and len(model.key) == 1:
        field = model.field(model.key[0])
        if field.type == "Int" or schema.provider == "postgresql" and field.type == "BigInt":
            field.default = None if field.default else "autoincrement()"
    elif what == "more" and len(model.key) == 1:
        extra = [f for f in model.fields if f.arity == "" and f.name not in model.key and f.type in ("Int", "String", "BigInt")]
        if extra:
            model.key = [model.key[0], rng.choice(extra).name]
            if schema.provider == "sqlite":
                model.field(model.key[0]).default = None
    elif what == "other":
        fields, model_key = random_key(rng, schema)
        if not any(model.field(f.name) for f in fields):
            model.fields = [f for f in model.fields if f.name not in model.key] + fields
            model.key = model_key


def edit_relation(rng, schema):
    if not schema.relations:
        return
    relation = rng.choice(schema.relations)
    what = rng.choice(["delete", "update", "name", "optional", "drop", "one"])
    if what == "delete":
        relation.on_delete = rng.choice([None, *ACTIONS])
    elif what == "update":
        relation.on_update = rng.choice([None, *ACTIONS])
    elif what == "name" and schema.provider == "postgresql":
        relation.name = None if relation.name else f"fk{schema.number()}"
    elif what == "optional":
        arity = rng.choice(["", "?"])
        for name in relation.fields:
            if name not in schema.model(relation.model).key:
                schema.model(relation.model).field(name).arity = arity
    elif what == "drop":
        schema.relations.remove(relation)
    else:
        relation.one = not relation.one


def edit_new_relation(rng, schema):
    schema.relations.append(random_relation(rng, schema))


def edit_join(rng, schema):
    if schema.joins and some(rng, 0.5):
        schema.joins.remove(rng.choice(schema.joins))
    else:
        schema.joins += [j for j in [random_join(rng, schema)] if j]


def edit_enum(rng, schema):
    if not schema.enums:
        schema.enums.append(random_enum(rng, schema))
        return
    enum = rng.choice(schema.enums)
    what = rng.choice(["add", "drop", "map", "order", "rename", "type", "gone", "new"])
    if what == "add":
        enum.values.insert(rng.randint(0, len(enum.values)), (f"V{schema.number()}", rng.choice([None, f"new {schema.number()}"])))
    elif what == "drop" and len(enum.values) > 1:
        enum.values.remove(rng.choice(enum.values))
    elif what == "map":
        i = rng.randrange(len(enum.values))
        enum.values[i] = (enum.values[i][0], f"mapped {schema.number()}")
    elif what == "order":
        rng.shuffle(enum.values)
    elif what == "type":
        enum.type = None if enum.type else f"type{schema.number()}"
    elif what == "gone":
        schema.enums.remove(enum)
    else:
        schema.enums.append(random_enum(rng, schema))


def edit_new_model(rng, schema):
    schema.models.append(random_model(rng, schema))


def edit_drop_model(rng, schema):
    if len(schema.models) > 1:
        schema.models.remove(rng.choice(schema.models))


def edit_order(rng, schema):
    rng.shuffle(rng.choice(schema.models).fields)


def edit_mode(rng, schema):
    schema.relation_mode = rng.choice([None, "prisma", "foreignKeys"])


def edit_namespace(rng, schema):
    if schema.namespaces:
        rng.choice(schema.models + schema.enums).namespace = rng.choice(schema.namespaces)


EDITS = [edit_add_field] * 4 + [edit_drop_field] * 3 + [edit_type] * 3 + [edit_arity] * 2 + [edit_default] * 3 + [edit_enum] * 3 + [
    edit_rename_field, edit_native, edit_native, edit_column, edit_table, edit_unique, edit_unique, edit_index, edit_index, edit_index_kind, edit_key,
    edit_relation, edit_relation, edit_new_relation, edit_new_relation, edit_join, edit_new_model, edit_drop_model, edit_order, edit_mode, edit_namespace]


def edited(rng, schema):
    """A copy with one to six edits."""
    other = copy.deepcopy(schema)
    for _ in range(rng.choice([1, 1, 2, 3, 4, 6])):
        rng.choice(EDITS)(rng, other)
        repair(other)
    return other
