package dev.lutra.access;

import dev.lutra.problem.Problem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Configures the access: everyone may read, blend, grade and compare, requests that write need an API key, and requests about keys need
 * an admin key. The key is checked before the body of a request is read.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessSettings.class)
public class SecurityConfiguration {

    private final HandlerExceptionResolver problems;

    SecurityConfiguration(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Bean
    @Profile("api")
    SecurityFilterChain apiSecurity(HttpSecurity http, ApiKeys keys) {
        RequestMatcher administers = PathPatternRequestMatcher.pathPattern("/api-keys/**");
        var computes = new OrRequestMatcher(OpenPosts.PATHS.stream()
                .<RequestMatcher>map(path -> PathPatternRequestMatcher.pathPattern(HttpMethod.POST, path))
                .toList());
        RequestMatcher reads =
                request -> computes.matches(request) || (!administers.matches(request) && isRead(request));

        return stateless(http)
                .cors(Customizer.withDefaults())
                .addFilterBefore(keyFilter(keys, request -> !reads.matches(request)), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(reads)
                        .permitAll()
                        .requestMatchers(administers)
                        .hasRole(BearerKeys.ADMIN)
                        .anyRequest()
                        .authenticated())
                .exceptionHandling(failures -> failures.authenticationEntryPoint(
                                (request, response, e) -> refuse(request, response, new ApiKeyMissing(), "Bearer"))
                        .accessDeniedHandler((request, response, e) -> refuse(
                                request, response, new AdminKeyRequired(), "Bearer error=\"insufficient_scope\"")))
                .build();
    }

    /** Configures the port for health and metrics, if it has one of its own. No key opens more there. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    SecurityFilterChain managementSecurity(HttpSecurity http, ManagementPort port) {
        return healthAndMetrics(http.securityMatcher(port));
    }

    /** Configures a process that is only a worker. It serves only health and metrics. */
    @Bean
    @Profile("!api")
    SecurityFilterChain workerSecurity(HttpSecurity http) {
        return healthAndMetrics(http);
    }

    /**
     * Answers requests that the firewall of Spring Security rejects, such as paths with an encoded slash, with a
     * problem.
     */
    @Bean
    RequestRejectedHandler rejections() {
        return (request, response, e) -> problems.resolveException(request, response, null, e);
    }

    /**
     * Turns off the observation of security filters, because a span and a timer for each of a dozen filters cost more
     * than they are worth.
     */
    @Bean
    SecurityObservationSettings securityObservations() {
        return SecurityObservationSettings.noObservations();
    }

    private SecurityFilterChain healthAndMetrics(HttpSecurity http) {
        return stateless(http)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers("/actuator/**", "/livez", "/readyz")
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(failures -> failures.authenticationEntryPoint((request, response, e) ->
                        problems.resolveException(request, response, null, notFound(request))))
                .build();
    }

    private static HttpSecurity stateless(HttpSecurity http) {
        // Browsers do not add the key by themselves, so a forged request has none and CSRF tokens are not needed.
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                // Controllers set Cache-Control themselves.
                .headers(headers -> headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .addHeaderWriter(new BrowserRules()));
    }

    private AuthenticationFilter keyFilter(ApiKeys keys, RequestMatcher where) {
        var bearerKeys = new BearerKeys(keys);
        var filter = new AuthenticationFilter((AuthenticationManager) bearerKeys, bearerKeys);
        filter.setRequestMatcher(where);
        filter.setSuccessHandler((request, response, authentication) -> {});
        filter.setFailureHandler((request, response, e) -> {
            if (e.getCause() instanceof DataAccessException cause) {
                problems.resolveException(request, response, null, cause);
            } else {
                refuse(request, response, new ApiKeyInvalid(), "Bearer error=\"invalid_token\"");
            }
        });
        return filter;
    }

    /** RFC 6750, section 3. */
    private void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem, String challenge) {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, challenge);
        problems.resolveException(request, response, null, problem);
    }

    private static boolean isRead(HttpServletRequest request) {
        return List.of("GET", "HEAD", "OPTIONS").contains(request.getMethod());
    }

    private static NoResourceFoundException notFound(HttpServletRequest request) {
        return new NoResourceFoundException(
                HttpMethod.valueOf(request.getMethod()), request.getRequestURI(), request.getRequestURI());
    }
}
