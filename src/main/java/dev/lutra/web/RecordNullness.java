package dev.lutra.web;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Derives from records which JSON properties are required and which may be null. swagger-core does not read the
 * annotations of JSpecify, so clients would otherwise have to expect null everywhere.
 */
final class RecordNullness implements ModelConverter {

    private static final String NULL = "null";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        Class<?> javaClass = Json31.mapper().constructType(type.getType()).getRawClass();
        if (schema != null && javaClass.isRecord()) {
            String ref = schema.get$ref();
            Schema<?> model =
                    ref == null ? schema : context.getDefinedModels().get(ref.substring(ref.lastIndexOf('/') + 1));
            if (model != null && model.getProperties() != null) {
                describe(model, javaClass.getRecordComponents());
            }
        }
        return schema;
    }

    @SuppressWarnings("rawtypes")
    private static void describe(Schema<?> model, RecordComponent[] components) {
        for (RecordComponent component : components) {
            String name = component.getName();
            Schema property = model.getProperties().get(name);
            if (property == null) {
                continue;
            }
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                model.getProperties().put(name, nullable(property));
            } else if (model.getRequired() == null || !model.getRequired().contains(name)) {
                model.addRequiredItem(name);
            }
        }
    }

    /**
     * Makes a property nullable. Enumerations in requests stay as they are, because clients omit them instead of
     * sending null, and a plain enumeration is simpler for clients.
     */
    private static Schema<?> nullable(Schema<?> property) {
        if (property.get$ref() != null) {
            return new JsonSchema().anyOf(List.of(property, new JsonSchema().types(Set.of(NULL))));
        }
        if (property.getEnum() == null && property.getAnyOf() == null) {
            property.addType(NULL);
        }
        return property;
    }
}
