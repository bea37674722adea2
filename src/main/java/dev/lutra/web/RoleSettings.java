package dev.lutra.web;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The roles of this process. Each role is a Spring profile of the same name.
 *
 * @param roles {@code api} answers requests, {@code worker} runs training jobs; the environment variable is {@code
 *     LUTRA_ROLES}
 */
@Validated
@ConfigurationProperties("lutra")
public record RoleSettings(
        @DefaultValue({"api", "worker"}) @NotEmpty(message = "must name a role: api or worker, or both")
        Set<@Pattern(regexp = "api|worker", message = "must be api or worker") String> roles) {}
