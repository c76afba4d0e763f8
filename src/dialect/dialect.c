/* Finding a dialect by the words that users write. */
#include "dialect/dialect.h"

#include "dialect/providers.h"

static const Dialect *const dialects[] = {&dialect_postgres, &dialect_sqlite};

enum { DIALECT_COUNT = sizeof dialects / sizeof *dialects };

static bool has_word(const char *const *words, Text word)
{
    for (; *words; words++)
        if (text_is(word, *words))
            return true;
    return false;
}

const Dialect *dialect_of_provider(Text provider)
{
    for (size_t i = 0; i < DIALECT_COUNT; i++)
        if (has_word(dialects[i]->providers, provider))
            return dialects[i];
    return NULL;
}

const Dialect *dialect_of_url(Text url)
{
    Text scheme = text_cut(&url, ':');
    for (size_t i = 0; i < DIALECT_COUNT; i++)
        if (has_word(dialects[i]->schemes, scheme))
            return dialects[i];
    return NULL;
}

const char *provider_canonical(Text name)
{
    const Provider *provider = provider_find(dialect_providers, name);
    return provider ? provider->names[0] : NULL;
}
