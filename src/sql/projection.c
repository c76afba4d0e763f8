#include "sql/projection.h"

Text projection_keep(const Projection *in, Text text)
{
    Text source = in->datamodel->source->text;
    bool is_view = text.data >= source.data && text.data <= source.data + source.length;
    return is_view || text_is_none(text) ? text : text_copy(in->arena, text);
}
