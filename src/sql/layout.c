#include "sql/layout.h"

#include "base/buffer.h"
#include "sql/layout_token.h"

/* What fits into so many bytes between parentheses stays on its line. */
enum { INLINE_MOST = 50 };

typedef enum Level {
    LEVEL_TOP,   /* below a word on a line of its own */
    LEVEL_BLOCK, /* below an opening parenthesis */
} Level;

typedef struct Layout {
    Buffer out;
    LIST_OF(LayoutToken) tokens;
    LIST_OF(Level) levels;
    size_t inline_depth;          /* of parentheses that stay on their line */
    const LayoutToken *last_word; /* known one, or NULL */
} Layout;

static const LayoutToken *token_at(const Layout *in, size_t i)
{
    return i < in->tokens.count ? &in->tokens.items[i] : NULL;
}

/* --- writing --- */

static void trim_blanks(Layout *in)
{
    while (in->out.length && in->out.data[in->out.length - 1] == ' ')
        in->out.length--;
}

static void begin_line(Layout *in)
{
    trim_blanks(in);
    if (in->out.length == 0 || in->out.data[in->out.length - 1] != '\n')
        buffer_add_char(&in->out, '\n');
    for (size_t i = 0; i < in->levels.count; i++)
        buffer_add_string(&in->out, "  ");
}

static void put_spaced(Layout *in, Text text)
{
    buffer_add(&in->out, text);
    buffer_add_char(&in->out, ' ');
}

/* A known word in large letters, with one blank wherever it has some. */
static void put_word(Layout *in, Text word)
{
    bool was_space = false;
    for (size_t i = 0; i < word.length; i++) {
        char c = word.data[i];
        bool space = is_space(c);
        if (space && !was_space)
            buffer_add_char(&in->out, ' ');
        else if (!space)
            buffer_add_char(&in->out, c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c);
        was_space = space;
    }
}

/* --- levels --- */

static void leave_top_level(Layout *in)
{
    if (in->levels.count && list_last(&in->levels) == LEVEL_TOP)
        in->levels.count--;
}

static void leave_block(Layout *in)
{
    while (in->levels.count)
        if (in->levels.items[--in->levels.count] == LEVEL_BLOCK)
            return;
}

/* --- tokens --- */

static void put_top_level(Layout *in, const LayoutToken *token)
{
    leave_top_level(in);
    begin_line(in);
    if (token->kind == LAYOUT_TOP_LEVEL)
        list_add(in->out.arena, &in->levels, LEVEL_TOP);
    put_word(in, token->text);
    begin_line(in);
}

static bool forbids_inline(const LayoutToken *token)
{
    return token->kind == LAYOUT_TOP_LEVEL || token->kind == LAYOUT_NEW_LINE ||
           token->kind == LAYOUT_LINE_COMMENT || token->kind == LAYOUT_BLOCK_COMMENT ||
           text_is(token->text, ";");
}

/* True when all from the opening parenthesis to its closing one stays on the line. */
static bool fits_inline(const Layout *in, size_t open)
{
    size_t length = 0;
    size_t depth = 0;
    for (size_t i = open; i < in->tokens.count; i++) {
        const LayoutToken *token = &in->tokens.items[i];
        length += token->text.length;
        if (length > INLINE_MOST)
            return false;
        if (token->kind == LAYOUT_OPEN)
            depth++;
        else if (token->kind == LAYOUT_CLOSE && --depth == 0)
            return true;
        if (forbids_inline(token))
            return false;
    }
    return false;
}

/* True when there was no blank between the two, and is to be none. */
static bool is_close_to_opening(const LayoutToken *before)
{
    return before->kind != LAYOUT_SPACE && before->kind != LAYOUT_OPEN &&
           before->kind != LAYOUT_LINE_COMMENT && !text_is(before->text, ",");
}

