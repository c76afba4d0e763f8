/* The schemas that requests bring, and how their databases are described. */
#ifndef DUNLIN_ENGINE_SCHEMA_H
#define DUNLIN_ENGINE_SCHEMA_H

#include "describe/describe.h"
#include "engine/request.h"
#include "psl/schema.h"

/* Fails with P1012 when the schema has errors: the detail lists them. */
bool schema_check(Request *request, const Schema *schema, Error *error);

/* The schema that the process was started with; request_project() was called. */
bool schema_of_process(Request *request, Schema *schema, Error *error);

/* The schema of the member "schema" of the parameters, which has to be valid; request_project() was
 * called. D1040, P1012. */
bool schema_of_request(Request *request, Schema *schema, Error *error);

/* How the schemas of the request's project are read; request_project() was called. */
SchemaOptions schema_options(const Request *request);

/* What the request calls external; NULL where it is nothing. D1040. */
bool request_external(Request *request, const TextList **tables, const TextList **enums,
                      Error *error);

/* How the project's database is described: by the schema, and by what the request calls external.
 * D1006, D1040. */
bool request_description(Request *request, const Schema *schema, DescribeRequest *describe,
                         Error *error);

#endif
