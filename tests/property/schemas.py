"""Schemas as a structure, and as text in Prisma's language."""
import dataclasses
import json

# What may stand behind @default, and the text that SQLite then knows (None: the database has no default).
DEFAULTS = {
    "String": [('""', "''"), ('"n/a"', "'n/a'"), ('"it\'s \\"so\\" \\\\ \\n"', "'it''s \"so\" \\ \n'"), ("uuid()", None), ("cuid()", None),
               ('dbgenerated("\'raw\'")', "'raw'"), ("nanoid()", None), ("ulid()", None)],
    "Int": [("0", "0"), ("42", "42"), ("-1", "-1"), ('dbgenerated("(1 + 2)")', "1 + 2")],
    "BigInt": [("0", "0"), ("9007199254740993", "9007199254740993")],
    "Float": [("0", "0"), ("1.50", "1.50"), ("-3.25", "-3.25")],
    "Decimal": [("0", "0"), ("12.340", "12.340")],
    "Boolean": [("true", "true"), ("false", "false")],
    "DateTime": [("now()", "CURRENT_TIMESTAMP"), ('"2020-01-01T00:00:00.000Z"', "'2020-01-01 00:00:00 +00:00'"),
                 ('"1999-12-31T23:59:59.999+02:00"', "'1999-12-31 23:59:59.999 +02:00'")],
    "Json": [('"{}"', "{}"), ('"[1, null]"', "[1, null]")],
    "Bytes": [('"aGk="', "'6869'"), ('""', "''")],
}


@dataclasses.dataclass
class Field:
    name: str
    type: str
    arity: str = ""  # "", "?" or "[]"
    default: str | None = None
    native: str | None = None
    column: str | None = None  # what @map says
    unique: bool = False
    updated: bool = False

    def db(self):
        return self.column or self.name


@dataclasses.dataclass
class Index:
    unique: bool
    fields: list  # of (name, sort), where sort is "", "Asc" or "Desc"
    name: str | None = None
    type: str | None = None  # of PostgreSQL: Hash, Gin, Brin


@dataclasses.dataclass
class Model:
    name: str
    table: str | None
    namespace: str | None
    fields: list
    key: list  # names of fields
    key_name: str | None = None
    indexes: list = dataclasses.field(default_factory=list)

    def db(self):
        return self.table or self.name

    def field(self, name):
        return next((f for f in self.fields if f.name == name), None)


@dataclasses.dataclass
class Relation:
    number: int
    model: str
    fields: list
    target: str
    references: list
    one: bool  # one to one, where the fields are unique
    on_delete: str | None = None
    on_update: str | None = None
    name: str | None = None  # of the constraint


@dataclasses.dataclass
class Join:
    """An implicit relation of many to many."""
    number: int
    left: str
    right: str


@dataclasses.dataclass
class Enum:
    name: str
    type: str | None
    namespace: str | None
    values: list  # of (name, what @map says or None)


@dataclasses.dataclass
class Schema:
    provider: str
    models: list = dataclasses.field(default_factory=list)
    enums: list = dataclasses.field(default_factory=list)
    relations: list = dataclasses.field(default_factory=list)
    joins: list = dataclasses.field(default_factory=list)
    relation_mode: str | None = None
    namespaces: list = dataclasses.field(default_factory=list)
    last: int = 0

    def number(self):
        self.last += 1
        return self.last

    def model(self, name):
        return next((m for m in self.models if m.name == name), None)

    def enum(self, name):
        return next((e for e in self.enums if e.name == name), None)


def quoted(text):
    return json.dumps(text, ensure_ascii=False)


def named(attribute, name):
    return f' {attribute}(map: {quoted(name)})' if name else f" {attribute}"


def field_text(model, field):
    text = f"  {field.name} {field.type}{field.arity}"
    if model.key == [field.name]:
        text += named("@id", model.key_name)
    if field.default is not None:
        text += f" @default({field.default})"
    if field.updated:
        text += " @updatedAt"
    if field.unique:
        text += " @unique"
    if field.native:
        text += f" @db.{field.native}"
    return text + (f" @map({quoted(field.column)})" if field.column else "")


def relation_lines(schema, model):
    for relation in schema.relations:
        name = f'"R{relation.number}"'
        if relation.model == model.name:
            optional = "?" if any(model.field(f).arity == "?" for f in relation.fields) else ""
            rest = "".join(f", {key}: {value}" for key, value in (("onDelete", relation.on_delete), ("onUpdate", relation.on_update)) if value)
            rest += f", map: {quoted(relation.name)}" if relation.name else ""
            yield (f"  to{relation.number} {relation.target}{optional} @relation({name}, fields: [{', '.join(relation.fields)}], "
                   f"references: [{', '.join(relation.references)}]{rest})")
        if relation.target == model.name:
            yield f"  from{relation.number} {relation.model}{'?' if relation.one else '[]'} @relation({name})"
    for join in schema.joins:
        if join.left == model.name:
            yield f'  left{join.number} {join.right}[] @relation("J{join.number}")'
        if join.right == model.name:
            yield f'  right{join.number} {join.left}[] @relation("J{join.number}")'


def index_text(index):
    fields = ", ".join(name + (f"(sort: {sort})" if sort else "") for name, sort in index.fields)
    rest = (f", map: {quoted(index.name)}" if index.name else "") + (f", type: {index.type}" if index.type else "")
    return f"  @@{'unique' if index.unique else 'index'}([{fields}]{rest})"


def model_lines(schema, model):
    yield f"model {model.name} {{"
    for field in model.fields:
        yield field_text(model, field)
    yield from relation_lines(schema, model)
    if len(model.key) > 1:
        yield f"  @@id([{', '.join(model.key)}]" + (f", map: {quoted(model.key_name)})" if model.key_name else ")")
    for index in model.indexes:
        yield index_text(index)
    if model.table:
        yield f"  @@map({quoted(model.table)})"
    if model.namespace:
        yield f"  @@schema({quoted(model.namespace)})"
    yield "}"


def enum_lines(enum):
    yield f"enum {enum.name} {{"
    for name, value in enum.values:
        yield f"  {name}" + (f" @map({quoted(value)})" if value else "")
    if enum.type:
        yield f"  @@map({quoted(enum.type)})"
    if enum.namespace:
        yield f"  @@schema({quoted(enum.namespace)})"
    yield "}"


def text_of(schema):
    """The schema in Prisma's language."""
    lines = ["datasource db {", f'  provider = "{schema.provider}"', '  url = env("DATABASE_URL")']
    if schema.relation_mode:
        lines.append(f'  relationMode = "{schema.relation_mode}"')
    if schema.namespaces:
        lines.append(f"  schemas = [{', '.join(map(quoted, schema.namespaces))}]")
    lines.append("}")
    for enum in schema.enums:
        lines += ["", *enum_lines(enum)]
    for model in schema.models:
        lines += ["", *model_lines(schema, model)]
    return "\n".join(lines) + "\n"
