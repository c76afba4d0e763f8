/* What the present schema has to be, and what it says of the description. */
#include "introspect/introspect.h"
#include "psl/configuration.h"

static bool is_within_settings(const Ast *ast, Span span)
{
    for (uint32_t i = 0; i < ast->block_count; i++) {
        const AstBlock *block = ast->blocks[i];
        bool is_setting = block->kind == BLOCK_DATASOURCE || block->kind == BLOCK_GENERATOR;
        if (is_setting && span.start >= block->span.start && span.end <= block->span.end)
            return true;
    }
    return false;
}

bool introspect_can_use(const Schema *present, bool force)
{
    if (!force)
        return present->diagnostics.error_count == 0;
    if (present->has_syntax_errors)
        return false;
    for (list_each(const Diagnostic, diagnostic, &present->diagnostics.list))
        if (diagnostic->severity == SEVERITY_ERROR &&
            is_within_settings(&present->ast, diagnostic->span))
            return false;
    return present->datamodel.datasource != NULL;
}

void introspect_describe_more(DescribeRequest *request, const Datamodel *present)
{
    request->partial_indexes = present->version == PRISMA_7;
    request->views = has_preview_feature(present, PREVIEW_VIEWS);
    request->objects = INTROSPECTED_OBJECTS;
}
