/* Ids, uniques and indexes. */
#include "psl/dmmf/writing.h"

/* The field that a path ends at. */
static uint32_t last_field(const IndexField *item)
{
    return item->path_count ? item->path[item->path_count - 1] : item->field;
}

static void write_field_names(const Dmmf *dmmf, const char *name, const Index *index)
{
    JsonWriter *json = dmmf->json;
    const Datamodel *datamodel = dmmf->datamodel;
    json_begin_array(json, name);
    for (uint32_t i = 0; i < index->field_count; i++) {
        const Field *field = &datamodel->fields.items[last_field(&index->fields[i])];
        json_add_text(json, NULL, field_name(datamodel, field));
    }
    json_end_array(json);
}

/* Uniques that hold for all rows: what a client can find one record by. */
static bool is_unique(const Index *index)
{
    return index->kind == INDEX_UNIQUE && !index->where;
}

static bool is_unique_of_block(const Index *index)
{
    return is_unique(index) && index->source_field == NONE;
}

void dmmf_write_keys(const Dmmf *dmmf, const Model *model)
{
    JsonWriter *json = dmmf->json;
    const Index *indexes = dmmf->datamodel->indexes.items;
    const Index *key = model->primary_key == NONE ? NULL : &indexes[model->primary_key];
    if (key && key->source_field == NONE) {
        json_begin_object(json, "primaryKey");
        write_text_or_null(dmmf, "name", key->name);
        write_field_names(dmmf, "fields", key);
        json_end_object(json);
    } else {
        json_add_null(json, "primaryKey");
    }
    const Index *first = model->index_count ? indexes + model->first_index : indexes;
    json_begin_array(json, "uniqueFields");
    for (uint32_t i = 0; i < model->index_count; i++)
        if (is_unique_of_block(&first[i]))
            write_field_names(dmmf, NULL, &first[i]);
    json_end_array(json);
    json_begin_array(json, "uniqueIndexes");
    for (uint32_t i = 0; i < model->index_count; i++) {
        if (!is_unique_of_block(&first[i]))
            continue;
        json_begin_object(json, NULL);
        write_text_or_null(dmmf, "name", first[i].name);
        write_field_names(dmmf, "fields", &first[i]);
        json_end_object(json);
    }
    json_end_array(json);
}

uint32_t dmmf_unique_field(const Dmmf *dmmf, const Model *model, const Index *index)
{
    const Datamodel *datamodel = dmmf->datamodel;
    if (!is_unique(index) || index->field_count != 1)
        return NONE;
    const IndexField *item = &index->fields[0];
    if (item->path_count == 0)
        return item->field - model->first_field;
    /* The reference compares places in lists of fields, and so takes a field of a composite type
     * for the model's field at the same place. */
    const Field *field = &datamodel->fields.items[last_field(item)];
    return last_field(item) - datamodel->types.items[field->owner].first_field;
}

static const char *const kinds[] = {
    [INDEX_PRIMARY_KEY] = "id",
    [INDEX_UNIQUE] = "unique",
    [INDEX_NORMAL] = "normal",
    [INDEX_FULLTEXT] = "fulltext",
};

static const char *const algorithms[] = {
    [INDEX_BTREE] = "BTree", [INDEX_HASH] = "Hash",     [INDEX_GIST] = "Gist",
    [INDEX_GIN] = "Gin",     [INDEX_SPGIST] = "SpGist", [INDEX_BRIN] = "Brin",
};

static void write_index_field(const Dmmf *dmmf, const IndexField *item)
{
    JsonWriter *json = dmmf->json;
    const Datamodel *datamodel = dmmf->datamodel;
    const Field *fields = datamodel->fields.items;
    Text name = field_name(datamodel, &fields[item->field]);
    if (item->path_count) {
        Buffer path = BUFFER(dmmf->scratch);
        buffer_add(&path, name);
        for (uint32_t i = 0; i < item->path_count; i++) {
            buffer_add_char(&path, '.');
            buffer_add(&path, field_name(datamodel, &fields[item->path[i]]));
        }
        name = buffer_text(&path);
    }
    json_begin_object(json, NULL);
    json_add_text(json, "name", name);
    if (item->sort != SORT_DEFAULT)
        json_add_string(json, "sortOrder", item->sort == SORT_ASC ? "asc" : "desc");
    if (item->length >= 0)
        json_add_number(json, "length", item->length);
    const OperatorClass *class = item->operator_class;
    if (class)
        json_add_string(json, "operatorClass", class->dmmf_name ? class->dmmf_name : class->name);
    else
        write_text_if_any(dmmf, "operatorClass", item->raw_operator_class);
    json_end_object(json);
}

static void write_index(const Dmmf *dmmf, const Index *index)
{
    JsonWriter *json = dmmf->json;
    const Model *model = &dmmf->datamodel->models.items[index->model];
    json_begin_object(json, NULL);
    json_add_text(json, "model", model_name(dmmf->datamodel, model));
    json_add_string(json, "type", kinds[index->kind]);
    json_add_bool(json, "isDefinedOnField", index->source_field != NONE);
    write_text_if_any(dmmf, "name", index->name);
    write_text_if_any(dmmf, "dbName", index->mapped_name);
    if (index->algorithm != INDEX_DEFAULT)
        json_add_string(json, "algorithm", algorithms[index->algorithm]);
    if (index->clustered != CLUSTERED_DEFAULT)
        json_add_bool(json, "clustered", index->clustered == CLUSTERED_TRUE);
    json_begin_array(json, "fields");
    for (uint32_t i = 0; i < index->field_count; i++)
        write_index_field(dmmf, &index->fields[i]);
    json_end_array(json);
    json_end_object(json);
}

/* Prisma's order: the id, what fields say, then the block's indexes by kind. */
void dmmf_write_indexes(const Dmmf *dmmf, const Model *model)
{
    static const struct {
        IndexKind kind;
        bool of_field;
    } turns[] = {{INDEX_UNIQUE, true},
                 {INDEX_NORMAL, false},
                 {INDEX_UNIQUE, false},
                 {INDEX_FULLTEXT, false}};
    const Index *indexes = dmmf->datamodel->indexes.items;
    if (model->primary_key != NONE)
        write_index(dmmf, &indexes[model->primary_key]);
    for (size_t turn = 0; turn < sizeof turns / sizeof *turns; turn++) {
        for (uint32_t i = 0; i < model->index_count; i++) {
            const Index *index = &indexes[model->first_index + i];
            if (index->kind == turns[turn].kind &&
                (index->source_field != NONE) == turns[turn].of_field)
                write_index(dmmf, index);
        }
    }
}
