/* base/random.h */
#include "base/random.h"

#include "base/map.h"
#include "support.h"

static void uuids_have_the_form_of_version_4(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    Map seen = MAP(arena);
    for (size_t round = 0; round < 1000; round++) {
        Text uuid = random_uuid(arena);
        assert_int_equal(uuid.length, 36);
        for (size_t i = 0; i < uuid.length; i++) {
            bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            char c = uuid.data[i];
            expect(hyphen ? c == '-' : is_digit(c) || (c >= 'a' && c <= 'f'), "%.*s",
                   TEXT_ARG(uuid));
        }
        assert_int_equal(uuid.data[14], '4');
        assert_true(text_find_char(TEXT("89ab"), uuid.data[19]) >= 0);
        assert_null(map_get(&seen, uuid));
        map_set(&seen, uuid, &seen);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(uuids_have_the_form_of_version_4)};
    return RUN_TESTS(tests);
}
