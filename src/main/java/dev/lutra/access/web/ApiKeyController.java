package dev.lutra.access.web;

import dev.lutra.access.ApiKey;
import dev.lutra.access.ApiKeys;
import dev.lutra.access.SecurityConfiguration;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Lists, adds and revokes API keys. {@link SecurityConfiguration} requires an admin key for these endpoints. */
@RestController
@Profile("api")
@RequestMapping(path = "/api-keys", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "API keys")
class ApiKeyController {

    private final ApiKeys keys;

    ApiKeyController(ApiKeys keys) {
        this.keys = keys;
    }

    @GetMapping
    @Operation(
            operationId = "listApiKeys",
            summary = "Lists all keys, including revoked ones, without their secret values")
    ResponseEntity<KeyPage> list(
            @RequestParam(defaultValue = "0") @Min(0) int page,
            @RequestParam(defaultValue = "50") @Min(1) @Max(500) int size) {
        List<ApiKey> all = keys.list();
        List<ApiKey> items = all.stream().skip((long) page * size).limit(size).toList();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new KeyPage(items, page, size, all.size()));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "getApiKey", summary = "Describes a key")
    @ApiResponse(responseCode = "200")
    @ApiResponse(responseCode = "404", description = "There is no such key")
    ResponseEntity<ApiKey> get(@Parameter(description = "Id of the key") @PathVariable UUID id) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(keys.get(id));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "addApiKey", summary = "Adds a key. Only this answer contains it")
    @ApiResponse(responseCode = "201")
    @ApiResponse(responseCode = "422", description = "`name` is blank or too long")
    ResponseEntity<NewKeyView> add(@RequestBody @Valid NewKey request) {
        ApiKeys.Added added = keys.add(request.name(), Boolean.TRUE.equals(request.admin()));
        ApiKey key = added.key();
        return ResponseEntity.created(URI.create("/api-keys/" + key.id()))
                .cacheControl(CacheControl.noStore())
                .body(new NewKeyView(key.id(), key.name(), key.admin(), key.createdAt(), added.secret()));
    }

    @DeleteMapping(path = "/{id}", produces = MediaType.ALL_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "revokeApiKey", summary = "Revokes a key. This takes effect at once and cannot be undone")
    @ApiResponse(responseCode = "404", description = "There is no such key")
    @ApiResponse(responseCode = "409", description = "The key is the last admin key")
    void revoke(@Parameter(description = "Id of the key") @PathVariable UUID id) {
        keys.revoke(id);
    }

    @Schema(name = "NewApiKey")
    record NewKey(
            @Schema(description = "Purpose of the key", example = "ci") @NotBlank @Size(max = 200)
            String name,

            @Schema(description = "Whether the key may add and revoke keys. The default is false") @Nullable
            Boolean admin) {}

    @Schema(name = "ApiKeyPage")
    record KeyPage(List<ApiKey> items, int page, int size, int total) {}

    @Schema(name = "AddedApiKey")
    record NewKeyView(
            UUID id,
            String name,
            boolean admin,
            Instant createdAt,

            @Schema(description = "The key itself; no later answer contains it", example = "lutra_…")
            String key) {}
}
