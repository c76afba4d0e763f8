/* The schema of a project that has none yet. */
#ifndef DUNLIN_PROJECT_BEGUN_SCHEMA_H
#define DUNLIN_PROJECT_BEGUN_SCHEMA_H

#include "project/project.h"

/* May the project begin one? Not in version 7, where schemas hold no URL. `said` is the version
 * that project_stated_version() found. */
bool may_begin_schema(const Project *project, int said);

/* Gives the project a schema in its folder, with the datasource of --url and nothing else. Nothing
 * is written. P1013, D1006. */
bool begin_schema(Project *project, Error *error);

#endif
