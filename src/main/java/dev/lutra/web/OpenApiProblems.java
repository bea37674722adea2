package dev.lutra.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.LinkedHashSet;
import java.util.List;

/** Describes what {@link ProblemAdvice} answers, which springdoc cannot see. */
final class OpenApiProblems {

    private static final String PROBLEM = "Problem";
    private static final String FAULT = "Fault";

    private OpenApiProblems() {}

    /** Adds the schema that the problems of all operations refer to. */
    static void addSchemas(OpenAPI api) {
        api.getComponents().addSchemas(PROBLEM, problem()).addSchemas(FAULT, fault());
    }

    /**
     * Adds the problems that any operation of its kind may answer. The others it names itself, in words of its own; to
     * all of them their body is given.
     */
    static void addTo(Operation operation) {
        if (operation.getRequestBody() == null) {
            add(operation, "400", "A parameter cannot be understood");
        } else {
            add(operation, "400", "A parameter or the body cannot be understood");
            add(operation, "413", "The body is larger than is taken");
            add(operation, "415", "The body is of another type");
        }
        add(operation, "503", "Something that is needed, such as the database, is away");
        add(operation, "default", "Any other failure");
        operation.getResponses().forEach((status, response) -> {
            if (status.startsWith("4") || status.startsWith("5")) {
                response.setContent(body());
            }
            if (status.equals("429") || status.equals("503")) {
                response.addHeaderObject("Retry-After", retryAfter());
            }
        });
    }

    /** Adds a problem that an operation may answer, unless it says itself when. */
    static void add(Operation operation, String status, String description) {
        operation
                .getResponses()
                .putIfAbsent(status, new ApiResponse().description(description).content(body()));
    }

    private static Header retryAfter() {
        return new Header().description("Seconds after which to try again").schema(new IntegerSchema());
    }

    private static Content body() {
        var schema = new Schema<>().$ref("#/components/schemas/" + PROBLEM);
        return new Content().addMediaType("application/problem+json", new MediaType().schema(schema));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .required(List.of("status", "code"))
                .description("RFC 9457")
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("For people"))
                .addProperty("instance", new StringSchema())
                .addProperty(
                        "code",
                        new StringSchema().description("Stable, for programs").example("lut-not-found"))
                .addProperty(
                        "errors",
                        new ArraySchema()
                                .items(new Schema<>().$ref("#/components/schemas/" + FAULT))
                                .description("What is at fault, where that can be named"))
                .addProperty(
                        "traceId", new StringSchema().description("Of the request, in the log and in what is traced"))
                .addProperty("errorId", new StringSchema().description("Of a failure of the server, in its log"));
    }

    private static Schema<?> fault() {
        return new ObjectSchema()
                .required(List.of("code", "detail"))
                .description("One thing that is at fault")
                .addProperty("field", new StringSchema().description("The parameter or property"))
                .addProperty(
                        "entry", new StringSchema().description("The file of an upload, in an archive with its path"))
                .addProperty(
                        "line",
                        new IntegerSchema()
                                .types(new LinkedHashSet<>(List.of("integer", "null")))
                                .description("Of that file, counted from 1"))
                .addProperty("code", new StringSchema().description("Stable, for programs"))
                .addProperty("detail", new StringSchema().description("For people"));
    }
}
