package dev.lutra.web;

import dev.lutra.problem.PlainText;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.AbstractJacksonHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rejects JSON bodies in which any string or property name is not {@linkplain PlainText plain text}. */
@ControllerAdvice
final class PlainBodies extends RequestBodyAdviceAdapter {

    private final JsonMapper json;

    PlainBodies(JsonMapper json) {
        this.json = json;
    }

    @Override
    public boolean supports(
            MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converterType) {
        return AbstractJacksonHttpMessageConverter.class.isAssignableFrom(converterType);
    }

    @Override
    public Object afterBodyRead(
            Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converterType) {
        List<String> faults = new ArrayList<>();
        check("", json.valueToTree(body), faults);
        if (!faults.isEmpty()) {
            throw new ControlCharacters(faults);
        }
        return body;
    }

    private static void check(String path, JsonNode value, List<String> faults) {
        if (value.isString() && !PlainText.isPlain(value.stringValue())) {
            faults.add(path);
        }
        for (int i = 0; i < value.size() && value.isArray(); i++) {
            check("%s[%d]".formatted(path, i), value.get(i), faults);
        }
        for (Map.Entry<String, JsonNode> property : value.properties()) {
            String name = PlainText.cleaned(property.getKey());
            String child = path.isEmpty() ? name : path + "." + name;
            if (!PlainText.isPlain(property.getKey())) {
                faults.add(child);
            }
            check(child, property.getValue(), faults);
        }
    }
}
