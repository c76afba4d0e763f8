#include "sql/snapshot_fields.h"

/* A struct that has grown needs its new member below, and perhaps a new SNAPSHOT_FORMAT. */
#if UINTPTR_MAX == UINT64_MAX
_Static_assert(sizeof(SqlEnum) == 32 && sizeof(SqlColumn) == 80 && sizeof(SqlIndexColumn) == 32 &&
                   sizeof(SqlIndex) == 64 && sizeof(SqlForeignKey) == 48 &&
                   sizeof(SqlForeignKeyColumn) == 8 && sizeof(SqlTable) == 48 &&
                   sizeof(SqlSequence) == 64 && sizeof(SqlExtension) == 56 &&
                   sizeof(SqlView) == 48 && sizeof(SqlObject) == 72 && sizeof(ColumnType) == 48 &&
                   sizeof(ColumnDefault) == 56 && sizeof(Value) == 32,
               "snapshots have all members");
#endif

#define FIELD(Struct, member, kind) \
    { \
#member, offsetof(Struct, member), kind, 0 \
    }
#define LIMITED(Struct, member, kind, limit) \
    { \
#member, offsetof(Struct, member), kind, limit \
    }

static const SnapshotField namespace_fields[] = {
    FIELD(SqlNamespace, name, FIELD_IS_TEXT),
    {0},
};

static const SnapshotField enum_fields[] = {
    FIELD(SqlEnum, name, FIELD_IS_TEXT),
    LIMITED(SqlEnum, namespace, FIELD_MAY_BE_NONE, LIST_NAMESPACES),
    LIMITED(SqlEnum, first_value, FIELD_IS_FIRST, LIST_ENUM_VALUES),
    FIELD(SqlEnum, value_count, FIELD_IS_LENGTH),
    {0},
};

static const SnapshotField enum_value_fields[] = {
    {"name", 0, FIELD_IS_TEXT, 0},
    {0},
};

static const SnapshotField sequence_fields[] = {
    FIELD(SqlSequence, name, FIELD_IS_TEXT),        FIELD(SqlSequence, start, FIELD_IS_NUMBER),
    FIELD(SqlSequence, increment, FIELD_IS_NUMBER), FIELD(SqlSequence, least, FIELD_IS_NUMBER),
    FIELD(SqlSequence, most, FIELD_IS_NUMBER),      FIELD(SqlSequence, cache, FIELD_IS_NUMBER),
    FIELD(SqlSequence, is_virtual, FIELD_IS_BOOL),  {0},
};

static const SnapshotField extension_fields[] = {
    FIELD(SqlExtension, name, FIELD_IS_TEXT),
    FIELD(SqlExtension, schema, FIELD_IS_TEXT),
    FIELD(SqlExtension, version, FIELD_IS_TEXT),
    FIELD(SqlExtension, is_relocatable, FIELD_IS_BOOL),
    {0},
};

static const SnapshotField table_fields[] = {
    FIELD(SqlTable, name, FIELD_IS_TEXT),
    LIMITED(SqlTable, namespace, FIELD_MAY_BE_NONE, LIST_NAMESPACES),
    LIMITED(SqlTable, first_column, FIELD_IS_FIRST, LIST_COLUMNS),
    FIELD(SqlTable, column_count, FIELD_IS_LENGTH),
    LIMITED(SqlTable, first_index, FIELD_IS_FIRST, LIST_INDEXES),
    FIELD(SqlTable, index_count, FIELD_IS_LENGTH),
    LIMITED(SqlTable, primary_key, FIELD_MAY_BE_NONE, LIST_INDEXES),
    {0}, /* first_foreign_key follows from the keys */
};

#define COLUMN_FIELDS(owners) \
    FIELD(SqlColumn, name, FIELD_IS_TEXT), LIMITED(SqlColumn, table, FIELD_IS_PLACE, owners), \
        FIELD(SqlColumn, type, FIELD_IS_TYPE), FIELD(SqlColumn, is_autoincrement, FIELD_IS_BOOL), \
        FIELD(SqlColumn, has_client_default, FIELD_IS_BOOL), \
        FIELD(SqlColumn, default_value, FIELD_IS_DEFAULT)

static const SnapshotField column_fields[] = {COLUMN_FIELDS(LIST_TABLES), {0}};
static const SnapshotField view_column_fields[] = {COLUMN_FIELDS(LIST_VIEWS), {0}};

