package dev.lutra.web;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Describes what {@link ProblemAdvice} answers, which springdoc cannot see. */
final class OpenApiProblems {

    private static final String PROBLEM = "Problem";
    private static final String FAULT = "Fault";

    private static final Map<String, String> ALWAYS = Map.of(
            "400", "A parameter cannot be understood",
            "404", "There is no such LUT, model or key",
            "422", "A parameter is understood and not acceptable",
            "429", "Too many requests at the moment; Retry-After tells when to try again",
            "503", "The model is not loaded yet, or the database does not answer; Retry-After tells when to try again",
            "default", "Any other failure");

    private OpenApiProblems() {}

    /** Adds the schema that the problems of all operations refer to. */
    static void addSchemas(OpenAPI api) {
        api.getComponents().addSchemas(PROBLEM, problem()).addSchemas(FAULT, fault());
    }

    /** Adds the problems that any operation may answer, and gives those that it names itself their body. */
    static void addTo(Operation operation) {
        ApiResponses responses = operation.getResponses();
        ALWAYS.forEach((status, description) -> add(operation, status, description));
        responses.forEach((status, response) -> {
            if (status.startsWith("4") || status.startsWith("5")) {
                response.setContent(body());
            }
        });
    }

    /** Adds a problem that an operation may answer. */
    static void add(Operation operation, String status, String description) {
        operation
                .getResponses()
                .addApiResponse(
                        status, new ApiResponse().description(description).content(body()));
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
                                .types(Set.of("integer", "null"))
                                .description("Of that file, counted from 1"))
                .addProperty("code", new StringSchema().description("Stable, for programs"))
                .addProperty("detail", new StringSchema().description("For people"));
    }
}
