#include "project/describing.h"

#include "dialect/sql_rules.h"
#include "psl/configuration.h"

static const TextList *names_of(const ConfigList *list)
{
    return list->state == CONFIG_SET ? &list->values : NULL;
}

void project_external(const Project *project, const TextList **tables, const TextList **enums)
{
    *tables = names_of(&project->config.external_tables);
    *enums = names_of(&project->config.external_enums);
}

bool project_describe_request(Project *project, const Datamodel *datamodel,
                              DescribeRequest *request, Error *error)
{
    TextList *namespaces = NEW(project->arena, TextList);
    *namespaces = project_listed_namespaces(project);
    *request = (DescribeRequest){
        .rules = sql_rules_of(datamodel->provider),
        .version = datamodel->version,
        .namespaces = namespaces,
        .extensions = has_preview_feature(datamodel, PREVIEW_POSTGRESQL_EXTENSIONS),
        .partial_indexes = has_preview_feature(datamodel, PREVIEW_PARTIAL_INDEXES),
    };
    project_external(project, &request->external, &request->external_enums);
    return request->rules || fail(error, ERROR_D1006, "this version writes no SQL for %s yet",
                                  datamodel->provider->product);
}
