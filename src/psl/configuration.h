/* What the datasource and the generators say. */
#ifndef DUNLIN_PSL_CONFIGURATION_H
#define DUNLIN_PSL_CONFIGURATION_H

#include "psl/schema.h"

/* One feature that a generator may switch on by `previewFeatures`. */
typedef enum PreviewFeature {
#define PREVIEW_FEATURE(identifier, name, state_6, state_7) PREVIEW_##identifier,
#include "psl/preview_features.def"
#undef PREVIEW_FEATURE
    PREVIEW_COUNT
} PreviewFeature;

/* Reads and checks the datasource and generator blocks of `datamodel->ast` and fills `datasource`,
 * `provider`, `relation_mode`, `generators` and `preview_features`. `version` is set already, or 0:
 * then it is detected. A block with an error is not filled in, but whatever is wrong with the
 * others is told, too. */
void configuration_read(Arena *arena, Datamodel *datamodel, const SchemaOptions *options,
                        Diagnostics *diagnostics);

/* Whose rules a schema is written for: version 7 has no URLs in the datasource, version 6 has to
 * have one. Without a datasource it is 6. */
PrismaVersion prisma_version_detect(const Ast *ast);

/* As in previewFeatures: "views". */
const char *preview_feature_name(PreviewFeature feature);

static inline bool has_preview_feature(const Datamodel *datamodel, PreviewFeature feature)
{
    return (datamodel->preview_features >> feature & 1) != 0;
}

#endif
