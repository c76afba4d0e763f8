#include "cli/generating.h"

void tell_no_generator(const Session *session, bool skipped)
{
    const Context *context = session->context;
    if (session->project.prisma_major == 7 || skipped ||
        environment_has(&context->environment, "PRISMA_MIGRATE_SKIP_GENERATE"))
        return;
    note(context, "No generator was run; if the schema has changed:\n  npx prisma generate\n");
}
