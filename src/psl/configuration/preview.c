/* `previewFeatures` of a generator. */
#include <assert.h>

#include "psl/configuration/reading.h"

typedef enum FeatureState {
    UNKNOWN,
    ACTIVE,
    HIDDEN,
    NATIVE,
    DEPRECATED,
} FeatureState;

static const struct {
    const char *name;
    FeatureState state_6, state_7;
} known[] = {
#define PREVIEW_FEATURE(identifier, name, state_6, state_7) {name, state_6, state_7},
#include "psl/preview_features.def"
#undef PREVIEW_FEATURE
};

static_assert(PREVIEW_COUNT <= 64, "a feature is a bit of preview_features");

/* Deprecated features that live on under another name with one provider. */
static const struct {
    PreviewFeature from, to;
    const char *provider;
} renamed[] = {
    {PREVIEW_FULL_TEXT_SEARCH, PREVIEW_FULL_TEXT_SEARCH_POSTGRES, "postgresql"},
};

enum { RENAMED = sizeof renamed / sizeof *renamed };

const char *preview_feature_name(PreviewFeature feature)
{
    return known[feature].name;
}

static uint64_t bit(PreviewFeature feature)
{
    return UINT64_C(1) << feature;
}

static bool is_named(const Provider *provider, const char *name)
{
    return provider && text_is(text_from(provider->names[0]), name);
}

/* NATIVE is resolved into ACTIVE or UNKNOWN. */
static FeatureState state_of(const ConfigurationReader *reader, size_t feature,
                             const Provider *provider)
{
    FeatureState state =
        reader->datamodel->version == PRISMA_7 ? known[feature].state_7 : known[feature].state_6;
    if (state != NATIVE)
        return state;
    for (size_t i = 0; i < RENAMED; i++)
        if (renamed[i].to == (PreviewFeature)feature && is_named(provider, renamed[i].provider))
            return ACTIVE;
    return UNKNOWN;
}

static size_t find(Text name)
{
    size_t feature = 0;
    while (feature < PREVIEW_COUNT &&
           !text_equal_ignoring_case(name, text_from(known[feature].name)))
        feature++;
    return feature;
}

/* What may be switched on, for a hint. */
static Text active_names(const ConfigurationReader *reader, const Provider *provider)
{
    Buffer names = BUFFER(reader->scratch);
    for (size_t i = 0; i < PREVIEW_COUNT; i++)
        if (state_of(reader, i, provider) == ACTIVE)
            buffer_add_format(&names, names.length ? ", %s" : "%s", known[i].name);
    return buffer_text(&names);
}

static uint64_t report_deprecated(const ConfigurationReader *reader, Span span,
                                  PreviewFeature feature, const Provider *provider)
{
    for (size_t i = 0; i < RENAMED; i++) {
        if (renamed[i].from != feature || !is_named(provider, renamed[i].provider))
            continue;
        const char *name = known[renamed[i].to].name;
        diagnose_warning(reader->diagnostics, span, "the preview feature '%s' is called '%s' now",
                         known[feature].name, name);
        diagnose_hint(reader->diagnostics, "write \"%s\"", name);
        return bit(renamed[i].to);
    }
    diagnose_warning(reader->diagnostics, span, "the preview feature '%s' is deprecated",
                     known[feature].name);
    diagnose_hint(reader->diagnostics, "take it out: it changes nothing any more");
    return bit(feature);
}

uint64_t preview_features_read(const ConfigurationReader *reader, const Expression *value,
                               const Provider *provider)
{
    uint32_t count;
    uint64_t features = 0;
    bool valid = true;
    Text names = TEXT("");
    const Expression *items = value_items(value, &count);
    for (uint32_t i = 0; i < count; i++) {
        Text name;
        valid = value_string(reader, &items[i], &name) && valid;
    }
    for (uint32_t i = 0; valid && i < count; i++) {
        size_t feature = find(items[i].text);
        FeatureState state =
            feature < PREVIEW_COUNT ? state_of(reader, feature, provider) : UNKNOWN;
        if (state == DEPRECATED) {
            features |= report_deprecated(reader, value->span, (PreviewFeature)feature, provider);
        } else if (state != UNKNOWN) {
            features |= bit((PreviewFeature)feature);
        } else {
            names = names.length ? names : active_names(reader, provider);
            diagnose_error(reader->diagnostics, value->span, "there is no preview feature '%.*s'",
                           TEXT_ARG(items[i].text));
            diagnose_hint(reader->diagnostics, "the features are: %.*s", TEXT_ARG(names));
        }
    }
    return features;
}
