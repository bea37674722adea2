package dev.lutra.web;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What this process does. Each role is a Spring profile of the same name.
 *
 * @param roles {@code api} answers requests, {@code worker} runs training jobs; in the environment {@code LUTRA_ROLES}
 */
@Validated
@ConfigurationProperties("lutra")
public record RoleSettings(
        @DefaultValue({"api", "worker"}) @NotEmpty(message = "names no role; there are api and worker")
        Set<@Pattern(regexp = "api|worker", message = "is no role; there are api and worker") String> roles) {}
