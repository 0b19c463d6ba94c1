package comity.node.frame;

import comity.record.act.Json;
import comity.record.act.JsonReader;
import comity.record.act.MalformedJson;
import comity.record.act.Places;
import java.io.IOException;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageNotWritableException;

/**
 * Reads request bodies with the record's own strict reader: what may become part of an act must
 * have one meaning from the first byte on. Bounded in length and depth.
 */
final class JsonBody extends AbstractHttpMessageConverter<Object> {
    /** A form's worth many times over; a mailbox is an exhibit, not a form. */
    static final int MOST_BYTES = 512 * 1024;

    JsonBody() {
        super(MediaType.APPLICATION_JSON);
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type == Json.Obj.class || type == PlacedJson.class;
    }

    @Override
    protected boolean canWrite(@org.jspecify.annotations.Nullable MediaType type) {
        return false;
    }

    @Override
    protected Object readInternal(Class<?> type, HttpInputMessage input) throws IOException {
        var bytes = input.getBody().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES)
            throw Refused.with(
                    413, "body.too-large", java.util.Map.of("most", Integer.toString(MOST_BYTES)));
        try {
            var object = JsonReader.actObject(bytes);
            return type == PlacedJson.class ? new PlacedJson(object, Places.of(bytes)) : object;
        } catch (MalformedJson e) {
            throw Refused.with(
                    400,
                    "json." + e.code(),
                    java.util.Map.of("byte", Integer.toString(e.offset())));
        }
    }

    @Override
    protected void writeInternal(Object json, HttpOutputMessage output) {
        throw new HttpMessageNotWritableException("answers are views");
    }
}
