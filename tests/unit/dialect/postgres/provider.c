#include "dialect/rules.h"

static const char feature[] =
    "generator client {\nprovider = \"x\"\npreviewFeatures = [\"postgresqlExtensions\"]\n}\n";

static void extensions_are_a_preview(void **state)
{
    assert_rules(*state, "postgresql", "extensions = [postgis]\n", "",
                 "E extensions = [postgis]\n");
    assert_rules(*state, "postgresql", "extensions = [postgis]\n", feature, "");
}

static void extensions_have_plain_names(void **state)
{
    assert_rules(*state, "postgresql",
                 "extensions = [uuid-ossp, uuid_ossp(map: \"uuid-ossp\"), citext]\n", feature,
                 "E uuid-ossp\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(extensions_are_a_preview),
        TEST(extensions_have_plain_names),
    };
    return RUN_TESTS(tests);
}
