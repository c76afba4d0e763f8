/* The queries of views beside the schema: views/NAMESPACE/NAME.sql. */
#ifndef DUNLIN_CLI_VIEW_FILES_H
#define DUNLIN_CLI_VIEW_FILES_H

#include "cli/context.h"
#include "introspect/introspect.h"
#include "project/project.h"

/* Writes a file for each view into the project's folder of views, and takes away the .sql files
 * there that belong to none. D1021; D1003 and the like when the configuration cannot be read. */
bool view_files_write(Context *context, const Project *project, const ViewQueries *views,
                      Error *error);

#endif
