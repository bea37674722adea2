package dev.lutra.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String PROBLEM = "Problem";

    private static final Map<String, String> ERRORS = Map.of(
            "400", "A parameter cannot be understood",
            "404", "There is no such LUT, model or key",
            "422", "A parameter is understood and not acceptable",
            "429", "Too many requests at the moment; Retry-After tells when to try again",
            "503", "The model is not loaded yet, or the database does not answer; Retry-After tells when to try again");

    private static final String API_KEY = "apiKey";

    @Bean
    OpenAPI openApi(ObjectProvider<BuildProperties> build) {
        BuildProperties properties = build.getIfAvailable();
        return new OpenAPI()
                .components(new Components()
                        .addSecuritySchemes(
                                API_KEY,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("What writes needs an API key")))
                .info(new Info()
                        .title("Lutra")
                        .description("3D colour LUTs from a small neural network, at any resolution")
                        .version(properties == null ? "development" : properties.getVersion())
                        .license(new License().name("Apache-2.0")));
    }

    /** springdoc cannot see what the advice answers, so every operation is told. */
    @Bean
    OpenApiCustomizer problems() {
        return api -> {
            api.getComponents().addSchemas(PROBLEM, problem());
            api.getPaths()
                    .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                        ERRORS.forEach((status, description) -> addError(operation, status, description));
                        boolean administers = path.startsWith("/api-keys");
                        boolean reads = method == PathItem.HttpMethod.GET || path.equals("/luts/blend");
                        if (administers || !reads) {
                            operation.addSecurityItem(new SecurityRequirement().addList(API_KEY));
                            addError(operation, "401", "There is no API key, or it is unknown or revoked");
                        }
                        if (administers) {
                            addError(operation, "403", "The API key is not an admin's");
                        }
                    }));
        };
    }

    private static void addError(Operation operation, String status, String description) {
        operation
                .getResponses()
                .addApiResponse(
                        status,
                        new ApiResponse()
                                .description(description)
                                .content(new Content()
                                        .addMediaType(
                                                "application/problem+json",
                                                new MediaType()
                                                        .schema(new Schema<>()
                                                                .$ref("#/components/schemas/" + PROBLEM)))));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("RFC 9457")
                .addProperty("type", new StringSchema())
                .addProperty("title", new StringSchema())
                .addProperty("status", new IntegerSchema())
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema())
                .addProperty("code", new StringSchema().description("stable").example("lut-not-found"))
                .addProperty(
                        "errors",
                        new ArraySchema()
                                .items(new ObjectSchema()
                                        .addProperty("field", new StringSchema())
                                        .addProperty("code", new StringSchema())
                                        .addProperty("detail", new StringSchema())));
    }
}