static void put_opening(Layout *in, size_t i)
{
    const LayoutToken *token = &in->tokens.items[i];
    const LayoutToken *before = i ? token_at(in, i - 1) : NULL;
    if (before && is_close_to_opening(before))
        trim_blanks(in);
    put_word(in, token->text);
    if (in->inline_depth)
        in->inline_depth++;
    else
        in->inline_depth = fits_inline(in, i);
    if (in->inline_depth)
        return;
    list_add(in->out.arena, &in->levels, LEVEL_BLOCK);
    begin_line(in);
}

static void put_closing(Layout *in, const LayoutToken *token)
{
    if (in->inline_depth) {
        in->inline_depth--;
        trim_blanks(in);
    } else {
        leave_block(in);
        begin_line(in);
    }
    put_word(in, token->text);
    buffer_add_char(&in->out, ' ');
}

static bool is_behind(const Layout *in, const char *word)
{
    return in->last_word && text_equal_ignoring_case(in->last_word->text, text_from(word));
}

static void put_comma(Layout *in)
{
    trim_blanks(in);
    buffer_add_string(&in->out, ", ");
    if (in->inline_depth == 0 && !is_behind(in, "LIMIT"))
        begin_line(in);
}

static void put_block_comment(Layout *in, Text comment)
{
    begin_line(in);
    while (comment.data) {
        Text line = text_cut(&comment, '\n');
        buffer_add(&in->out, line);
        if (comment.data)
            buffer_add_char(&in->out, '\n');
    }
    begin_line(in);
}

/* Operators, names, numbers and strings. */
static void put_other(Layout *in, const LayoutToken *token)
{
    if (text_is(token->text, ",")) {
        put_comma(in);
    } else if (text_is(token->text, ":")) {
        trim_blanks(in);
        put_spaced(in, token->text);
    } else if (text_is(token->text, ".")) {
        trim_blanks(in);
        buffer_add(&in->out, token->text);
    } else if (text_is(token->text, ";")) {
        in->levels.count = 0;
        trim_blanks(in);
        buffer_add_string(&in->out, ";\n");
    } else {
        put_spaced(in, token->text);
    }
}

static void put_token(Layout *in, size_t i)
{
    const LayoutToken *token = &in->tokens.items[i];
    switch (token->kind) {
    case LAYOUT_SPACE:
        return;
    case LAYOUT_LINE_COMMENT:
        if (i && text_find_char(in->tokens.items[i - 1].text, '\n') >= 0)
            begin_line(in);
        buffer_add(&in->out, token->text);
        begin_line(in);
        return;
    case LAYOUT_BLOCK_COMMENT:
        put_block_comment(in, token->text);
        return;
    case LAYOUT_TOP_LEVEL:
    case LAYOUT_TOP_LEVEL_FLAT:
        put_top_level(in, token);
        in->last_word = token;
        return;
    case LAYOUT_NEW_LINE:
    case LAYOUT_WORD:
        /* BETWEEN … AND … is one condition. */
        if (token->kind == LAYOUT_NEW_LINE &&
            !(is_behind(in, "BETWEEN") && text_equal_ignoring_case(token->text, TEXT("AND"))))
            begin_line(in);
        put_word(in, token->text);
        buffer_add_char(&in->out, ' ');
        in->last_word = token;
        return;
    case LAYOUT_OPEN:
        put_opening(in, i);
        return;
    case LAYOUT_CLOSE:
        put_closing(in, token);
        return;
    case LAYOUT_STRING:
    case LAYOUT_NUMBER:
    case LAYOUT_NAME:
    case LAYOUT_OPERATOR:
    case LAYOUT_PLACEHOLDER:
        put_other(in, token);
        return;
    }
}

Text sql_layout(Arena *arena, Text query)
{
    Layout layout = {.out = BUFFER(arena)};
    const LayoutToken *before = NULL;
    for (Text rest = query; rest.length;) {
        LayoutToken token = layout_token(&rest, before);
        list_add(arena, &layout.tokens, token);
        before = &list_last(&layout.tokens);
    }
    for (size_t i = 0; i < layout.tokens.count; i++)
        put_token(&layout, i);
    return text_trim(buffer_text(&layout.out));
}
