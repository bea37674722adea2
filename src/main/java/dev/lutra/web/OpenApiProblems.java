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

/** Describes the problems that {@link ProblemAdvice} returns, which springdoc cannot derive. */
final class OpenApiProblems {

    private static final String PROBLEM = "Problem";
    private static final String FAULT = "Fault";

    private OpenApiProblems() {}

    /** Adds the schema that the problems of all operations refer to. */
    static void addSchemas(OpenAPI api) {
        api.getComponents().addSchemas(PROBLEM, problem()).addSchemas(FAULT, fault());
    }

    /**
     * Adds the problems that every operation of this kind may return, and gives all problems their body. An operation
     * names its own problems itself.
     */
    static void addTo(Operation operation) {
        if (operation.getRequestBody() == null) {
            add(operation, "400", "A parameter cannot be understood");
        } else {
            add(operation, "400", "A parameter or the body cannot be understood");
            add(operation, "413", "The body is too large");
            add(operation, "415", "The content type is not supported");
        }
        add(operation, "503", "A required component, such as the database, is not available");
        add(operation, "default", "Any other error");
        operation.getResponses().forEach((status, response) -> {
            if (status.startsWith("4") || status.startsWith("5")) {
                response.setContent(body());
            }
            if (status.equals("429") || status.equals("503")) {
                response.addHeaderObject("Retry-After", retryAfter());
            }
        });
    }

    /** Adds a problem that an operation may return, unless the operation describes it itself. */
    static void add(Operation operation, String status, String description) {
        operation
                .getResponses()
                .putIfAbsent(status, new ApiResponse().description(description).content(body()));
    }

    private static Header retryAfter() {
        return new Header()
                .description("Seconds after which to repeat the request")
                .schema(new IntegerSchema());
    }

    private static Content body() {
        var schema = new Schema<>().$ref("#/components/schemas/" + PROBLEM);
        return new Content().addMediaType("application/problem+json", new MediaType().schema(schema));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .required(List.of("status", "code"))
                .description("An error (RFC 9457)")
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema().description("A sentence for people"))
                .addProperty("instance", new StringSchema())
                .addProperty(
                        "code",
                        new StringSchema()
                                .description("A stable code for programs")
                                .example("lut-not-found"))
                .addProperty(
                        "errors",
                        new ArraySchema()
                                .items(new Schema<>().$ref("#/components/schemas/" + FAULT))
                                .description("The single errors, if they can be named"))
                .addProperty(
                        "traceId",
                        new StringSchema()
                                .description("Id of the trace of the request, as in the log and the exported traces"))
                .addProperty("errorId", new StringSchema().description("Id of a server error, as in the log"));
    }

    private static Schema<?> fault() {
        return new ObjectSchema()
                .required(List.of("code", "detail"))
                .description("One error")
                .addProperty("field", new StringSchema().description("The parameter or property with the error"))
                .addProperty(
                        "entry",
                        new StringSchema()
                                .description("The file of an upload; with its path if it comes from an archive"))
                .addProperty(
                        "line",
                        new IntegerSchema()
                                .types(new LinkedHashSet<>(List.of("integer", "null")))
                                .description("Line number in that file, counted from 1"))
                .addProperty("code", new StringSchema().description("A stable code for programs"))
                .addProperty("detail", new StringSchema().description("A sentence for people"));
    }
}
