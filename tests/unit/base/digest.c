/* base/digest.h */
#include "base/digest.h"

#include "support.h"

#include <string.h>

/* From FIPS 180-2, appendix B. */
static const struct {
    const char *text, *hex;
} known[] = {
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
};

static void known_digests(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    for (size_t i = 0; i < COUNT(known); i++) {
        Text text = text_from(known[i].text);
        assert_text(digest_hex(arena, digest_of(&text, 1)), known[i].hex);
    }
    assert_text(digest_hex(arena, digest_of(NULL, 0)), known[0].hex);
}

static void pieces_give_the_digest_of_the_whole(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    Text whole = text_from(known[2].text);
    for (size_t cut = 0; cut <= whole.length; cut++) {
        Text parts[] = {text_slice(whole, 0, cut), text_slice(whole, cut, whole.length)};
        assert_text(digest_hex(arena, digest_of(parts, 2)), known[2].hex);
        Digester *digester = digester_new(arena);
        digester_add(digester, parts[0]);
        digester_add(digester, parts[1]);
        assert_text(digest_hex(arena, digester_end(digester)), known[2].hex);
    }
}

static void unpadded_drops_the_leading_zero_of_each_byte(void **state)
{
    Arena *arena = ((Scene *)*state)->arena;
    Digest digest = {{0x00, 0x0e, 0xe0, 0x10, 0xff}};
    assert_text(text_slice(digest_hex(arena, digest), 0, 12), "000ee010ff00");
    Text unpadded = digest_hex_unpadded(arena, digest);
    assert_text(text_slice(unpadded, 0, 9), "0ee010ff0");
    assert_int_equal(unpadded.length, 2 + 6 + 27);
    memset(digest.bytes, 0xAB, sizeof digest.bytes);
    assert_same_text(digest_hex(arena, digest), digest_hex_unpadded(arena, digest));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(known_digests),
        TEST(pieces_give_the_digest_of_the_whole),
        TEST(unpadded_drops_the_leading_zero_of_each_byte),
    };
    return RUN_TESTS(tests);
}
