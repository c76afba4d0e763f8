/* How a project's databases are described. */
#ifndef DUNLIN_PROJECT_DESCRIBING_H
#define DUNLIN_PROJECT_DESCRIBING_H

#include "describe/describe.h"
#include "project/project.h"
#include "psl/datamodel.h"

/* By the datamodel's product, version and preview features, the datasource's namespaces, and what
 * the configuration calls external. D1006 when no SQL is made for the product. */
bool project_describe_request(Project *project, const Datamodel *datamodel,
                              DescribeRequest *request, Error *error);

/* The tables and enums that the configuration calls external; NULL where it says nothing. */
void project_external(const Project *project, const TextList **tables, const TextList **enums);

#endif
