package dev.lutra.web;

import dev.lutra.access.OpenPosts;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Describes the HTTP interface. The file {@code openapi.yaml} and the generated clients come from this description. */
@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

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
                                        .description("Requests that write need an API key")))
                .servers(List.of(new Server().url("/").description("The server that returned this description")))
                .info(new Info()
                        .title("Lutra")
                        .description("3D colour LUTs from a small neural network, at any resolution")
                        .version(properties == null ? "development" : properties.getVersion())
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")));
    }

    @Bean
    RecordNullness recordNullness() {
        return new RecordNullness();
    }

    /** Adds the parts of the description that springdoc cannot derive. */
    @Bean
    OpenApiCustomizer descriptions() {
        return api -> {
            OpenApiProblems.addSchemas(api);
            api.getPaths()
                    .forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
                        OpenApiProblems.addTo(operation);
                        boolean administers = path.startsWith("/api-keys");
                        boolean reads = method == PathItem.HttpMethod.GET || OpenPosts.PATHS.contains(path);
                        if (administers || !reads) {
                            operation.addSecurityItem(new SecurityRequirement().addList(API_KEY));
                            OpenApiProblems.add(operation, "401", "The API key is missing, unknown or revoked");
                        }
                        if (!reads) {
                            OpenApiProblems.add(operation, "507", "The disk of the service or of the database is full");
                        }
                        if (administers) {
                            OpenApiProblems.add(operation, "403", "The API key is not an admin key");
                        }
                        completeForm(operation);
                        describeConditions(operation);
                    }));
            sort(api);
        };
    }

    /** Moves the form fields that are not files into the form: springdoc takes them for query parameters. */
    private static void completeForm(Operation operation) {
        MediaType form = operation.getRequestBody() == null
                ? null
                : operation.getRequestBody().getContent().get("multipart/form-data");
        if (form == null || operation.getParameters() == null) {
            return;
        }
        for (Parameter field : operation.getParameters()) {
            Schema<?> schema = field.getSchema();
            schema.setDescription(field.getDescription());
            if (field.getExample() != null) {
                schema.setExample(field.getExample());
            }
            form.getSchema().addProperty(field.getName(), schema);
        }
        operation.setParameters(null);
    }

    private static void describeConditions(Operation operation) {
        if (operation.getResponses().containsKey("304")) {
            operation.addParametersItem(new HeaderParameter()
                    .name("If-None-Match")
                    .description("ETag of the answer that the client has cached")
                    .example("\"5f3a…\"")
                    .schema(new StringSchema()));
            operation
                    .getResponses()
                    .computeIfPresent(
                            "200",
                            (status, response) -> response.addHeaderObject(
                                    "ETag",
                                    new Header()
                                            .description("Strong ETag of the content")
                                            .schema(new StringSchema())));
        }
    }

    /** Sorts the description, because the order in which reflection finds its parts is not defined. */
    private static void sort(OpenAPI api) {
        api.setPaths(sorted(api.getPaths(), new Paths()));
        api.getComponents().setSchemas(new TreeMap<>(api.getComponents().getSchemas()));
        for (PathItem item : api.getPaths().values()) {
            for (Operation operation : item.readOperations()) {
                operation.setResponses(sorted(operation.getResponses(), new ApiResponses()));
                for (ApiResponse response : operation.getResponses().values()) {
                    response.setContent(sorted(response.getContent()));
                }
                if (operation.getRequestBody() != null) {
                    operation
                            .getRequestBody()
                            .setContent(sorted(operation.getRequestBody().getContent()));
                }
            }
        }
    }

    private static @Nullable Content sorted(@Nullable Content content) {
        return content == null ? null : sorted(content, new Content());
    }

    private static <V, M extends Map<String, V>> M sorted(Map<String, V> map, M empty) {
        empty.putAll(new TreeMap<>(map));
        return empty;
    }
}
