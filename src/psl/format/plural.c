/* English plurals, as Prisma makes them: rules and words are a part of what it writes. */
#include <string.h>

#include "psl/format/formatting.h"

/* Words without a plural. */
static const char uncountable[] =
    "accommodation adulthood advertising advice aggression aid air aircraft alcohol anger "
    "applause arithmetic assistance athletics bacon baggage beef biology blood botany bread "
    "butter carbon cardboard cash chalk chaos chess countryside crossroads dancing deer dignity "
    "dirt dust economics education electricity engineering enjoyment envy equipment ethics "
    "evidence evolution fame fiction flour flu food fuel fun furniture gallows garbage garlic "
    "genetics gold golf gossip grammar gratitude grief guilt gymnastics happiness hardware harm "
    "hate hatred health heat help homework honesty honey hospitality housework humour hunger "
    "hydrogen ice importance inflation information innocence iron irony jam jewelry judo karate "
    "knowledge lack laughter lava leather leisure lightning linguine linguini linguistics "
    "literature litter livestock logic loneliness luck luggage macaroni machinery magic "
    "management mankind marble mathematics mayonnaise measles methane milk money mud mumps music "
    "nature news nitrogen nonsense nurture nutrition obedience obesity oxygen pasta patience "
    "physics poetry pollution poverty pride psychology publicity punctuation quartz racism "
    "relaxation reliability research respect revenge rice rubbish rum safety scenery seafood "
    "seaside series shame sheep shopping sleep smoke smoking snow soap software soil spaghetti "
    "species steam stuff stupidity sunshine symmetry tennis thirst thunder timber traffic "
    "transportation trust underwear unemployment unity validity veal vegetarianism vegetation "
    "vengeance violence vitality warmth wealth weather welfare wheat wildlife wisdom yoga zinc "
    "zoology";

/* Words that follow no rule. */
static const char *const irregular[][2] = {
    {"ox", "oxen"},     {"man", "men"},      {"woman", "women"}, {"die", "dice"},
    {"yes", "yeses"},   {"foot", "feet"},    {"eave", "eaves"},  {"goose", "geese"},
    {"tooth", "teeth"}, {"quiz", "quizzes"},
};

/* A word that ends with one of `stems` and then one of `endings` gets `plural` in place of the
 * ending. Words are separated by blanks; "-" is an empty one; [xy] is one of these letters and
 * [^xy] any other one. */
typedef struct PluralRule {
    const char *stems;
    const char *endings;
    const char *plural;
} PluralRule;

/* The first that fits counts. */
static const PluralRule rules[] = {
    {"eaux", "-", ""},
    {"child", "ren -", "ren"},
    {"pe", "rson ople", "ople"},
    {"m l", "ice ouse", "ice"},
    {"matr cod mur sil vert ind append", "ix ex", "ices"},
    {"x ch ss sh zz", "-", "es"},
    {"xes ches sses shes zzes", "-", ""},
    {"[^ch][ieo][ln]", "ey", "ies"},
    {"[^aeiouy] qu", "y", "ies"},
    {"ar l ea eo oa hoo", "f", "ves"},
    {"kni wi li", "fe", "ves"},
    {"-", "sis", "ses"},
    {"apheli hyperbat periheli asyndet noumen phenomen criteri organ prolegomen hedr automat",
     "a on", "a"},
    {"agend addend millenni dat extrem bacteri desiderat strat candelabr errat ov symposi curricul "
     "automat quor",
     "a um", "a"},
    {"her at gr", "o", "oes"},
    {"seraph cherub", "im -", "im"},
    {"alumn alg vertebr", "a ae", "ae"},
    {"alumn syllab octop vir radi nucle fung cact stimul termin bacill foc uter loc strat", "us i",
     "i"},
    {"[^l]ias [aeiou]las [emjzr]as [iu]am", "-", ""},
    {"e[mn]u", "s -", "s"},
    {"alias [^aou]us tlas gas ris", "-", "es"},
    {"ax test", "is", "es"},
    {"[^aeiou]ese", "-", ""},
    {"-", "s", "s"},
    {"-", "-", "s"},
};

static bool is_uncountable(Text word)
{
    Text rest = text_from(uncountable);
    while (rest.length > 0)
        if (text_equal(word, text_cut(&rest, ' ')))
            return true;
    return false;
}

/* Cuts the last letter, or set of letters, off a pattern; true when `c` is one of them. */
static bool letter_fits(Text *pattern, char c)
{
    size_t last = pattern->length - 1;
    if (pattern->data[last] != ']') {
        pattern->length = last;
        return pattern->data[last] == c;
    }
    size_t start = (size_t)text_find_last_char(*pattern, '[');
    Text set = text_slice(*pattern, start + 1, last);
    pattern->length = start;
    if (text_starts_with(set, "^"))
        return text_find_char(text_slice(set, 1, set.length), c) < 0;
    return text_find_char(set, c) >= 0;
}

/* Cuts the pattern off the word's end. */
static bool cut_end(Text *word, Text pattern)
{
    Text rest = *word;
    if (!text_is(pattern, "-")) {
        while (pattern.length > 0) {
            if (rest.length == 0 || !letter_fits(&pattern, rest.data[rest.length - 1]))
                return false;
            rest.length--;
        }
    }
    *word = rest;
    return true;
}

static bool cut_one_of(Text *word, const char *patterns)
{
    Text rest = text_from(patterns);
    while (rest.length > 0)
        if (cut_end(word, text_cut(&rest, ' ')))
            return true;
    return false;
}

/* What the rule leaves of the word. */
static bool rule_fits(const PluralRule *rule, Text word, Text *kept)
{
    Text endings = text_from(rule->endings);
    while (endings.length > 0) {
        *kept = word;
        if (!cut_end(kept, text_cut(&endings, ' ')))
            continue;
        Text stem = *kept;
        if (cut_one_of(&stem, rule->stems))
            return true;
    }
    return false;
}

Text name_plural(Arena *arena, Text name)
{
    if (is_uncountable(name))
        return name;
    for (size_t i = 0; i < sizeof irregular / sizeof irregular[0]; i++)
        if (text_is(name, irregular[i][0]))
            return text_from(irregular[i][1]);
    const PluralRule *rule = rules;
    Text kept;
    while (!rule_fits(rule, name, &kept))
        rule++;
    Buffer plural = BUFFER(arena);
    buffer_add(&plural, kept);
    buffer_add_string(&plural, rule->plural);
    return buffer_text(&plural);
}