static const SnapshotField index_fields[] = {
    FIELD(SqlIndex, name, FIELD_IS_TEXT),
    LIMITED(SqlIndex, table, FIELD_IS_PLACE, LIST_TABLES),
    LIMITED(SqlIndex, first_column, FIELD_IS_FIRST, LIST_INDEX_COLUMNS),
    FIELD(SqlIndex, column_count, FIELD_IS_LENGTH),
    LIMITED(SqlIndex, kind, FIELD_IS_CHOICE, INDEX_FULLTEXT + 1),
    LIMITED(SqlIndex, algorithm, FIELD_IS_CHOICE, INDEX_BRIN + 1),
    FIELD(SqlIndex, predicate, FIELD_IS_TEXT),
    FIELD(SqlIndex, has_unspoken_predicate, FIELD_IS_BOOL),
    {0},
};

static const SnapshotField index_column_fields[] = {
    LIMITED(SqlIndexColumn, column, FIELD_IS_PLACE, LIST_COLUMNS),
    LIMITED(SqlIndexColumn, sort, FIELD_IS_CHOICE, SORT_DESC + 1),
    FIELD(SqlIndexColumn, operator_class, FIELD_IS_TEXT),
    FIELD(SqlIndexColumn, operator_class_is_default, FIELD_IS_BOOL),
    {0},
};

static const SnapshotField foreign_key_fields[] = {
    FIELD(SqlForeignKey, name, FIELD_IS_TEXT),
    LIMITED(SqlForeignKey, table, FIELD_IS_PLACE, LIST_TABLES),
    LIMITED(SqlForeignKey, referenced_table, FIELD_IS_PLACE, LIST_TABLES),
    LIMITED(SqlForeignKey, first_column, FIELD_IS_FIRST, LIST_FOREIGN_KEY_COLUMNS),
    FIELD(SqlForeignKey, column_count, FIELD_IS_LENGTH),
    LIMITED(SqlForeignKey, on_delete, FIELD_IS_CHOICE, ACTION_SET_DEFAULT + 1),
    LIMITED(SqlForeignKey, on_update, FIELD_IS_CHOICE, ACTION_SET_DEFAULT + 1),
    {0},
};

static const SnapshotField foreign_key_column_fields[] = {
    LIMITED(SqlForeignKeyColumn, column, FIELD_IS_PLACE, LIST_COLUMNS),
    LIMITED(SqlForeignKeyColumn, referenced_column, FIELD_IS_PLACE, LIST_COLUMNS),
    {0},
};

static const SnapshotField view_fields[] = {
    FIELD(SqlView, name, FIELD_IS_TEXT),
    LIMITED(SqlView, namespace, FIELD_MAY_BE_NONE, LIST_NAMESPACES),
    LIMITED(SqlView, first_column, FIELD_IS_FIRST, LIST_VIEW_COLUMNS),
    FIELD(SqlView, column_count, FIELD_IS_LENGTH),
    FIELD(SqlView, definition, FIELD_IS_TEXT),
    {0},
};

#define LIST(Struct, member, fields) \
    { \
#member, offsetof(SqlSchema, member), sizeof(Struct), fields \
    }

const SnapshotListForm snapshot_lists[SNAPSHOT_LISTS] = {
    [LIST_NAMESPACES] = LIST(SqlNamespace, namespaces, namespace_fields),
    [LIST_ENUMS] = LIST(SqlEnum, enums, enum_fields),
    [LIST_ENUM_VALUES] = LIST(Text, enum_values, enum_value_fields),
    [LIST_SEQUENCES] = LIST(SqlSequence, sequences, sequence_fields),
    [LIST_EXTENSIONS] = LIST(SqlExtension, extensions, extension_fields),
    [LIST_TABLES] = LIST(SqlTable, tables, table_fields),
    [LIST_COLUMNS] = LIST(SqlColumn, columns, column_fields),
    [LIST_INDEXES] = LIST(SqlIndex, indexes, index_fields),
    [LIST_INDEX_COLUMNS] = LIST(SqlIndexColumn, index_columns, index_column_fields),
    [LIST_FOREIGN_KEYS] = LIST(SqlForeignKey, foreign_keys, foreign_key_fields),
    [LIST_FOREIGN_KEY_COLUMNS] =
        LIST(SqlForeignKeyColumn, foreign_key_columns, foreign_key_column_fields),
    [LIST_VIEWS] = LIST(SqlView, views, view_fields),
    [LIST_VIEW_COLUMNS] = LIST(SqlColumn, view_columns, view_column_fields),
};
